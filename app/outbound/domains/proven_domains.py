"""Which domains are proven to be a tenant's own; the platform keeps their SHA-256 only (ADR 0001)."""

import hashlib
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import delete, or_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.outbound.models import MailDomain

LAPSES_AFTER: Final = timedelta(days=14)
"""For so long after our key was last seen there nobody else can take a domain over."""


def domain_hash(domain: str) -> bytes:
    """What is stored of a domain."""
    return hashlib.sha256(domain.strip().rstrip(".").lower().encode()).digest()


def claim_domain(session: Session, domain: str, tenant_id: UUID, at: datetime) -> bool:
    """Note that the tenant has just proven the domain; `False` when it is another's who proved it lately."""
    fresh = insert(MailDomain).values(domain_hash=domain_hash(domain), tenant_id=tenant_id, proven_at=at)
    claimed = fresh.on_conflict_do_update(
        index_elements=[MailDomain.domain_hash],
        set_={"tenant_id": tenant_id, "proven_at": at},
        where=or_(MailDomain.tenant_id == tenant_id, MailDomain.proven_at < at - LAPSES_AFTER),
    )
    return session.execute(claimed.returning(MailDomain.domain_hash)).scalar() is not None


def release_domain(session: Session, domain: str, tenant_id: UUID) -> None:
    """The tenant no longer wants it; another's claim stays."""
    session.execute(
        delete(MailDomain).where(MailDomain.domain_hash == domain_hash(domain), MailDomain.tenant_id == tenant_id)
    )


def owner_of_domain(session: Session, domain: str) -> UUID | None:
    """The tenant that has proven the domain."""
    found = session.get(MailDomain, domain_hash(domain))
    return found.tenant_id if found else None
