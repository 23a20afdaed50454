"""Moments and clocks that stand where a test puts them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

EDMONTON = ZoneInfo("America/Edmonton")
"""The zone of the preset `aset`."""


def local(text: str, zone: ZoneInfo = EDMONTON) -> datetime:
    """`2026-06-01 09:00` on the clocks of a zone."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


class Watch:
    """A clock that is moved by hand; call it for the time."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        """Move it on: `pass_by(days=3)`."""
        self.now += timedelta(**time)
