"""Makes what goes out with a mail when the mail is sent, outside of any transaction but a short one that reads.

That a log left the house is noted (X2). Its bytes are not kept: a later try makes it again, with the same figures.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select

from app.db import Database, TenantScope
from app.exports.contacts import Contacts, contacts_for
from app.exports.hour_log import head_at, hour_log, note_export
from app.exports.schema import HourLog
from app.exports.sealed_files import file_name, sealed_document
from app.outbound.enclosed import EnclosedLog
from app.outbound.mail import Attachment, MailKind
from app.outbound.models import MailEnclosure, OutboundMail
from app.programmes.models import Person
from app.signing.keystore import Seal

ENCLOSING: Final = frozenset({MailKind.STATEMENT.value})
"""The mails that may have something with them; the others are not looked up."""


@dataclass(frozen=True, slots=True)
class Sealing:
    """What seals the logs, opened at a moment, and the public address that stands on them."""

    seal: Callable[[datetime], Seal]
    public_url: str


def enclosures_of(
    database: Database, row: OutboundMail, sealing: Sealing | None, now: datetime
) -> tuple[Attachment, ...]:
    """The files of a mail; none where nothing seals, for what is not sealed proves nothing.

    Raises:
        AppError: when the seal cannot be opened.

    """
    if row.kind not in ENCLOSING or sealing is None:
        return ()
    with database.tenant(row.tenant_id) as scope:
        logs = [_log(scope, EnclosedLog.of(kept.parameters)) for kept in _kept(scope, row)]
    return tuple(_sealed(log, contacts, sealing, now) for log, contacts in logs)


def _kept(scope: TenantScope, row: OutboundMail) -> list[MailEnclosure]:
    query = select(MailEnclosure).where(
        MailEnclosure.tenant_id == scope.tenant_id, MailEnclosure.outbound_mail_id == row.id
    )
    return list(scope.session.scalars(query))


def _log(scope: TenantScope, wanted: EnclosedLog) -> tuple[HourLog, Contacts]:
    member = scope.session.get_one(Person, (scope.tenant_id, wanted.person_id))
    log = hour_log(scope, member, at=wanted.at, head=head_at(scope, wanted.seq))
    note_export(scope, log, by="mail", at=wanted.at)
    return log, contacts_for(scope, log)


def _sealed(log: HourLog, contacts: Contacts, sealing: Sealing, now: datetime) -> Attachment:
    content = sealed_document(log, contacts, sealing.seal(now), sealing.public_url)
    return Attachment(f"{file_name(log)}.pdf", "application/pdf", content)
