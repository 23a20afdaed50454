"""Makes what goes out with a mail when the mail is sent, outside of any transaction but a short one that reads.

That a log or a paper left the house is noted (X2). Its bytes are not kept: a later try makes it again, with the same
figures.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select

from app.db import Database, JsonObject, TenantScope
from app.exports.bundles.sealed_files import file_name, sealed_document
from app.exports.log.background import NOTHING_MORE, Background
from app.exports.log.contacts import contacts_for
from app.exports.log.hour_log import head_at, hour_log, note_export
from app.exports.log.schema import HourLog
from app.outbound.letter.enclosed import HOUR_LOG, PAPER, EnclosedLog, EnclosedPaper
from app.outbound.letter.mail import Attachment, MailKind
from app.outbound.letter.paper_dress import dress_of
from app.outbound.models import MailEnclosure, OutboundMail
from app.papers.issue import made_again
from app.papers.pages import file_name as paper_name
from app.papers.pages import sealed_paper
from app.programmes.models import Person
from app.signing.keystore import Seal

ENCLOSING: Final = frozenset({MailKind.STATEMENT.value, MailKind.PAPER.value})
"""The mails that may have something with them; the others are not looked up."""


BackgroundOf = Callable[[TenantScope, HourLog, str], Background]
"""The mails behind the entries of a log, in a language."""


def ledger_alone(_scope: TenantScope, _log: HourLog, _locale: str) -> Background:
    """Nothing beside the ledger."""
    return NOTHING_MORE


@dataclass(frozen=True, slots=True)
class Sealing:
    """What seals the files, opened at a moment, the public address that stands on them, and what their annex tells."""

    seal: Callable[[datetime], Seal]
    public_url: str
    background_of: BackgroundOf = ledger_alone


Sealed = Callable[[Seal], Attachment]
"""What seals and writes a file; called when no transaction is open."""


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
        files = [_MAKERS[kept.kind](scope, kept.parameters, sealing) for kept in _kept(scope, row)]
    return tuple(sealed(sealing.seal(now)) for sealed in files)


def _kept(scope: TenantScope, row: OutboundMail) -> list[MailEnclosure]:
    query = select(MailEnclosure).where(
        MailEnclosure.tenant_id == scope.tenant_id, MailEnclosure.outbound_mail_id == row.id
    )
    return list(scope.session.scalars(query))


def _log(scope: TenantScope, parameters: JsonObject, sealing: Sealing) -> Sealed:
    wanted = EnclosedLog.of(parameters)
    member = scope.session.get_one(Person, (scope.tenant_id, wanted.person_id))
    log = hour_log(scope, member, at=wanted.at, head=head_at(scope, wanted.seq))
    note_export(scope, log, by="mail", at=wanted.at)
    contacts = contacts_for(scope, log)
    background = sealing.background_of(scope, log, contacts.locale)
    return lambda seal: _pdf(file_name(log), sealed_document(log, contacts, seal, sealing.public_url, background))


def _paper(scope: TenantScope, parameters: JsonObject, sealing: Sealing) -> Sealed:
    paper, dress = made_again(scope, EnclosedPaper.of(parameters).paper_id).paper, dress_of(scope)
    return lambda seal: _pdf(paper_name(paper), sealed_paper(paper, dress, seal, sealing.public_url))


def _pdf(name: str, content: bytes) -> Attachment:
    return Attachment(f"{name}.pdf", "application/pdf", content)


_MAKERS: Final = {HOUR_LOG: _log, PAPER: _paper}
