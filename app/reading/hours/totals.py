"""Which of several amounts is the total of the others: said so, or a plain amount that the others explain."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from app.reading.claims.claim import Claim
from app.reading.hours.sums import Problem, in_hours
from app.reading.words.small_words import small_words

_BUT = small_words("but")  # "3 hours, but 1 in person and 2 by phone"


def total_and_parts(claims: Sequence[Claim], *, explains_rest: bool) -> tuple[list[Claim], list[Claim]]:
    """Which claim is the total: said so, or a plain amount that the others explain."""
    totals = [claim for claim in claims if claim.total and not _is_total_of_mode(claim, claims)]
    parts = [claim for claim in claims if claim not in totals]
    if totals or len(parts) < 2 or any(claim.alike for claim in parts):  # noqa: PLR2004
        return totals, parts
    first, rest = parts[0], parts[1:]
    same_people = all(claim.partners == first.partners for claim in rest)
    plain = not (first.modes or first.is_session) and (same_people or not first.partners)
    telling = all(claim.modes or claim.partners or claim.is_session for claim in rest)
    share = len(rest) == 1 and _is_share_of(rest[0], first)
    if plain and telling and (explains_rest or share):
        return [first], [replace(claim, including=True) for claim in rest]
    if (
        plain
        and telling
        and not _is_added(first, rest)
        and (sum_of_claims([first]) == sum_of_claims(rest) or _explained(first, rest))
    ):
        return [first], rest
    return totals, parts


def _is_share_of(claim: Claim, first: Claim) -> bool:
    """`2 hours of my time, 1 in person`: a figure without a unit behind a plain amount is a part of it."""
    return claim.bare and not first.bare and claim.sentence is first.sentence and not claim.total


def _is_added(first: Claim, rest: Sequence[Claim]) -> bool:
    """`1 hour of reading and 1 hour by phone`, `1 hour reading, 1 hour by phone`: two parts."""
    if rest[0].sentence is not first.sentence:
        return rest[0].sentence.find("afterwards") is not None  # "1 hour on her letter. Then 1 hour by phone."
    if any(claim.including for claim in rest) or first.sentence.mark(rest[0].first) in _BUT:
        return False
    if _adds_at(rest[0], rest[0].first):
        return True
    if _adds_at(rest[0], rest[0].first + 1) and not rest[0].bare:  # "an hour, and then an hour by phone"
        return True
    plain = first.sentence.words(first.amount_at, rest[0].first) == first.amount_words  # "3 hours, 3 on Zoom"
    return len(rest) == 1 and first.sentence.mark(rest[0].first) == "," and not plain


def _adds_at(claim: Claim, index: int) -> bool:
    """Whether `and` stands there; `an hour` is none, though `an` may be a slip of the pen for it."""
    return claim.amount_at != index and claim.sentence.tag(index, "and") is not None


def _is_total_of_mode(claim: Claim, claims: Sequence[Claim]) -> bool:
    """`emails, 30 minutes in all`, beside hours of other modes: a part, not the total of everything."""
    others = [each for each in claims if each is not claim]
    return bool(claim.modes and others) and all(each.modes and claim.mode != each.mode for each in others)


def _explained(first: Claim, rest: Sequence[Claim]) -> bool:
    """`3 hours: 2 on zoom and 1 in person`, in one sentence, or `of which`."""
    together = all(claim.sentence is first.sentence for claim in rest)
    mark = first.sentence.mark(first.end)
    return together and (mark in {":", "(", "-"} or any(claim.including for claim in rest))


def sum_of_claims(claims: Sequence[Claim]) -> Fraction:
    """The minutes of all claims together, each with all its sessions; a claim without a length adds none."""
    return sum((claim.minutes_in_all or Fraction(0) for claim in claims), Fraction(0))


def differs(question: str, total: Fraction, parts: Fraction) -> Problem:
    """Asks, by the name `question`, which of two figures is right; both are minutes, and the problem holds hours."""
    return Problem(question, {"total": in_hours(total), "parts": in_hours(parts)})
