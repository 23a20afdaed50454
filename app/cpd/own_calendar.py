"""A member's cycles where their own date was put right: those that had ended stay, the next goes by the new date. Pure.

A date that is put right decides from the first day of the cycle that was running on that day. That cycle ends as the
new date has it, and may be shorter than others; no day lies in two cycles. Where none had ended, the new date holds
for all days, as if it had been known from the beginning.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from app.cpd.spans import Cycle, cycle_number, cycle_of
from app.programmes.cpd_rules import CycleRules


@dataclass(frozen=True, slots=True)
class Outdated:
    """A date that a member's cycles ran from, and the local day on which another one took its place."""

    own_date: date | None
    corrected_on: date


@dataclass(frozen=True, slots=True)
class OwnDates:
    """The date that a member's cycles run from, and those of before, in order; the first of them is a date."""

    latest: date | None = None
    before: tuple[Outdated, ...] = ()


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The days on which one date decides, from the first cycle (by its own number) on; `offset` counts on in all."""

    own_date: date | None
    starts: date | None = None
    first: int = 0
    offset: int = 0

    def cut(self, cycle: Cycle | None) -> Cycle | None:
        """The cycle as far as this date decides, with its number among all."""
        if cycle is None:
            return None
        counted = replace(cycle, number=cycle.number + self.offset)
        if self.starts is None or cycle.starts >= self.starts:
            return counted
        later = (day for day in cycle.years() if day > self.starts)
        return replace(counted, starts=self.starts, begin=(self.starts, *later))


def cycle_at(rules: CycleRules, dates: OwnDates, day: date) -> Cycle | None:
    """The cycle that holds a day; `None` where it lies in none."""
    stretch = next(one for one in reversed(_stretches(rules, dates)) if one.starts is None or one.starts <= day)
    return stretch.cut(cycle_of(rules, stretch.own_date, day))


@lru_cache(4096)
def cycle_numbered(rules: CycleRules, dates: OwnDates, number: int) -> Cycle | None:
    """The cycle of that number; `None` before a member's first one, or where no such cycle is listed."""
    stretches = _stretches(rules, dates)
    later = (one for one in reversed(stretches[1:]) if number - one.offset >= one.first)
    stretch = next(later, stretches[0])
    return stretch.cut(cycle_number(rules, stretch.own_date, number - stretch.offset))


@lru_cache(1024)
def _stretches(rules: CycleRules, dates: OwnDates) -> tuple[_Stretch, ...]:
    if rules.kind == "fixed" or not dates.before:
        return (_Stretch(dates.latest),)
    found = [_Stretch(dates.before[0].own_date)]
    for corrected_on, own_date in _corrections(dates):
        last = found[-1]
        running = cycle_of(rules, last.own_date, corrected_on)
        if running is None or running.number <= last.first:
            found[-1] = _from(rules, own_date, last.starts, last.first + last.offset)
        else:
            begins = last.cut(running) or running
            found.append(_from(rules, own_date, begins.starts, begins.number))
    return tuple(found)


def _corrections(dates: OwnDates) -> Iterator[tuple[date, date | None]]:
    later = [*(one.own_date for one in dates.before[1:]), dates.latest]
    yield from ((one.corrected_on, own_date) for one, own_date in zip(dates.before, later, strict=True))


def _from(rules: CycleRules, own_date: date | None, starts: date | None, number: int) -> _Stretch:
    """A date that decides from a day on; the cycle there has this number among all."""
    there = None if starts is None else cycle_of(rules, own_date, starts)
    first = there.number if there else 0
    return _Stretch(own_date, starts, first, number - first)
