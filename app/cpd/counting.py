"""Counts a member's hours under a body's rules: cycle by cycle, each entry with its reasons (H4). Pure, exact.

The order is: does anything speak against an entry; does the cycle reach a minimum that gates; units by the factor,
rounded by entry; what was carried here; caps, filled in the order of days; rounding of the cycle; the minimum; what is
carried on.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from app.cpd.account import Account, CategoryAccount, Counted, CycleAccount, RoleMinutes
from app.cpd.carrying import Lot, alive, new_lots, used_first, used_last
from app.cpd.eligible import Looked, look_at
from app.cpd.facts import Hours, Member
from app.cpd.minimum import in_reaching_stretch, standing
from app.cpd.reasons import Reason, Why
from app.cpd.room import Room
from app.cpd.spans import Cycle, cycle_number, cycle_of
from app.programmes.cpd_rules import Category, CpdRules

_HOUR: Final = 60
_NONE: Final = Fraction(0)


def count(rules: CpdRules, member: Member, hours: Iterable[Hours], today: date) -> Account:
    """The account of a member. `today` is their local day: its cycle is shown even while nothing is in it."""
    looked = [look_at(rules, member, one) for one in sorted(hours, key=lambda one: one.order)]
    by_cycle: dict[Cycle, list[Looked]] = {}
    for one in looked:
        if one.cycle:
            by_cycle.setdefault(one.cycle, []).append(one)
    if (current := cycle_of(rules.cycle, member.own_date, today)) is not None:
        by_cycle.setdefault(current, [])
    outside = tuple(_refused(one, one.against) for one in looked if one.cycle is None)
    return Account(_cycles(rules, member, by_cycle), outside)


def _cycles(rules: CpdRules, member: Member, by_cycle: Mapping[Cycle, list[Looked]]) -> tuple[CycleAccount, ...]:
    """Every cycle from the first to the last in turn, because lots are used and lapse in empty ones, too."""
    done: list[CycleAccount] = []
    lots: tuple[Lot, ...] = ()
    numbers = [cycle.number for cycle in by_cycle]
    for number in range(min(numbers, default=0), max(numbers, default=-1) + 1):
        cycle = cycle_number(rules.cycle, member.own_date, number)
        if cycle is None:
            continue
        account, lots = _cycle(rules, cycle, by_cycle.get(cycle, []), alive(lots, cycle))
        if cycle in by_cycle or account.units:
            done.append(account)
    return tuple(done)


def _cycle(
    rules: CpdRules, cycle: Cycle, looked: Sequence[Looked], lots: tuple[Lot, ...]
) -> tuple[CycleAccount, tuple[Lot, ...]]:
    room = Room(rules, cycle)
    before = used_first(rules, cycle, lots, room)
    filled = [_filled(rules, room, one) for one in _gated(rules, cycle, looked)]
    own = _own_units(rules, filled)
    after = used_last(rules, before.left, sum(own.values(), _NONE))
    carried = {key: before.units.get(key, _NONE) + after.units.get(key, _NONE) for key in own}
    units = _total(rules, own, carried)
    left = new_lots(rules, cycle, _over_cap(filled), sum(own.values(), _NONE))
    passed = [one.looked.hours for one in filled if not one.looked.against]
    account = CycleAccount(
        cycle=cycle,
        categories=tuple(_category(category, filled, own, carried) for category in rules.categories),
        entries=tuple(one.counted for one in filled),
        units=units,
        carried_out=sum((lot.units for lot in left), _NONE),
        standing=standing(rules.minimum, cycle, passed, units) if rules.minimum else None,
    )
    return account, (*after.left, *left)


@dataclass(frozen=True, slots=True)
class _Filled:
    """An entry after the caps, and the units that they cut off."""

    looked: Looked
    counted: Counted
    over: Fraction = _NONE


def _gated(rules: CpdRules, cycle: Cycle, looked: Sequence[Looked]) -> Sequence[tuple[Looked, bool]]:
    """The entries, each with whether the minimum's gate lets it through."""
    if rules.minimum is None or not rules.minimum.gate:
        return [(one, True) for one in looked]
    passed = [one.hours for one in looked if not one.against]
    reaching = in_reaching_stretch(rules.minimum, cycle, passed)
    return [(one, bool(one.against) or one.hours.entry in reaching) for one in looked]


