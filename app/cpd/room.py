"""How much still fits under the caps of one cycle, and which cap is the tightest."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Final

from app.cpd.reasons import CapOf
from app.cpd.spans import Cycle
from app.programmes.cpd_rules import Category, CpdRules

_Bucket = tuple[CapOf, str, int]
Days = tuple[date, date]
"""The first and the last day on which units may have been earned."""
WHOLE = "*"


_NONE: Final = Fraction(0)


@cache
def fraction(text: str) -> Fraction:
    """An amount or a factor of the rules."""
    return Fraction(text)


@dataclass(frozen=True, slots=True)
class Taken:
    """Units that fitted; where some did not, the cap that left least, and what it is for."""

    units: Fraction
    cap_of: CapOf | None = None
    cap: str | None = None


@dataclass(slots=True)
class Room:
    """A cycle while its entries fill it, in units. Each is held against the caps in force on its day.

    Units whose day is not known, and may lie in two years of the cycle, are held against the caps of both and fill
    both: whichever day it was, no cap is passed.
    """

    cycle: Cycle
    _used: dict[_Bucket, Fraction] = field(default_factory=dict)

    def fill(self, rules: CpdRules, category: Category, days: Days, units: Fraction) -> Taken:
        """Take so many units, or as many as fit."""
        over = tuple(self._over(rules, category, days))
        left = [
            (max(_NONE, fraction(cap) - self._used.get(bucket, _NONE)), bucket[0], cap) for bucket, cap in over if cap
        ]
        tightest = min(left, key=lambda one: one[0], default=None)
        fits = tightest is None or units <= tightest[0]
        taken = units if tightest is None or fits else tightest[0]
        for bucket, _ in over:
            self._used[bucket] = self._used.get(bucket, _NONE) + taken
        return Taken(taken) if tightest is None or fits else Taken(taken, tightest[1], tightest[2])

    def in_two_years(self, rules: CpdRules, category: Category, days: Days) -> bool:
        """Whether a cap of a year holds, and the days lie in two of them."""
        by_year = rules.caps.per_year is not None or category.caps.per_year is not None
        return by_year and len(self._years(days)) > 1

    def _over(self, rules: CpdRules, category: Category, days: Days) -> Iterator[tuple[_Bucket, str | None]]:
        years = self._years(days)
        yield from ((("category_year", category.key, year), category.caps.per_year) for year in years)
        yield ("category_cycle", category.key, 0), category.caps.per_cycle
        yield from ((("year", WHOLE, year), rules.caps.per_year) for year in years)
        yield ("cycle", WHOLE, 0), rules.caps.per_cycle

    def _years(self, days: Days) -> tuple[int, ...]:
        return tuple(sorted({self.cycle.year_of(day) for day in days}))
