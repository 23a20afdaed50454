"""What an auditor may see, and not a row more (X1): live audits, the members of a sample, their claims."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select

from app.audits.models import Audit, AuditMember
from app.db import TenantScope
from app.exports.log.rows import in_period
from app.ledger.columns import Columns
from app.ledger.drafts import Kind
from app.ledger.models import LedgerEntry
from app.ledger.states import LiveClaim
from app.ledger.totals import live_claims
from app.programmes.models import Person


class Members(StrEnum):
    """Whose hours an audit is about."""

    ALL = "all"  # everybody with hours in the programmes and the period
    NAMED = "named"  # whom the coordinator has named
    DRAWN = "drawn"  # a random sample of all


def live_audits(scope: TenantScope, membership_id: UUID, now: datetime) -> Sequence[Audit]:
    """The auditor's audits that have neither ended nor been revoked, the newest first."""
    return scope.session.scalars(
        select(Audit)
        .where(
            Audit.tenant_id == scope.tenant_id,
            Audit.membership_id == membership_id,
            Audit.revoked_at.is_(None),
            Audit.ends_at > now,
        )
        .order_by(Audit.id.desc())
    ).all()


def live_audit(scope: TenantScope, number: int, membership_id: UUID, now: datetime) -> Audit | None:
    """The auditor's audit of that number, while it lasts."""
    return next((audit for audit in live_audits(scope, membership_id, now) if audit.number == number), None)


def sample_of(scope: TenantScope, audit: Audit) -> list[Person]:
    """The members that the audit is about, in the order of their names; nobody while a sample is not drawn."""
    ids = (
        population(scope, audit.programme_ids, audit.since, audit.until)
        if audit.members == Members.ALL
        else _listed(scope, audit)
    )
    rows = scope.session.scalars(select(Person).where(Person.tenant_id == scope.tenant_id, Person.id.in_(ids)))
    return sorted(rows, key=lambda person: (person.name.casefold(), person.id))


def member_of(scope: TenantScope, audit: Audit, person_id: UUID) -> Person | None:
    """The member of that id, if the audit is about them."""
    return next((person for person in sample_of(scope, audit) if person.id == person_id), None)


def claims_of(scope: TenantScope, audit: Audit, person_id: UUID) -> list[LiveClaim]:
    """What a member of the sample claimed in the programmes and the period, as it stands now, the latest first."""
    found = [
        live
        for live in live_claims(scope, person_id=person_id)
        if live.claim.programme_id in audit.programme_ids and in_period(live.claim, audit.since, audit.until)
    ]
    return sorted(found, key=lambda live: (live.claim.period, live.claim.local_date or date.max), reverse=True)


def claim_of(scope: TenantScope, audit: Audit, claim_id: UUID) -> LiveClaim | None:
    """The claim of that id, if a member of the sample made it in the programmes and the period."""
    row = scope.session.get(LedgerEntry, (scope.tenant_id, claim_id))
    if row is None or member_of(scope, audit, row.person_id) is None:
        return None
    return next((live for live in claims_of(scope, audit, row.person_id) if live.claim.id == claim_id), None)


def population(
    scope: TenantScope, programme_ids: Collection[UUID], since: date | None, until: date | None
) -> set[UUID]:
    """Everybody who claimed hours in the programmes on these local days (both included)."""
    rows = scope.session.scalars(
        select(LedgerEntry).where(
            LedgerEntry.tenant_id == scope.tenant_id,
            LedgerEntry.kind == Kind.CLAIM.value,
            LedgerEntry.programme_id.in_(list(programme_ids)),
        )
    )
    return {row.person_id for row in rows if in_period(Columns.of_row(row), since, until)}


def _listed(scope: TenantScope, audit: Audit) -> set[UUID]:
    return set(
        scope.session.scalars(
            select(AuditMember.person_id).where(
                AuditMember.tenant_id == scope.tenant_id, AuditMember.audit_id == audit.id
            )
        )
    )
