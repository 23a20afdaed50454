"""Cycles, their years, and stretches of months, in local days. Pure.

A month or year later is the same day of the month. Where a month lacks that day, the stretch runs to the month's end
(a stretch of six months from 31 August ends on the last day of February), and the next one begins on the first after.
"""

import calendar
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache
from itertools import count, takewhile

from app.programmes.cpd_rules import CycleRules

_MONTHS = 12
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Cycle:
    """One cycle, first and last day included, by which alone it is known; `number` counts on in its rules."""

    starts: date
    ends: date
    number: int = field(default=0, compare=False)
    begin: tuple[date, ...] = field(default=(), compare=False)
    """The first days of its years, where they follow from another day than `starts`, as from a 29 February."""

    def holds(self, day: date) -> bool:
        """Whether a local day lies in the cycle."""
        return self.starts <= day <= self.ends

    def year_of(self, day: date) -> int:
        """Which year of the cycle a day in it lies in, from 0."""
        return bisect_right(self.years(), day) - 1

    def years(self) -> Sequence[date]:
        """The first day of each of its years."""
        return self.begin or _years(self.starts, self.ends)


@lru_cache(256)
def _years(starts: date, ends: date) -> tuple[date, ...]:
    begin = (months_later(starts, number * _MONTHS) for number in count())
    return tuple(takewhile(lambda day: day <= ends, begin))


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the first of the month after where there is no such day."""
    year, month = _month(day, months)
    if day.day <= calendar.monthrange(year, month)[1]:
        return date(year, month, day.day)
    return date(*_month(date(year, month, 1), 1), 1)


def last_of(starts: date, months: int) -> date:
    """The last day of a stretch of so many months that begins on `starts`."""
    return months_later(starts, months) - _DAY


def days_of_month(period: str) -> tuple[date, date]:
    """The first and last day of a month `YYYY-MM`."""
    first = date.fromisoformat(f"{period}-01")
    return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])


def cycle_of(rules: CycleRules, own_date: date | None, day: date) -> Cycle | None:
    """The cycle that holds a day, for a member with this date of their own; `None` where it lies in none."""
    guess = _guess(rules, own_date, day)
    near = (cycle_number(rules, own_date, guess + step) for step in (-1, 0, 1))
    found = (cycle for cycle in near if cycle is not None and cycle.holds(day))
    return next((_listed(rules, day) if rules.spans else found), None)


@lru_cache(4096)
def cycle_number(rules: CycleRules, own_date: date | None, number: int) -> Cycle | None:
    """The cycle of that number; `None` before a member's first one, or where no such cycle is listed."""
    if rules.spans:
        known = 0 <= number < len(rules.spans)
        return Cycle(rules.spans[number].starts, rules.spans[number].ends, number) if known else None
    first = _first_day(rules, own_date)
    if first is None or (number < 0 and (own_date is not None or rules.kind == "fixed")):
        return None
    if not MINYEAR < first.year + number * rules.years <= MAXYEAR - rules.years:
        return None
    starts, after = (_years_later(rules, first, count * rules.years) for count in (number, number + 1))
    own_years = range(number * rules.years, (number + 1) * rules.years)
    return Cycle(starts, after - _DAY, number, tuple(_years_later(rules, first, year) for year in own_years))


def needs_own_date(rules: CycleRules) -> bool:
    """Whether nobody's cycles are known before their own date is."""
    return rules.kind == "anniversary" or (rules.kind == "calendar_year" and rules.years > 1 and rules.first is None)


def _listed(rules: CycleRules, day: date) -> Iterator[Cycle]:
    return (
        Cycle(span.starts, span.ends, number)
        for number, span in enumerate(rules.spans)
        if span.starts <= day <= span.ends
    )


def _first_day(rules: CycleRules, own_date: date | None) -> date | None:
    if rules.kind == "fixed":
        return rules.first
    if rules.kind == "anniversary":
        return own_date
    known = own_date or rules.first or (date(2000, 1, 1) if rules.years == 1 else None)
    return known and known.replace(month=1, day=1)


def _guess(rules: CycleRules, own_date: date | None, day: date) -> int:
    first = _first_day(rules, own_date)
    return 0 if first is None else (day.year - first.year) // rules.years


def _years_later(rules: CycleRules, first: date, years: int) -> date:
    later = months_later(first, years * _MONTHS)
    return later - _DAY if later.day != first.day and rules.leap_day == "02-28" else later


def _month(day: date, months: int) -> tuple[int, int]:
    count = day.year * _MONTHS + day.month - 1 + months
    return count // _MONTHS, count % _MONTHS + 1
