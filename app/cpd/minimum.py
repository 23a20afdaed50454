"""The minimum of a cycle: what was reached, what is missing, and which entries lie in a stretch that reaches it. Pure.

A stretch begins on the day of an entry and runs for the months of the rule, inside the cycle. Without months the whole
cycle is the one stretch.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.cpd.facts import Hours
from app.cpd.spans import Cycle, last_of
from app.programmes.cpd_rules import CpdMinimum
from app.programmes.mode_words import UNSPECIFIED


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


def standing(minimum: CpdMinimum, cycle: Cycle, passed: Sequence[Hours], units: Fraction) -> Standing:
    """How the cycle's entries that passed every other test, and its units after caps, stand to the minimum."""
    measures = [measured(minimum, stretch) for stretch in _stretches(minimum, cycle, passed)]
    best = min(measures or [Measure(0, 0)], key=lambda one: _lack(minimum, one))
    minutes = None if minimum.minutes is None else max(0, minimum.minutes - best.minutes)
    meetings = None if minimum.meetings is None else max(0, minimum.meetings - best.meetings)
    lacking = None if minimum.units is None else max(Fraction(0), Fraction(minimum.units) - units)
    done = [lack == 0 for lack in (minutes, meetings, lacking) if lack is not None]
    reached = not done or (any(done) if minimum.needs == "either" else all(done))
    return Standing(reached, best, minutes, meetings, lacking)


def in_reaching_stretch(minimum: CpdMinimum, cycle: Cycle, passed: Sequence[Hours]) -> frozenset[str]:
    """The entries that lie in some stretch that reaches the minimum; entries by their ids."""
    reaching = (stretch for stretch in _stretches(minimum, cycle, passed) if _reaches(minimum, stretch))
    return frozenset(hours.entry for stretch in reaching for hours in stretch)


def measured(minimum: CpdMinimum, stretch: Sequence[Hours]) -> Measure:
    """The minutes of a stretch, and the days on which a pair met in it: two entries of one day are one meeting."""
    modes = {*minimum.meeting_modes, UNSPECIFIED}  # whoever asks for the way asks for it as a field (H6)
    met = {(hours.match, hours.day) for hours in stretch if hours.day and hours.mode in modes}
    return Measure(sum(hours.minutes for hours in stretch), len(met))


def _stretches(minimum: CpdMinimum, cycle: Cycle, passed: Sequence[Hours]) -> Iterator[Sequence[Hours]]:
    if minimum.within_months is None:
        yield passed
        return
    ordered = sorted(passed, key=lambda hours: hours.days[0])
    spans = [hours.days for hours in ordered]
    begins = [begin for begin, _ in spans]
    for first in sorted(set(begins)):
        last = min(last_of(first, minimum.within_months), cycle.ends)
        within = range(bisect_left(begins, first), bisect_right(begins, last))
        yield [ordered[place] for place in within if spans[place][1] <= last]


def _reaches(minimum: CpdMinimum, stretch: Sequence[Hours]) -> bool:
    found = measured(minimum, stretch)
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
