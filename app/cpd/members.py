"""A member's own date and line of reporting: what is known of each day, and setting it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import dropwhile, pairwise, zip_longest
from uuid import UUID

from sqlalchemy import or_, select

from app.cpd.facts import Member, Tie
from app.cpd.models import CpdMember, CpdSupervisor
from app.cpd.own_calendar import Outdated, OwnDates
from app.db import TenantScope
from app.errors import AppError
from app.programmes.models import Person

EARLIEST = date(1900, 1, 1)
_DAY = timedelta(days=1)


class BadMember(AppError):
    """What was given of a member cannot be so; the message says why."""


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """What a coordinator has set: the member's own date, and the supervisor of today with the first day as such.

    `since` is `None` where nobody said: the first supervisor has then been so all along, another one from today on.
    `before` are own dates that were put right since; whoever sets facts leaves them out.
    """

    own_date: date | None = None
    supervisor_id: UUID | None = None
    since: date | None = None
    before: tuple[Outdated, ...] = ()


def member_facts(scope: TenantScope, person_id: UUID) -> MemberFacts:
    """What was set for a person; nothing where nobody has."""
    dates, last = _dates(_dated(scope, person_id)), _last(scope, person_id)
    supervised = (last.supervisor_id, _known(last.since)) if last else (None, None)
    return MemberFacts(dates.latest, *supervised, dates.before)


def member_of(scope: TenantScope, person_id: UUID, today: date = date.max) -> Member:
    """The person as counting knows them: their own date, and everybody above and below them in the line, and when.

    Own dates that were set after `today`, a local day, are left out.
    """
    below = select(CpdSupervisor.person_id).where(
        CpdSupervisor.tenant_id == scope.tenant_id, CpdSupervisor.supervisor_id == person_id
    )
    rows = scope.session.scalars(
        select(CpdSupervisor)
        .where(
            CpdSupervisor.tenant_id == scope.tenant_id,
            or_(CpdSupervisor.person_id == person_id, CpdSupervisor.person_id.in_(below)),
        )
        .order_by(CpdSupervisor.person_id, CpdSupervisor.since)
    ).all()
    dates = _dates([row for row in _dated(scope, person_id) if row.set_on <= today])
    return Member(dates.latest, frozenset(_ties(person_id, rows)), dates.before)


def set_member(scope: TenantScope, person_id: UUID, facts: MemberFacts, today: date) -> bool:
    """Keep what a coordinator says of a member; whether it changes anything.

    A supervisor from a day on sets aside whatever was said of that day and later ones; earlier days keep theirs. An
    own date that is put right on the day on which it was set never held.

    Raises:
        BadMember: when a date is in the future or before 1900, or the supervisor is the person or nobody here.

    """
    _require(scope, person_id, facts, today)
    changed = _set_date(scope, person_id, facts.own_date, today)
    changed = _set_supervisor(scope, person_id, facts, today) or changed
    scope.session.flush()
    return changed


def _set_date(scope: TenantScope, person_id: UUID, own_date: date | None, today: date) -> bool:
    rows = _dated(scope, person_id)
    if own_date == (rows[-1].own_date if rows else None):
        return False
    for row in rows:
        if row.set_on >= today:
            scope.session.delete(row)
    scope.session.flush()
    kept = [row.own_date for row in rows if row.set_on < today]
    if own_date != (kept[-1] if kept else None):
        scope.session.add(CpdMember(tenant_id=scope.tenant_id, person_id=person_id, own_date=own_date, set_on=today))
    return True


def _set_supervisor(scope: TenantScope, person_id: UUID, facts: MemberFacts, today: date) -> bool:
    last = _last(scope, person_id)
    same = (last.supervisor_id if last else None) == facts.supervisor_id
    if same and (last is None or facts.since in (None, _known(last.since))):
        return False
    since = facts.since or (today if last else EARLIEST)
    for row in _history(scope, person_id):
        if row.since >= since or (same and row is last):
            scope.session.delete(row)
    scope.session.flush()
    scope.session.add(
        CpdSupervisor(tenant_id=scope.tenant_id, person_id=person_id, supervisor_id=facts.supervisor_id, since=since)
    )
    return True


def _ties(person_id: UUID, rows: Sequence[CpdSupervisor]) -> Iterator[Tie]:
    """`rows` are whole histories, in the order of people and days."""
    for row, following in zip_longest(rows, rows[1:]):
        other = row.supervisor_id if row.person_id == person_id else row.person_id
        if other is None or person_id not in (row.person_id, row.supervisor_id):
            continue
        ended = following is not None and following.person_id == row.person_id
        yield Tie(str(other), _known(row.since), following.since - _DAY if ended else None)


def _known(since: date) -> date | None:
    return None if since == EARLIEST else since


def _require(scope: TenantScope, person_id: UUID, facts: MemberFacts, today: date) -> None:
    if facts.own_date is not None and not EARLIEST <= facts.own_date <= today:
        raise BadMember(f"{facts.own_date} is no day on which a membership began")
    if facts.since is not None and not EARLIEST <= facts.since <= today:
        raise BadMember(f"{facts.since} is no day from which somebody is a supervisor")
    if facts.supervisor_id == person_id:
        raise BadMember("nobody is their own supervisor")
    if facts.supervisor_id and scope.session.get(Person, (scope.tenant_id, facts.supervisor_id)) is None:
        raise BadMember("the supervisor is nobody here")


def _dated(scope: TenantScope, person_id: UUID) -> Sequence[CpdMember]:
    query = select(CpdMember).where(CpdMember.tenant_id == scope.tenant_id, CpdMember.person_id == person_id)
    return scope.session.scalars(query.order_by(CpdMember.set_on)).all()


def _dates(rows: Sequence[CpdMember]) -> OwnDates:
    """The first date that was ever known held from the beginning."""
    known = list(dropwhile(lambda row: row.own_date is None, rows))
    before = tuple(Outdated(row.own_date, following.set_on) for row, following in pairwise(known))
    return OwnDates(known[-1].own_date if known else None, before)


def _history(scope: TenantScope, person_id: UUID) -> Sequence[CpdSupervisor]:
    query = select(CpdSupervisor).where(
        CpdSupervisor.tenant_id == scope.tenant_id, CpdSupervisor.person_id == person_id
    )
    return scope.session.scalars(query.order_by(CpdSupervisor.since)).all()


def _last(scope: TenantScope, person_id: UUID) -> CpdSupervisor | None:
    history = _history(scope, person_id)
    return history[-1] if history else None
