"""Which check-ins, reminders and flags are due, by the programme's rules and zone (I1, I4). Nothing is sent here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select

from app import events
from app.db import TenantScope, new_id
from app.matches.check_ins import PersonAsked, people_asked, people_to_ask, waiting_check_ins
from app.matches.models import CheckIn
from app.programmes.absences import Away, absences_of, back_since, days_waited, is_kept_waiting
from app.programmes.models import Programme
from app.programmes.rules import CheckInRules, Rules
from app.programmes.versions import rules_by_id, rules_of


@dataclass(frozen=True, slots=True)
class Round:
    """One month's check-ins: the period asked about (`YYYY-MM`, local), and when they are due (aware)."""

    period: str
    first_day: date
    last_day: date
    due_at: datetime


def latest_round(rules: Rules, now: datetime) -> Round:
    """The last round that is due at `now`. Its day moves past holidays; its month is the one before."""
    month = now.astimezone(rules.zone).date().replace(day=1)
    while (turn := _round(rules, month)).due_at > now:
        month = (month - timedelta(days=1)).replace(day=1)
    return turn


def _round(rules: Rules, asking_month: date) -> Round:
    day = asking_month.replace(day=rules.check_in.day)
    while day in rules.holidays:
        day += timedelta(days=1)
    due_at = datetime.combine(day, time(rules.check_in.hour), tzinfo=rules.zone)
    last_day = asking_month - timedelta(days=1)
    return Round(f"{last_day:%Y-%m}", last_day.replace(day=1), last_day, due_at)


def open_due_check_ins(scope: TenantScope, now: datetime) -> list[events.Event]:
    """Open every check-in that is due and was not opened yet, one per person and programme (I1).

    A round that was missed, because nothing ran or the programme was just taken over, is caught up with; older ones
    are not.
    """
    programmes = scope.session.scalars(
        select(Programme).where(Programme.tenant_id == scope.tenant_id, Programme.closed_at.is_(None))
    )
    opened = [check_in for programme in programmes.all() for check_in in _round_of(scope, programme.id, now)]
    scope.session.add_all(opened)
    scope.session.flush()
    return [events.CheckInOpened(check_in.id) for check_in in opened]


def _round_of(scope: TenantScope, programme_id: UUID, now: datetime) -> list[CheckIn]:
    """The check-ins of a programme's last round that nobody opened yet."""
    turn = latest_round(rules_of(scope, None, programme_id=programme_id).rules, now)
    asked = people_asked(scope, programme_id, turn.period)
    people = people_to_ask(scope, programme_id, turn.first_day, turn.last_day)
    missing = [person for person in people if person.person_id not in asked]
    rules = rules_by_id(scope, {person.rules_id for person in missing})
    return [
        _check_in(scope, programme_id, person, turn.period, rules=rules[person.rules_id], now=now)
        for person in missing
        if person.role in rules[person.rules_id].check_in.roles
    ]


def _check_in(
    scope: TenantScope, programme_id: UUID, person: PersonAsked, period: str, *, rules: Rules, now: datetime
) -> CheckIn:
    asked_on = now.astimezone(rules.zone).date()
    return CheckIn(
        tenant_id=scope.tenant_id,
        id=new_id(),
        programme_id=programme_id,
        person_id=person.person_id,
        rules_id=person.rules_id,
        role=person.role,
        period=period,
        state="open",
        opened_at=now,
        answer_by=asked_on + timedelta(days=rules.check_in.answer_within_days),
        reminders=0,
    )


def remind_or_flag(scope: TenantScope, now: datetime) -> list[events.Event]:
    """Remind where the rules' days have passed, then tell the coordinator; hours are never guessed (I4).

    Days of an absence do not count. A reminder that fell due in it goes out on the day after the return.
    """
    happened: list[events.Event] = []
    waiting = waiting_check_ins(scope)
    absences = absences_of(scope, [check_in.person_id for check_in in waiting])
    known = rules_by_id(scope, {check_in.rules_id for check_in in waiting})
    for check_in in waiting:
        rules = known[check_in.rules_id]
        wait = _waited(check_in, rules, absences.get(check_in.person_id, ()), now)
        if wait is not None:
            happened.extend(_next_step(check_in, rules.check_in, wait, now))
    scope.session.flush()
    return happened


@dataclass(frozen=True, slots=True)
class _Wait:
    """How long somebody has had to answer, in days; `missed`: a reminder fell due while they were away."""

    days: int
    missed: bool


def _waited(check_in: CheckIn, rules: Rules, away: Sequence[Away], now: datetime) -> _Wait | None:
    """`None` while they are away, and on the day of their return."""
    today, opened_on = (moment.astimezone(rules.zone).date() for moment in (now, check_in.opened_at))
    if is_kept_waiting(today, away):
        return None
    back, waits = back_since(today, away), rules.check_in.remind_after_days
    reminded_on = check_in.reminded_at.astimezone(rules.zone).date() if check_in.reminded_at else opened_on
    missed = (
        back is not None
        and reminded_on <= back
        and check_in.reminders < len(waits)
        and (today - opened_on).days >= waits[check_in.reminders]
    )
    return _Wait(days_waited(opened_on, today, away), missed)


def _next_step(check_in: CheckIn, rules: CheckInRules, wait: _Wait, now: datetime) -> list[events.Event]:
    if wait.days >= rules.escalate_after_days:
        asked, check_in.state = check_in.state == "asked", "unanswered"
        return [events.CheckInUnanswered(check_in.id, question_open=asked)]
    if check_in.state == "asked":
        return []  # they did answer; our question is with them
    reminders_due = max(sum(wait.days >= each for each in rules.remind_after_days), check_in.reminders + wait.missed)
    if reminders_due <= check_in.reminders:
        return []
    check_in.reminders, check_in.reminded_at = reminders_due, now
    return [events.CheckInReminded(check_in.id, reminders_due)]
