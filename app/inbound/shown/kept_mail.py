"""A mail as it is kept, for whoever may see what an entry stands on; never one about somebody's safety (C2)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.inbound.models import MailOutcome, RawMail, ReceivedMail
from app.inbound.waiting import words_of


@dataclass(frozen=True, slots=True)
class KeptMail:
    """Its bytes with their SHA-256 (hexadecimal), when it came (UTC), and what the person wrote in it."""

    received_at: datetime
    content: bytes
    digest: str
    words: str


def kept_mail(scope: TenantScope, received_mail_id: UUID) -> KeptMail | None:
    """The mail; `None` where its bytes are no longer kept, or any of its outcomes was a safeguarding matter."""
    row = scope.session.execute(
        select(ReceivedMail.received_at, RawMail.content, RawMail.digest)
        .join(RawMail, (RawMail.tenant_id == ReceivedMail.tenant_id) & (RawMail.id == ReceivedMail.raw_mail_id))
        .where(ReceivedMail.tenant_id == scope.tenant_id, ReceivedMail.id == received_mail_id)
    ).one_or_none()
    if row is None or not row.content or _restricted(scope, received_mail_id):
        return None
    return KeptMail(row.received_at, bytes(row.content), row.digest.hex(), words_of(scope, received_mail_id))


def _restricted(scope: TenantScope, received_mail_id: UUID) -> bool:
    query = select(MailOutcome.id).where(
        MailOutcome.tenant_id == scope.tenant_id,
        MailOutcome.received_mail_id == received_mail_id,
        MailOutcome.restricted,
    )
    return scope.session.scalar(query.limit(1)) is not None
