"""Counts a member's hours under a body's rules: cycle by cycle, each entry with its reasons (H4). Pure, exact.

The order is: does anything speak against an entry; does the cycle reach a minimum that gates; units by the factor,
rounded by entry; what was carried here; caps, filled in the order of days; rounding of the cycle; the minimum; what is
carried on. An entry counts by the rules of its day, a cycle must come to what those of its first day ask.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import chain
from typing import Final

from app.cpd.account import Account, CategoryAccount, Counted, CycleAccount, RoleMinutes
from app.cpd.carrying import Lot, alive, new_lots, used_first, used_last
from app.cpd.eligible import Looked, look_at
from app.cpd.facts import Hours, Member
from app.cpd.minimum import in_reaching_stretch, standing
from app.cpd.own_calendar import OwnDates, cycle_at, cycle_numbered
from app.cpd.reasons import Reason, Why
from app.cpd.room import Room, fraction
from app.cpd.rulebook import Rulebook, with_categories
from app.cpd.spans import Cycle
from app.programmes.cpd_rules import Caps, Category, CpdRules, CycleRules

_HOUR: Final = 60
_NONE: Final = Fraction(0)


@dataclass(frozen=True, slots=True)
class Question:
    """What is counted by: the rules, what is known of the member, and their local day.

    The cycle of that day is shown even while nothing is in it. `in_last_year` counts hours of a month without a day in
    the year of its last day alone, as logs of the first edition did.
    """

    book: Rulebook
    member: Member
    today: date
    in_last_year: bool = False


def count(asked: Question, hours: Iterable[Hours]) -> Account:
    """The account of a member; the order in which the hours come changes nothing.

    Raises:
        KeyError: when the rules count no hours of a programme on that day (`Rulebook.takes`).

    """
    ordered = sorted(hours, key=lambda one: one.order)
    looked = [look_at(asked.book.on(one.programme, one.days[1]), asked.member, one) for one in ordered]
    by_cycle: dict[Cycle, list[Looked]] = {}
    for one in looked:
        if one.cycle:
            by_cycle.setdefault(one.cycle, []).append(one)
    outside = tuple(_refused(one, one.against) for one in looked if one.cycle is None)
    return Account(_cycles(asked, by_cycle), outside)


def _cycles(asked: Question, by_cycle: Mapping[Cycle, list[Looked]]) -> tuple[CycleAccount, ...]:
    """Every cycle from the first to the last in turn, because lots are used and lapse in empty ones, too."""
    done: list[CycleAccount] = []
    lots: tuple[Lot, ...] = ()
    for cycle in _calendar(asked, by_cycle):
        looked = by_cycle.get(cycle, [])
        account, lots = _cycle(asked, cycle, looked, alive(lots, cycle))
        if looked or account.units or cycle.holds(asked.today):
            done.append(account)
    return tuple(done)


def _calendar(asked: Question, by_cycle: Mapping[Cycle, list[Looked]]) -> list[Cycle]:
    """The cycles with entries, that of today, and those between in the same calendar, by their first days."""
    numbers: dict[CycleRules, set[int]] = {}
    for one in chain.from_iterable(by_cycle.values()):
        if one.cycle:
            numbers.setdefault(one.rules.cycle, set()).add(one.cycle.number)
    ours = asked.book.deciding(asked.today).rules.cycle
    if (current := cycle_at(ours, asked.member.dates, asked.today)) is not None:
        numbers.setdefault(ours, set()).add(current.number)
    return sorted({*by_cycle, *_between(asked.member.dates, numbers)})


def _between(dates: OwnDates, numbers: Mapping[CycleRules, set[int]]) -> Iterator[Cycle]:
    for scheme, known in numbers.items():
        for number in range(min(known), max(known) + 1):
            if (cycle := cycle_numbered(scheme, dates, number)) is not None:
                yield cycle


def _cycle(
    asked: Question, cycle: Cycle, looked: Sequence[Looked], lots: tuple[Lot, ...]
) -> tuple[CycleAccount, tuple[Lot, ...]]:
    rules = _deciding(asked, cycle, looked, lots)
    room = Room(cycle)
    before = used_first(rules, lots, room)
    filled = _filled_in(asked, room, _gated(rules, cycle, looked))
    own = _own_units(rules, cycle, filled)
    after = used_last(rules, before.left, sum(own.values(), _NONE))
    carried = {key: before.units.get(key, _NONE) + after.units.get(key, _NONE) for key in own}
    units = _total(rules, cycle, filled, own, carried)
    left = new_lots(rules, cycle, asked.member.dates, _over_cap(filled), sum(own.values(), _NONE))
    passed = [one.looked.hours for one in filled if not one.looked.against]
    account = CycleAccount(
        cycle=cycle,
        rules=rules,
        categories=tuple(_category(category, filled, own, carried) for category in rules.categories),
        entries=tuple(one.counted for one in filled),
        units=units,
        carried_out=sum((lot.units for lot in left), _NONE),
        standing=standing(rules.minimum, cycle, passed, units) if rules.minimum else None,
    )
    return account, (*after.left, *left)


def _deciding(asked: Question, cycle: Cycle, looked: Sequence[Looked], lots: Sequence[Lot]) -> CpdRules:
    """The rules with which the cycle began, in the programmes that have hours in it."""
    version = asked.book.deciding(cycle.starts, {one.hours.programme for one in looked})
    carried = [lot.category for lot in lots]
    return with_categories(version.rules, [*carried, *(one.category for one in looked if one.category)])


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


def _filled_in(asked: Question, room: Room, gated: Sequence[tuple[Looked, bool]]) -> list[_Filled]:
    """The entries after the caps, in their order; those that may lie in either of two years take what these leave."""
    later = [place for place, (looked, _) in enumerate(gated) if not asked.in_last_year and _in_two_years(room, looked)]
    waiting = frozenset(later)
    order = [*(place for place in range(len(gated)) if place not in waiting), *later]
    filled = {place: _filled(asked, room, gated[place]) for place in order}
    return [filled[place] for place in range(len(gated))]


def _in_two_years(room: Room, looked: Looked) -> bool:
    if looked.against or looked.category is None:
        return False
    return room.in_two_years(looked.rules, looked.category, looked.hours.days)


def _filled(asked: Question, room: Room, gated: tuple[Looked, bool]) -> _Filled:
    looked, let_through = gated
    if looked.against or looked.category is None:
        return _Filled(looked, _refused(looked, looked.against))
    if not let_through:
        return _Filled(looked, _refused(looked, (Reason(Why.BELOW_MINIMUM),)))
    first, last = looked.hours.days
    return _capped(room, looked, looked.category, (last if asked.in_last_year else first, last))


def _capped(room: Room, looked: Looked, category: Category, days: tuple[date, date]) -> _Filled:
    hours, rules = looked.hours, looked.rules
    factor = fraction(category.units_per_hour)
    earned = Fraction(hours.minutes, _HOUR) * factor
    units = rules.rounding.rounded(earned) if rules.rounding.of == "entry" else earned
    taken = room.fill(rules, category, days, units)
    reason = Reason(Why.ROUNDED if units != earned else Why.COUNTED)
    if taken.cap_of:
        reason = Reason(Why.CAPPED, cap=taken.cap, cap_of=taken.cap_of)
    minutes = min(hours.minutes, int(taken.units / factor * _HOUR))
    return _Filled(looked, Counted(hours, category.key, minutes, taken.units, (reason,)), units - taken.units)


def _refused(looked: Looked, why: tuple[Reason, ...]) -> Counted:
    return Counted(looked.hours, looked.category.key if looked.category else None, 0, _NONE, why)


def _own_units(rules: CpdRules, cycle: Cycle, filled: Sequence[_Filled]) -> dict[str, Fraction]:
    """The units of each category's own hours; rounded here where the rule rounds by cycle, never over a cap."""
    sums = {category.key: _NONE for category in rules.categories}
    for one in filled:
        if one.counted.category is not None:
            sums[one.counted.category] += one.counted.units
    if rules.rounding.of == "entry":
        return sums
    cut = _over_cap(filled)
    rounded = {key: rules.rounding.rounded(units) for key, units in sums.items()}
    most = {one.key: sums[one.key] if one.key in cut else _most(one.caps, cycle) for one in rules.categories}
    return {key: _under(most[key], rounded[key], sums[key]) for key in sums}


def _total(
    rules: CpdRules,
    cycle: Cycle,
    filled: Sequence[_Filled],
    own: Mapping[str, Fraction],
    carried: Mapping[str, Fraction],
) -> Fraction:
    """The units of a cycle; rounding up by category leads over no cap of the whole."""
    brought = sum(carried.values(), _NONE)
    exact = sum((one.counted.units for one in filled), brought)
    return _under(_most(rules.caps, cycle), sum(own.values(), brought), exact)


def _most(caps: Caps, cycle: Cycle) -> Fraction | None:
    """The most that caps let through in a whole cycle."""
    by_year = None if caps.per_year is None else Fraction(caps.per_year) * len(cycle.years())
    known = [cap for cap in (by_year, None if caps.per_cycle is None else Fraction(caps.per_cycle)) if cap is not None]
    return min(known, default=None)


def _under(most: Fraction | None, rounded: Fraction, exact: Fraction) -> Fraction:
    """What a cap has cut off no rounding brings back; nor does a cap that came later take what counted before it."""
    return rounded if most is None else min(rounded, max(most, exact))


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
