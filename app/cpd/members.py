"""A member's own date and line of reporting: what is known, and setting it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select

from app.cpd.facts import Member
from app.cpd.models import CpdMember
from app.db import TenantScope
from app.errors import AppError
from app.programmes.models import Person

EARLIEST = date(1900, 1, 1)


class BadMember(AppError):
    """What was given of a member cannot be so; the message says why."""


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """What a coordinator has set."""

    own_date: date | None = None
    supervisor_id: UUID | None = None


def member_facts(scope: TenantScope, person_id: UUID) -> MemberFacts:
    """What was set for a person; nothing where nobody has."""
    row = _row(scope, person_id)
    return MemberFacts(row.own_date, row.supervisor_id) if row else MemberFacts()


def member_of(scope: TenantScope, person_id: UUID) -> Member:
    """The person as counting knows them: their own date, and everybody above and below them in the line."""
    rows = scope.session.scalars(
        select(CpdMember).where(
            CpdMember.tenant_id == scope.tenant_id,
            or_(CpdMember.person_id == person_id, CpdMember.supervisor_id == person_id),
        )
    ).all()
    own = next((row for row in rows if row.person_id == person_id), None)
    line = {row.person_id for row in rows if row.supervisor_id == person_id}
    above = {own.supervisor_id} if own and own.supervisor_id else set()
    return Member(own.own_date if own else None, frozenset(str(one) for one in line | above))


def set_member(scope: TenantScope, person_id: UUID, facts: MemberFacts, today: date) -> bool:
    """Keep what a coordinator says of a member; whether it changes anything.

    Raises:
        BadMember: when the date is in the future or before 1900, or the supervisor is the person or nobody here.

    """
    _require(scope, person_id, facts, today)
    row = _row(scope, person_id)
    if row is None:
        row = CpdMember(tenant_id=scope.tenant_id, person_id=person_id, own_date=None, supervisor_id=None)
        scope.session.add(row)
    changed = (row.own_date, row.supervisor_id) != (facts.own_date, facts.supervisor_id)
    row.own_date, row.supervisor_id = facts.own_date, facts.supervisor_id
    scope.session.flush()
    return changed


def _require(scope: TenantScope, person_id: UUID, facts: MemberFacts, today: date) -> None:
    if facts.own_date is not None and not EARLIEST <= facts.own_date <= today:
        raise BadMember(f"{facts.own_date} is no day on which a membership began")
    if facts.supervisor_id == person_id:
        raise BadMember("nobody is their own supervisor")
    if facts.supervisor_id and scope.session.get(Person, (scope.tenant_id, facts.supervisor_id)) is None:
        raise BadMember("the supervisor is nobody here")


def _row(scope: TenantScope, person_id: UUID) -> CpdMember | None:
    return scope.session.scalar(
        select(CpdMember).where(CpdMember.tenant_id == scope.tenant_id, CpdMember.person_id == person_id)
    )
