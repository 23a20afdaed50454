"""Safeguarding concerns, for the tenant's named person and nobody else (C2)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, select

from app.db import TenantScope
from app.inbound.models import MailOutcome, ReceivedMail
from app.programmes.models import Person


@dataclass(frozen=True, slots=True)
class Concern:
    """A mail that tells of a concern: who wrote it, when it came (UTC), and what they wrote."""

    received_mail_id: UUID
    received_at: datetime
    sender: str
    person: str | None
    words: str


def concerns_raised(scope: TenantScope) -> list[Concern]:
    """Every concern, the latest first. Whoever shows them notes who looked."""
    return [_concern(*row) for row in scope.session.execute(_QUERY.where(MailOutcome.tenant_id == scope.tenant_id))]


def concern(scope: TenantScope, received_mail_id: UUID) -> Concern | None:
    """One of them."""
    query = _QUERY.where(MailOutcome.tenant_id == scope.tenant_id, MailOutcome.received_mail_id == received_mail_id)
    row = scope.session.execute(query).first()
    return _concern(*row) if row else None


_QUERY = (
    select(MailOutcome, ReceivedMail, Person.name)
    .join(
        ReceivedMail,
        and_(ReceivedMail.tenant_id == MailOutcome.tenant_id, ReceivedMail.id == MailOutcome.received_mail_id),
    )
    .outerjoin(Person, and_(Person.tenant_id == MailOutcome.tenant_id, Person.id == MailOutcome.person_id))
    .where(MailOutcome.restricted, MailOutcome.is_current)
    .order_by(ReceivedMail.received_at.desc(), ReceivedMail.id)
)


def _concern(decided: MailOutcome, mail: ReceivedMail, name: str | None) -> Concern:
    return Concern(
        received_mail_id=mail.id,
        received_at=mail.received_at,
        sender=str((decided.verdict or {}).get("sender") or mail.envelope.get("mail_from", "")),
        person=name,
        words=str((decided.reading or {}).get("reply_text", "")),
    )
