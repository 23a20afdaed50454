"""How much still fits under the caps of one cycle, and which cap is the tightest."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from app.cpd.reasons import CapOf
from app.cpd.spans import Cycle
from app.programmes.cpd_rules import Caps, Category, CpdRules

_Bucket = tuple[CapOf, str, int]
WHOLE = "*"


class Room:
    """The caps of a cycle while its entries fill them, in units."""

    def __init__(self, rules: CpdRules, cycle: Cycle) -> None:
        self._caps = rules.caps
        self._cycle = cycle
        self._used: dict[_Bucket, Fraction] = {}

    def tightest(self, category: Category, day: date) -> tuple[Fraction, str, CapOf] | None:
        """What is left under the cap that leaves least on that day, the cap itself and its kind; `None` without any."""
        left = [
            (max(Fraction(0), Fraction(cap) - self._used.get(bucket, 0)), cap, bucket[0])
            for bucket, cap in self._over(category, day)
        ]
        return min(left, key=lambda one: one[0], default=None)

    def fill(self, category: Category, day: date, units: Fraction) -> Fraction:
        """Take so many units, or as many as fit; how many those are."""
        tightest = self.tightest(category, day)
        taken = units if tightest is None else min(units, tightest[0])
        for bucket, _ in self._over(category, day):
            self._used[bucket] = self._used.get(bucket, Fraction(0)) + taken
        return taken

    def _over(self, category: Category, day: date) -> Iterator[tuple[_Bucket, str]]:
        year = self._cycle.year_of(day)
        yield from _buckets(category.caps, category.key, year, ("category_year", "category_cycle"))
        yield from _buckets(self._caps, WHOLE, year, ("year", "cycle"))


def _buckets(caps: Caps, key: str, year: int, kinds: tuple[CapOf, CapOf]) -> Iterator[tuple[_Bucket, str]]:
    if caps.per_year is not None:
        yield (kinds[0], key, year), caps.per_year
    if caps.per_cycle is not None:
        yield (kinds[1], key, 0), caps.per_cycle
