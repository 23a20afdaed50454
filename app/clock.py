"""Time as an argument: whoever needs the present takes a `Clock`, so tests and replays can bring their own."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The present in UTC."""
    return datetime.now(UTC)
