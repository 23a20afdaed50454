"""Pictures as figures for inline SVG: shares of a fixed width, without any style."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 100


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it stands for, its amount in minutes, and its length out of `WIDTH`."""

    name: str
    minutes: int
    length: float


def bars(amounts: Sequence[tuple[str, int]]) -> tuple[Bar, ...]:
    """Bars to one scale, the longest as long as the picture is wide."""
    most = max((minutes for _, minutes in amounts), default=0)
    return tuple(Bar(name, minutes, round(WIDTH * minutes / most, 2) if most else 0.0) for name, minutes in amounts)
