"""Inviting an auditor, and ending what they may see (X1)."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audits.drawing import freeze
from app.audits.models import Audit, AuditLink, AuditMember
from app.audits.scope import Members
from app.db import TenantScope, new_id
from app.programmes.versions import zone_of
from app.tenants.audit import Action, note_action
from app.tenants.models import Membership, Organisation
from app.tenants.registration import appoint, note_place, register_user

AUDITOR: Final = "auditor"
"""The role of whoever audits."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who is to look at what: `person_ids` where members are named, `wanted` where so many are drawn.

    `since` and `until` are local days, both included, `None` without a bound; `ends_on` is the last day of looking.
    """

    name: str
    email: str
    locale: str
    programme_ids: tuple[UUID, ...]
    members: Members
    since: date | None
    until: date | None
    ends_on: date
    person_ids: tuple[UUID, ...] = ()
    wanted: int = 0


@dataclass(frozen=True, slots=True)
class Invited:
    """The new audit, and the key of the link in its mail, which is kept nowhere else."""

    audit_id: UUID
    token: str


def invite(scope: TenantScope, invitation: Invitation, by: UUID, now: datetime) -> Invited:
    """Let somebody in, noted as done by the membership `by`; a sample's list is frozen with it (`now` in UTC).

    Raises:
        BadAddress: when no mail could be sent to the address.

    """
    ends_at = datetime.combine(invitation.ends_on + timedelta(days=1), time(), zone_of(scope))
    audit = Audit(
        tenant_id=scope.tenant_id,
        id=new_id(),
        number=_next_number(scope),
        membership_id=_membership(scope, invitation),
        invited_by_id=by,
        invited_at=now,
        programme_ids=list(invitation.programme_ids),
        members=invitation.members.value,
        since=invitation.since,
        until=invitation.until,
        ends_on=invitation.ends_on,
        ends_at=ends_at,
        revoked_at=None,
    )
    scope.session.add(audit)
    scope.session.flush()
    _choose(scope, audit, invitation, now)
    _set_end(scope, audit.membership_id, now)
    note_action(scope, by, Action.AUDITOR_INVITED, now, subject=audit.id, note=invitation.email)
    return Invited(audit.id, _new_link(scope, audit.id))


def revoke(scope: TenantScope, audit: Audit, by: UUID, now: datetime) -> None:
    """From now on the auditor sees nothing of this audit; a second time changes nothing."""
    if audit.revoked_at:
        return
    audit.revoked_at = now
    scope.session.flush()
    _set_end(scope, audit.membership_id, now)
    note_action(scope, by, Action.AUDITOR_REVOKED, now, subject=audit.id)


def audit_behind(session: Session, token: str) -> tuple[UUID, UUID] | None:
    """Tenant and audit that a link leads to; `None` where it leads nowhere."""
    found = session.get(AuditLink, _hash(token))
    return (found.tenant_id, found.audit_id) if found else None


def _next_number(scope: TenantScope) -> int:
    """One more than the last; the organisation's row makes two invitations at once wait for each other."""
    scope.session.execute(select(Organisation.id).where(Organisation.tenant_id == scope.tenant_id).with_for_update())
    last = scope.session.scalar(select(func.max(Audit.number)).where(Audit.tenant_id == scope.tenant_id))
    return (last or 0) + 1


def _membership(scope: TenantScope, invitation: Invitation) -> UUID:
    user_id = register_user(scope.session, invitation.email)
    known = scope.session.scalar(
        select(Membership).where(
            Membership.tenant_id == scope.tenant_id, Membership.user_id == user_id, Membership.role == AUDITOR
        )
    )
    if known is None:
        return appoint(
            scope,
            user_id,
            role=AUDITOR,
            name=invitation.name,
            email=invitation.email,
            locale=invitation.locale,
        )
    known.name, known.locale = invitation.name, invitation.locale
    note_place(scope.session, user_id, scope.tenant_id)
    return known.id


def _choose(scope: TenantScope, audit: Audit, invitation: Invitation, now: datetime) -> None:
    if invitation.members is Members.DRAWN:
        freeze(scope, audit, invitation.wanted, now)
    scope.session.add_all(
        AuditMember(tenant_id=scope.tenant_id, audit_id=audit.id, person_id=person_id)
        for person_id in invitation.person_ids
        if invitation.members is Members.NAMED
    )
    scope.session.flush()


def _set_end(scope: TenantScope, membership_id: UUID, now: datetime) -> None:
    """An auditor's way in ends with the last of their audits."""
    last = scope.session.scalar(
        select(func.max(Audit.ends_at)).where(
            Audit.tenant_id == scope.tenant_id, Audit.membership_id == membership_id, Audit.revoked_at.is_(None)
        )
    )
    scope.session.get_one(Membership, (scope.tenant_id, membership_id)).ends_at = last or now
    scope.session.flush()


def _new_link(scope: TenantScope, audit_id: UUID) -> str:
    token = secrets.token_urlsafe(24)
    scope.session.add(AuditLink(key_hash=_hash(token), tenant_id=scope.tenant_id, audit_id=audit_id))
    scope.session.flush()
    return token


def _hash(token: str) -> bytes:
    return hashlib.sha256(f"mentorpost/audit-link\x00{token}".encode()).digest()
