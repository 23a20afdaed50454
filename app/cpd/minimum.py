"""The minimum of a cycle: what was reached, what is missing, and which entries lie in a stretch that reaches it. Pure.

A stretch begins on the day of an entry and runs for the months of the rule, inside the cycle. Without months the whole
cycle is the one stretch.
"""

from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from app.cpd.facts import Hours
from app.cpd.spans import Cycle, last_of
from app.programmes.cpd_rules import CpdMinimum
from app.programmes.mode_words import UNSPECIFIED

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Measure:
    """Minutes and meetings of a stretch."""

    minutes: int
    meetings: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a member stands: `best` is the stretch that comes nearest, `missing` what it lacks, `None` where not asked.

    Where either of several is enough, each of them is named with what it lacks.
    """

    reached: bool
    best: Measure
    missing_minutes: int | None = None
    missing_meetings: int | None = None
    missing_units: Fraction | None = None


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch with its first and last day, and what lies in it."""

    first: date
    last: date
    measure: Measure


@dataclass(slots=True)
class _Window:
    """What lies in a stretch: minutes, and the days on which people met.

    Two entries of one day with the same people are one meeting, also in two programmes.
    """

    modes: frozenset[str]
    minutes: int = 0
    met: Counter[tuple[frozenset[str], date]] = field(default_factory=Counter)

    def move(self, entries: Iterable[Hours], step: int) -> None:
        """Entries come in (1) or go out (-1)."""
        for hours in entries:
            self.minutes += step * hours.minutes
            if hours.day and hours.mode in self.modes:
                self._meet((frozenset(hours.partners), hours.day), step)

    def _meet(self, meeting: tuple[frozenset[str], date], step: int) -> None:
        self.met[meeting] += step
        if not self.met[meeting]:
            del self.met[meeting]

    @property
    def measure(self) -> Measure:
        """What it comes to now."""
        return Measure(self.minutes, len(self.met))


def standing(minimum: CpdMinimum, cycle: Cycle, passed: Sequence[Hours], units: Fraction) -> Standing:
    """How the cycle's entries that passed every other test, and its units after caps, stand to the minimum."""
    measures = [stretch.measure for stretch in _stretches(minimum, cycle, passed)]
    best = min(measures or [Measure(0, 0)], key=lambda one: _lack(minimum, one))
    minutes = None if minimum.minutes is None else max(0, minimum.minutes - best.minutes)
    meetings = None if minimum.meetings is None else max(0, minimum.meetings - best.meetings)
    lacking = None if minimum.units is None else max(Fraction(0), Fraction(minimum.units) - units)
    done = [lack == 0 for lack in (minutes, meetings, lacking) if lack is not None]
    reached = not done or (any(done) if minimum.needs == "either" else all(done))
    return Standing(reached, best, minutes, meetings, lacking)


def in_reaching_stretch(minimum: CpdMinimum, cycle: Cycle, passed: Sequence[Hours]) -> frozenset[str]:
    """The entries that lie in some stretch that reaches the minimum; entries by their ids.

    Later stretches end later, so that of those that begin by an entry the last one holds it if any does.
    """
    reaching = [one for one in _stretches(minimum, cycle, passed) if _reaches(minimum, one.measure)]
    begins = [one.first for one in reaching]
    begun = ((one, bisect_right(begins, one.days[0])) for one in passed)
    return frozenset(one.entry for one, place in begun if place and one.days[1] <= reaching[place - 1].last)


def _stretches(minimum: CpdMinimum, cycle: Cycle, passed: Sequence[Hours]) -> Iterator[_Stretch]:
    """Every stretch by its first day. Each entry comes into the window once and leaves it once."""
    window = _Window(frozenset({*minimum.meeting_modes, UNSPECIFIED}))  # who asks for the way asks for it as a field
    if minimum.within_months is None:
        window.move(passed, 1)
        yield _Stretch(date.min, date.max, window.measure)
        return
    coming = deque(sorted(passed, key=lambda hours: hours.days[1]))
    going = deque(sorted(passed, key=lambda hours: hours.days[0]))
    before = date.min
    for first in sorted({hours.days[0] for hours in passed}):
        last = min(last_of(first, minimum.within_months), cycle.ends)
        window.move((one for one in _until(going, 0, first - _DAY) if one.days[1] <= before), -1)
        window.move((one for one in _until(coming, 1, last) if one.days[0] >= first), 1)
        yield _Stretch(first, last, window.measure)
        before = last


def _until(waiting: deque[Hours], end: int, day: date) -> Iterator[Hours]:
    """Those in front whose first (0) or last (1) day has come by this day, taken out."""
    while waiting and waiting[0].days[end] <= day:
        yield waiting.popleft()


def _reaches(minimum: CpdMinimum, found: Measure) -> bool:
    done = [
        has >= asked
        for has, asked in ((found.minutes, minimum.minutes), (found.meetings, minimum.meetings))
        if asked is not None
    ]
    return any(done) if minimum.needs == "either" else all(done)


def _lack(minimum: CpdMinimum, found: Measure) -> Fraction:
    """How far a stretch is from the minimum, as a share of it: the nearest way where either will do."""
    shares = [
        Fraction(max(0, asked - has), asked)
        for has, asked in ((found.minutes, minimum.minutes), (found.meetings, minimum.meetings))
        if asked
    ]
    if not shares:
        return Fraction(0)
    return min(shares) if minimum.needs == "either" else max(shares)