def _filled(rules: CpdRules, room: Room, gated: tuple[Looked, bool]) -> _Filled:
    looked, let_through = gated
    if looked.against or looked.category is None:
        return _Filled(looked, _refused(looked, looked.against))
    if not let_through:
        return _Filled(looked, _refused(looked, (Reason(Why.BELOW_MINIMUM),)))
    return _capped(rules, room, looked, looked.category)


def _capped(rules: CpdRules, room: Room, looked: Looked, category: Category) -> _Filled:
    hours, day = looked.hours, looked.hours.days[1]
    exact = Fraction(hours.minutes, _HOUR) * Fraction(category.units_per_hour)
    units = rules.rounding.rounded(exact) if rules.rounding.of == "entry" else exact
    tightest = room.tightest(category, day)
    taken = room.fill(category, day, units)
    reasons = [Reason(Why.ROUNDED)] if units != exact else []
    if tightest and taken < units:
        reasons = [Reason(Why.CAPPED, cap=tightest[1], cap_of=tightest[2])]
    minutes = min(hours.minutes, int(taken / Fraction(category.units_per_hour) * _HOUR))
    counted = Counted(hours, category.key, minutes, taken, tuple(reasons) or (Reason(Why.COUNTED),))
    return _Filled(looked, counted, units - taken)


def _refused(looked: Looked, why: tuple[Reason, ...]) -> Counted:
    return Counted(looked.hours, looked.category.key if looked.category else None, 0, _NONE, why)


def _own_units(rules: CpdRules, filled: Sequence[_Filled]) -> dict[str, Fraction]:
    """The units of each category's own hours; rounded here where the rule rounds by cycle, never over a cap."""
    sums = {category.key: _NONE for category in rules.categories}
    for one in filled:
        if one.counted.category is not None:
            sums[one.counted.category] += one.counted.units
    if rules.rounding.of == "entry":
        return sums
    cut = _over_cap(filled)
    return {one.key: _rounded_under(rules, one, sums[one.key], was_cut=one.key in cut) for one in rules.categories}


def _rounded_under(rules: CpdRules, category: Category, units: Fraction, *, was_cut: bool) -> Fraction:
    """What a cap has cut off, be it one of a year or of the whole, no rounding brings back."""
    rounded = rules.rounding.rounded(units)
    if was_cut:
        return min(rounded, units)
    cap = category.caps.per_cycle
    return rounded if cap is None else min(rounded, max(units, Fraction(cap)))


def _total(rules: CpdRules, own: Mapping[str, Fraction], carried: Mapping[str, Fraction]) -> Fraction:
    """The units of a cycle; rounding up by category leads over no cap of the whole."""
    units, cap = sum((*own.values(), *carried.values()), _NONE), rules.caps.per_cycle
    return units if cap is None or rules.rounding.of == "entry" else min(units, Fraction(cap))


def _over_cap(filled: Sequence[_Filled]) -> dict[str, Fraction]:
    over: dict[str, Fraction] = {}
    for one in filled:
        if one.over and one.counted.category:
            over[one.counted.category] = over.get(one.counted.category, _NONE) + one.over
    return over


def _category(
    category: Category, filled: Sequence[_Filled], own: Mapping[str, Fraction], carried: Mapping[str, Fraction]
) -> CategoryAccount:
    mine = [one.counted for one in filled if one.counted.category == category.key]
    by_role = {role: _role(mine, role) for role in sorted({one.hours.role for one in mine})}
    return CategoryAccount(category.key, by_role, own[category.key], carried[category.key])


def _role(counted: Sequence[Counted], role: str) -> RoleMinutes:
    mine = [one for one in counted if one.hours.role == role]
    return RoleMinutes(sum(one.hours.minutes for one in mine), sum(one.minutes for one in mine))
