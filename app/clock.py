"""Time as an argument: whoever needs the present takes a `Clock`, so tests and replays can bring their own."""

from collections.abc import Callable
from datetime import UTC, datetime, time

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The present in UTC."""
    return datetime.now(UTC)


def minute_of_day(at: time) -> int:
    """The minutes from midnight to a time of day."""
    return at.hour * 60 + at.minute
