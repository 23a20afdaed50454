"""What is unclear in a reply: a day, the hours, the month they fall in, or whose match ends."""

from datetime import date

from app.reading.claims.claim import Claim
from app.reading.contract import Context
from app.reading.found import Found
from app.reading.hours.sums import Problem
from app.reading.standing.answers import ABOUT_HOURS, ANSWERED_KINDS


def unclear_in(found: Found, context: Context) -> Problem | None:
    """The first thing that must be asked about, in the order day, hours, month, status; None where all is clear."""
    if context.checkin.kind in ANSWERED_KINDS - ABOUT_HOURS:
        return None
    unclear = next((each.unclear_day for each in found.standing if each.unclear_day and _tells(each)), None)
    if unclear:
        return _day_problem(*unclear)
    if found.settled.tally.problem:
        return found.settled.tally.problem
    return _month_problem(found) or _status_problem(found)


def _day_problem(words: str, readings: tuple[date, ...]) -> Problem:
    if not readings:
        return Problem("no_such_day", {"words": words})
    first, second = (day.isoformat() for day in readings[:2])
    return Problem("date_unclear", {"words": words, "first": first, "second": second})


def _tells(claim: Claim) -> bool:
    """A day in a question of theirs, or without a session (`away until June 15`), is not asked about."""
    if claim.sentence.closing == "?":
        return claim.has_amount
    return claim.has_amount or bool(claim.modes) or claim.sessions != 0


def _month_problem(found: Found) -> Problem | None:
    edge = next((each.month_edge for each in found.standing if each.month_edge and each.has_amount), "")
    if edge:
        return Problem("month_unclear", {"words": edge})
    if found.period.several and (found.hours is not None or found.meetings):
        return Problem("two_periods")
    return None


def _status_problem(found: Found) -> Problem | None:
    if found.statuses.unclear:
        named = {"words": found.statuses.unclear, "partners": ", ".join(found.partners)}
        return Problem("whose_status", named)
    return None
