"""What a programme's body requires of an hour and the reply does not say (H6)."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from app.reading.contract import Context, Reading, SaidMeeting
from app.reading.words.sentences import Sentence
from app.reading.words.zones import zones_of

_HOUR = 60
_TOLERANCE = Decimal("0.01")


def fields_missing(reading: Reading, context: Context, sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """The required fields that some of the claimed hours lack, in the programme's order."""
    if reading.hours is None or not reading.hours.total:
        return ()
    said = {
        "date": _have(reading, lambda meeting: meeting.date is not None),
        "times": _have(reading, lambda meeting: meeting.start is not None),
        "mode": all(mode in context.programme.modes for mode, hours in reading.hours.by_mode.items() if hours),
        "topics": bool(reading.topics) or any(zones_of(sentence).topic for sentence in sentences),
    }
    return tuple(field for field in context.programme.requires if not said[field])


def _have(reading: Reading, holds: Callable[[SaidMeeting], bool]) -> bool:
    """Whether meetings that hold it make up all the hours."""
    assert reading.hours is not None
    told = [meeting for meeting in reading.meetings if holds(meeting)]
    if len(told) == len(reading.meetings) and any(meeting.minutes is None for meeting in told):
        return True  # "May 4 and May 18, 3 hours in all"
    minutes = sum(meeting.minutes or 0 for meeting in told)
    return Decimal(minutes) / _HOUR + _TOLERANCE >= reading.hours.total
