"""Which mail of ours a provider speaks of: by its return path, else by its Message-ID."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.outbound.models import ReturnPath
from app.outbound.reply_address import RETURN_PREFIX, destination_of

_MAIL_ID = re.compile(r"<?([0-9a-f]{32})(?:\.[0-9a-z.-]{1,100})?@")
"""How our Message-IDs begin; see `app.outbound.outbox`."""


@dataclass(frozen=True, slots=True)
class MailPlace:
    """One mail of one tenant."""

    tenant_id: UUID
    outbound_mail_id: UUID


def mail_of(session: Session, marks: Iterable[str], reply_domain: str) -> MailPlace | None:
    """The mail that one of the marks names; a bare `return-…` counts as one at our reply domain."""
    for mark in marks:
        if found := _returned(session, mark, reply_domain) or _identified(session, mark):
            return found
    return None


def _returned(session: Session, mark: str, reply_domain: str) -> MailPlace | None:
    address = mark.strip().strip("<>").lower()
    if not address.startswith(RETURN_PREFIX):
        return None
    found = destination_of(session, address if "@" in address else f"{address}@{reply_domain}", reply_domain)
    return MailPlace(found.tenant_id, found.outbound_mail_id) if found and found.outbound_mail_id else None


def _identified(session: Session, mark: str) -> MailPlace | None:
    named = _MAIL_ID.match(mark.strip().lower())
    if named is None:
        return None
    mail_id = UUID(named[1])
    tenant_id = session.scalar(select(ReturnPath.tenant_id).where(ReturnPath.outbound_mail_id == mail_id).limit(1))
    return MailPlace(tenant_id, mail_id) if tenant_id else None
