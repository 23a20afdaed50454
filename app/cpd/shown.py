"""A statement as people read it, in their language: for the page, the mail and the document alike. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.cpd.account import CategoryAccount, Counted, CycleAccount
from app.cpd.reasons import Why
from app.cpd.statement import Statement
from app.cpd.words import (
    category_words,
    cycle_words,
    minimum_words,
    reasons_words,
    role_label,
    standing_words,
    title_words,
    units_words,
)
from app.language import day_and_year, gettext_for, hours_words, month_name
from app.language import mark as _
from app.programmes.cpd_rules import CpdRules


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """One entry: when, logged, of it counted, and why; `full` where all of it counts.

    `minutes` and `counted` are the same as figures.
    """

    entry: str
    when: str
    logged: str
    counts: str
    why: str
    full: bool
    minutes: int
    counted: int


@dataclass(frozen=True, slots=True)
class ShownPart:
    """One role in one category: its name, logged, of it counted."""

    name: str
    logged: str
    counts: str


@dataclass(frozen=True, slots=True)
class ShownCycle:
    """One cycle. `units` are all that count; `carried`, `left`, `standing` and `minimum` are empty where there is none.

    `minimum` is that of the rules which decide for the cycle.
    """

    title: str
    logged: str
    counts: str
    units: str
    parts: tuple[ShownPart, ...]
    carried: str
    left: str
    standing: str
    minimum: str
    reached: bool
    entries: tuple[ShownEntry, ...]


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """A whole statement; cycles with the latest first, `outside` the entries of none.

    `title` names the body and the programmes whose hours are counted together.
    """

    title: str
    current: ShownCycle | None
    cycles: tuple[ShownCycle, ...]
    outside: tuple[ShownEntry, ...]


def shown(statement: Statement, locale: str) -> ShownStatement:
    """The statement in words."""
    current = statement.current
    return ShownStatement(
        title=title_words(statement.rules, list(statement.basis.programmes.values()), locale),
        current=_cycle(current, locale) if current else None,
        cycles=tuple(_cycle(cycle, locale) for cycle in reversed(statement.account.cycles)),
        outside=_entries(statement.rules, statement.account.outside, locale),
    )


def _cycle(account: CycleAccount, locale: str) -> ShownCycle:
    rules = account.rules
    carried = sum((category.carried for category in account.categories), Fraction(0))
    say = gettext_for(locale).gettext
    return ShownCycle(
        title=cycle_words(account, locale),
        logged=hours_words(account.logged, locale),
        counts=hours_words(account.minutes, locale),
        units=units_words(rules, account.units, locale),
        parts=tuple(part for category in account.categories for part in _parts(rules, category, locale)),
        carried=_amount(say(_("%(units)s of it carried over from before")), rules, carried, locale),
        left=_amount(say(_("%(units)s can be carried over")), rules, account.carried_out, locale),
        standing=standing_words(rules, account.standing, locale) if account.standing else "",
        minimum=minimum_words(rules, locale),
        reached=account.standing is None or account.standing.reached,
        entries=_entries(rules, account.entries, locale),
    )


def _amount(sentence: str, rules: CpdRules, units: Fraction, locale: str) -> str:
    return sentence % {"units": units_words(rules, units, locale)} if units else ""


def _parts(rules: CpdRules, category: CategoryAccount, locale: str) -> tuple[ShownPart, ...]:
    name = category_words(rules, category.key, locale)
    return tuple(
        ShownPart(
            f"{name[:1].upper()}{name[1:]}, {role_label(role, locale)}",
            hours_words(minutes.logged, locale),
            hours_words(minutes.minutes, locale),
        )
        for role, minutes in category.by_role.items()
    )


def _entries(rules: CpdRules, entries: Sequence[Counted], locale: str) -> tuple[ShownEntry, ...]:
    return tuple(_entry(rules, one, locale) for one in entries)


def _entry(rules: CpdRules, counted: Counted, locale: str) -> ShownEntry:
    hours = counted.hours
    month = f"{month_name(hours.period, locale).capitalize()} {hours.period[:4]}"
    return ShownEntry(
        entry=hours.entry,
        when=day_and_year(hours.day, locale) if hours.day else month,
        logged=hours_words(hours.minutes, locale),
        counts=hours_words(counted.minutes, locale),
        why=reasons_words(rules, counted, locale),
        full=all(reason.why is Why.COUNTED for reason in counted.reasons),
        minutes=hours.minutes,
        counted=counted.minutes,
    )
