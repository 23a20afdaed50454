"""Whether one entry may count, before minimums and caps: every reason against it. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from app.cpd.facts import Hours, Member
from app.cpd.own_calendar import cycle_at
from app.cpd.reasons import Reason, Why
from app.cpd.spans import Cycle, needs_own_date
from app.ledger.states import State
from app.programmes.cpd_rules import Category, CpdRules

_CONFIRMATION: Final = "confirmation"


@dataclass(frozen=True, slots=True)
class Looked:
    """An entry with the rules of its day, its cycle and category, where it has them, and what speaks against it."""

    hours: Hours
    rules: CpdRules
    cycle: Cycle | None
    category: Category | None
    against: tuple[Reason, ...]


def look_at(rules: CpdRules, member: Member, hours: Hours) -> Looked:
    """The entry with everything that speaks against it; nothing does where `against` is empty."""
    first, last = (cycle_at(rules.cycle, member.dates, day) for day in hours.days)
    cycle = first or last
    category = rules.category_for(hours.role, hours.mode)
    if hours.state is State.WITHDRAWN:
        return Looked(hours, rules, cycle, category, (Reason(Why.WITHDRAWN),))
    placed = _placed(rules, member, first, last)
    answer = tuple(_of_answer(rules, hours))
    others = (*_of_member(rules, member, hours), *_incomplete(hours, answer), *_late(rules, hours, cycle))
    return Looked(hours, rules, cycle, category, (*placed, *_of_kind(rules, hours), *answer, *others))


def _placed(rules: CpdRules, member: Member, first: Cycle | None, last: Cycle | None) -> Iterator[Reason]:
    if first is last is None and needs_own_date(rules.cycle) and member.own_date is None:
        yield Reason(Why.NO_OWN_DATE)
    elif first != last:
        yield Reason(Why.BETWEEN)
    elif first is None:
        yield Reason(Why.OUTSIDE)


def _of_kind(rules: CpdRules, hours: Hours) -> Iterator[Reason]:
    if rules.category_for(hours.role, hours.mode) is not None:
        return
    of_role = any(hours.role in category.roles for category in rules.categories)
    yield Reason(Why.MODE if of_role else Why.ROLE)


def _of_answer(rules: CpdRules, hours: Hours) -> Iterator[Reason]:
    if hours.state is State.DISPUTED:
        yield Reason(Why.DISPUTED)
    elif hours.state is State.CLAIMED and rules.confirmed_only:
        yield Reason(Why.UNCONFIRMED)
    elif hours.silent and not rules.silence_counts:
        yield Reason(Why.SILENT)


def _of_member(rules: CpdRules, member: Member, hours: Hours) -> Iterator[Reason]:
    """With others present a supervisor does no harm: only hours with nobody else are excluded."""
    if not rules.own_supervisor and hours.partners and member.line_on(*hours.days).issuperset(hours.partners):
        yield Reason(Why.SUPERVISOR)


def _incomplete(hours: Hours, answer: Sequence[Reason]) -> Iterator[Reason]:
    """What the body requires and the entry lacks; where a reason tells of the answer, that is not told twice."""
    lacking = tuple(one for one in hours.missing if one != _CONFIRMATION or not answer)
    if lacking:
        yield Reason(Why.INCOMPLETE, fields=lacking)


def _late(rules: CpdRules, hours: Hours, cycle: Cycle | None) -> Iterator[Reason]:
    ends = [
        _days_after(hours.days[1], rules.late.after_session_days),
        _days_after(cycle.ends if cycle else None, rules.late.after_cycle_days),
    ]
    until = min((end for end in ends if end is not None), default=None)
    if until is not None and hours.told_on > until:
        yield Reason(Why.LATE, until=until)


def _days_after(day: date | None, days: int | None) -> date | None:
    return None if day is None or days is None else day + timedelta(days=days)
