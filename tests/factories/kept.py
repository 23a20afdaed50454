"""What is stored of the mails that came in."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.db import Database
from app.inbound.models import RawMail, ReceivedMail


@dataclass(frozen=True, slots=True)
class KeptMail:
    """A received mail with its bytes."""

    received_mail_id: UUID
    recipient: str
    content: bytes
    digest: bytes
    envelope: dict[str, Any]


def kept_mails(database: Database, tenant_id: UUID) -> list[KeptMail]:
    """Every mail kept for a tenant, the oldest first."""
    with database.tenant(tenant_id) as scope:
        rows = scope.session.execute(
            select(ReceivedMail, RawMail)
            .join(RawMail, (RawMail.tenant_id == ReceivedMail.tenant_id) & (RawMail.id == ReceivedMail.raw_mail_id))
            .where(ReceivedMail.tenant_id == tenant_id)
            .order_by(ReceivedMail.id)
        ).all()
        return [KeptMail(mail.id, mail.recipient, raw.content, raw.digest, mail.envelope) for mail, raw in rows]
