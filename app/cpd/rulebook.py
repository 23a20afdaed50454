"""Which rules count which day: the versions of one body's rules in the programmes that a member takes part in. Pure.

An hour counts by the rules that its programme had on its day, so that rules set later change nothing that was done
before them. What a whole cycle must come to follows from the rules with which it began.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest
from typing import Self
from uuid import UUID

from app.cpd.facts import NO_PROGRAMME
from app.programmes.cpd_rules import Category, CpdRules

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a programme's rules and its days, both included: `None` is open on that side."""

    programme: UUID
    rules_id: UUID
    number: int
    since: date | None
    until: date | None
    rules: CpdRules

    def holds(self, day: date) -> bool:
        """Whether it is in force on a local day."""
        return self.begun(day) and (self.until is None or day <= self.until)

    def begun(self, day: date) -> bool:
        """Whether it has come into force by a local day."""
        return self.since is None or self.since <= day

    @property
    def order(self) -> tuple[date, UUID]:
        """The later one decides for a cycle: by its first day, then by when it was set."""
        return self.since or date.min, self.rules_id


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The versions of one body, at least one; those of one programme never hold on the same day."""

    versions: tuple[Version, ...]

    @classmethod
    def of(cls, rules: CpdRules, programme: UUID = NO_PROGRAMME) -> Self:
        """One version for all days."""
        return cls((Version(programme, programme, 1, None, None, rules),))

    def takes(self, programme: UUID, day: date) -> bool:
        """Whether hours of a programme on this day count by these rules."""
        return any(one.programme == programme and one.holds(day) for one in self.versions)

    def on(self, programme: UUID, day: date) -> CpdRules:
        """The rules for an hour of a programme on this day.

        Raises:
            KeyError: when these rules count no such hour.

        """
        for one in self.versions:
            if one.programme == programme and one.holds(day):
                return one.rules
        raise KeyError(programme)

    def deciding(self, day: date, programmes: Iterable[UUID] = ()) -> Version:
        """The version that decides for a whole cycle on this day, among these programmes where any is named."""
        named = frozenset(programmes)
        mine = [one for one in self.versions if not named or one.programme in named]
        begun = [one for one in mine if one.begun(day)] or mine
        return max([one for one in begun if one.holds(day)] or begun, key=lambda one: one.order)


@dataclass(frozen=True, slots=True)
class SetRules:
    """A version as a programme set it: on this day, or from `rules.since` on; without rules it counts nothing."""

    rules_id: UUID
    number: int
    set_on: date
    rules: CpdRules | None


def eras(programme: UUID, history: Sequence[SetRules]) -> list[Version]:
    """The days of each version of a programme, from its history in the order in which versions were set.

    The first rules that count hours hold for all days before them, too. A version sets aside whatever was set before
    it for its own days and later ones, so that what is put right on the day on which it was set never held. One that
    changes nothing of what counts begins nothing.
    """
    kept: list[tuple[date, SetRules]] = []
    for one in history:
        since = (one.rules.since if one.rules else None) or one.set_on
        kept = [
            earlier for place, earlier in enumerate(kept) if earlier[0] < since or (not place and earlier[0] > since)
        ]
        if one.rules is None and not kept:
            continue
        if not (kept and _same(kept[-1][1].rules, one.rules)):
            kept.append((since, one))
    return list(_closed(programme, kept))


def _closed(programme: UUID, kept: Sequence[tuple[date, SetRules]]) -> Iterator[Version]:
    for place, ((since, one), following) in enumerate(zip_longest(kept, kept[1:])):
        until = following[0] - _DAY if following else None
        if one.rules is not None:
            yield Version(programme, one.rules_id, one.number, since if place else None, until, one.rules)


def _same(one: CpdRules | None, other: CpdRules | None) -> bool:
    return _lasting(one) == _lasting(other)


def _lasting(rules: CpdRules | None) -> CpdRules | None:
    return rules and rules.model_copy(update={"since": None})


def by_body(versions: Iterable[Version]) -> dict[str, Rulebook]:
    """The rulebook of each body, by its key; the versions of a programme whose body changed part."""
    found: dict[str, list[Version]] = {}
    for one in versions:
        found.setdefault(one.rules.body_key, []).append(one)
    return {key: Rulebook(tuple(ones)) for key, ones in found.items()}


def with_categories(rules: CpdRules, others: Iterable[Category]) -> CpdRules:
    """The rules with those of other categories that they lack, so that whatever counts has a name."""
    known = {category.key: category for category in (*others, *rules.categories)}
    lacking = [category for key, category in known.items() if all(key != one.key for one in rules.categories)]
    return rules.model_copy(update={"categories": (*rules.categories, *lacking)}) if lacking else rules
