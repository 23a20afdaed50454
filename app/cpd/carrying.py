"""What passes from one cycle to later ones: units with a category and a last day. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from app.cpd.own_calendar import OwnDates, cycle_at, cycle_numbered
from app.cpd.room import Room
from app.cpd.spans import Cycle
from app.programmes.cpd_rules import Category, CpdRules


@dataclass(frozen=True, slots=True)
class Lot:
    """Units that wait; they may count in a cycle that begins by `last`."""

    category: Category
    units: Fraction
    last: date


@dataclass(frozen=True, slots=True)
class Used:
    """Units that counted by their category, and the lots that are left."""

    units: Mapping[str, Fraction]
    left: tuple[Lot, ...]


NOTHING: Mapping[str, Fraction] = {}


def alive(lots: Sequence[Lot], cycle: Cycle) -> tuple[Lot, ...]:
    """The lots that have not lapsed, those that lapse first in front."""
    return tuple(sorted((lot for lot in lots if lot.units and cycle.starts <= lot.last), key=lambda lot: lot.last))


def used_first(rules: CpdRules, lots: Sequence[Lot], room: Room) -> Used:
    """Units over an earlier cap: they count on the cycle's first day, under its caps."""
    if not rules.carry_over or rules.carry_over.of != "over_cap":
        return Used(NOTHING, tuple(lots))
    first = room.cycle.starts
    known = {category.key: category for category in rules.categories}
    taken = [(lot, room.fill(rules, known[lot.category.key], (first, first), lot.units).units) for lot in lots]
    return _after(taken)


def used_last(rules: CpdRules, lots: Sequence[Lot], own: Fraction) -> Used:
    """Units over an earlier minimum: they count as far as this cycle's own units leave the minimum short."""
    if not rules.carry_over or rules.carry_over.of != "over_minimum":
        return Used(NOTHING, tuple(lots))
    lacking, taken = _over(rules, own, short=True), []
    for lot in lots:
        part = min(lot.units, lacking)
        lacking -= part
        taken.append((lot, part))
    return _after(taken)


def new_lots(
    rules: CpdRules, cycle: Cycle, dates: OwnDates, over_cap: Mapping[str, Fraction], own: Fraction
) -> tuple[Lot, ...]:
    """What this cycle leaves to later ones: units over its caps by category, or its own units over the minimum."""
    carry = rules.carry_over
    if carry is None:
        return ()
    known = {category.key: category for category in rules.categories}
    first = rules.categories[0].key
    amounts = over_cap if carry.of == "over_cap" else {first: _over(rules, own, short=False)}
    most = None if carry.most is None else Fraction(carry.most)
    last = _last_day(rules, cycle, dates, carry.cycles)
    lots = []
    for key, units in amounts.items():
        part = units if most is None else min(units, most)
        most = None if most is None else most - part
        lots.append(Lot(known[carry.into or key], part, last))
    return tuple(lot for lot in lots if lot.units)


def _last_day(rules: CpdRules, cycle: Cycle, dates: OwnDates, cycles: int) -> date:
    """The last day of the last cycle in which they count; where that is not listed yet, after as many as long."""
    here = cycle_at(rules.cycle, dates, cycle.ends)
    last = cycle_numbered(rules.cycle, dates, here.number + cycles) if here else None
    return last.ends if last else cycle.ends + cycles * (cycle.ends - cycle.starts)


def _over(rules: CpdRules, own: Fraction, *, short: bool) -> Fraction:
    assert rules.minimum is not None
    assert rules.minimum.units is not None
    above = own - Fraction(rules.minimum.units)
    return max(Fraction(0), -above if short else above)


def _after(taken: Sequence[tuple[Lot, Fraction]]) -> Used:
    units: dict[str, Fraction] = {}
    for lot, part in taken:
        units[lot.category.key] = units.get(lot.category.key, Fraction(0)) + part
    return Used(units, tuple(replace(lot, units=lot.units - part) for lot, part in taken))
