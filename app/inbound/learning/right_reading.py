"""What a coordinator recorded from a mail, as the reading that would have been right. Pure.

Only what the form says for sure is pinned. A form has no rows for sessions without a day, so sessions are pinned where
every live hour has one; with one partner nobody is named (rules 5 and 13 of the reading contract).
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from app.inbound.decision import Recorded
from app.inbound.facts import HourItem
from app.inbound.hours.claims import MINUTES_PER_HOUR, UNSPECIFIED
from app.inbound.known import Known
from app.reading.contract import Kind, Outcome, Reading, Status

_WRITTEN: Final = frozenset({"email", "other"})
_PLACES: Final = 4


def is_amended(facts: Recorded, status: Status, suggested: Recorded | None, reading: Reading | None) -> bool:
    """Whether what was recorded differs from what was suggested, in any figure, day, partner, month or status."""
    if suggested is None or reading is None:
        return True
    said_otherwise = status is not Status.UNKNOWN and status is not reading.status
    return said_otherwise or facts.period != suggested.period or _rows(facts) != _rows(suggested)


def right_reading(facts: Recorded, status: Status, reading: Reading | None, known: Known) -> dict[str, Any] | None:
    """The expectation of a case, as JSON of the contract.

    `None` where hours that stood before were changed: whether the mail says the new figure, or what to add to the old
    one, only its reader knows.
    """
    if facts.adjustments:
        return None
    expected: dict[str, Any] = {
        "kind": Kind.REPLY.value,
        "outcome": Outcome.RECORDED.value,
        "period": facts.period,
    }
    if facts.items:
        expected["hours"] = _hours(facts.items, known)
    if _tells_sessions(facts.items):
        expected["meetings"] = [
            {"date": item.held_on.isoformat(), "minutes": item.minutes, "mode": item.mode}
            for item in facts.meetings
            if item.held_on
        ]
    said = _status(facts, status, reading)
    return expected | ({"status": said.value} if said is not Status.UNKNOWN else {})


def told(reading: Reading | None) -> str:
    """What our own reading came to, in fixed words and figures: nobody's words are in it."""
    if reading is None:
        return "nothing was read"
    hours = f"{_rounded(int(reading.hours.total * MINUTES_PER_HOUR))} h" if reading.hours else "no hours"
    return f"came to {reading.outcome.value}: {hours}, {len(reading.meetings)} meetings, {reading.status.value}"


def _rows(facts: Recorded) -> Counter[tuple[object, ...]]:
    return Counter((item.match_id, item.mode, item.minutes, item.held_on) for item in facts.items)


def _hours(items: Sequence[HourItem], known: Known) -> dict[str, Any]:
    by_mode, by_match = Counter[str](), Counter[Any]()
    for item in items:
        by_mode[item.mode] += item.minutes
        by_match[item.match_id] += item.minutes
    hours: dict[str, Any] = {
        "total": _rounded(by_mode.total()),
        "by_mode": {mode: _rounded(minutes) for mode, minutes in by_mode.items()},
    }
    names = {match.match_id: match.partners[0].name for match in known.matches if len(match.partners) == 1}
    if len(known.matches) > 1 and by_match.keys() <= names.keys():
        hours["by_partner"] = {names[match]: _rounded(minutes) for match, minutes in by_match.items()}
    return hours


def _tells_sessions(items: Sequence[HourItem]) -> bool:
    live = [item for item in items if item.mode not in _WRITTEN]
    return bool(live) and all(item.held_on and item.mode != UNSPECIFIED for item in live)


def _status(facts: Recorded, status: Status, reading: Reading | None) -> Status:
    """Hours with no word of an end continue (rule 9 of the contract)."""
    said = status if status is not Status.UNKNOWN or reading is None else reading.status
    return Status.CONTINUING if said is Status.UNKNOWN and facts.items else said


def _rounded(minutes: int) -> float:
    return round(minutes / MINUTES_PER_HOUR, _PLACES)
