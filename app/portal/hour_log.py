"""An hour log as the pages hand it out: the sealed document, the bundle of all its files, or one of them (X2)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from flask import Response, make_response

from app.db import TenantScope
from app.exports.bundles.bundle import bundle
from app.exports.bundles.sealed_files import file_name, sealed_document, sealed_files
from app.exports.log.background import Background
from app.exports.log.contacts import Contacts, contacts_for
from app.exports.log.issue import issue_hour_log
from app.exports.log.narrowing import WHOLE, Narrowing
from app.exports.log.schema import HourLog
from app.exports.tables.xlsx_file import workbook_file
from app.inbound.shown.evidence import background_of
from app.portal.services import services
from app.signing.keystore import Seal, open_seal

FORMS: Final = {
    "pdf": "application/pdf",
    "zip": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
"""The endings in which a page offers a log, and their media types."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A log that was noted as issued, and what its pages say besides."""

    log: HourLog
    contacts: Contacts
    background: Background


def issued(
    scope: TenantScope,
    member: str,
    by: str,
    *,
    days: tuple[date | None, date | None] = (None, None),
    narrowing: Narrowing = WHOLE,
) -> Issued:
    """The member's log, noted as issued, and what its document says of the parties and the mails.

    It is the whole log, unless it is asked for from one local day to another (both included), or narrowed.

    Raises:
        UnknownMember: when `member` is nobody's address, member number or id.

    """
    since, until = days
    now = services().clock()
    log = issue_hour_log(scope, member, since=since, until=until, at=now, by=by, narrowing=narrowing)
    contacts = contacts_for(scope, log)
    background = background_of(scope, log, contacts.locale)
    return Issued(log, contacts, background if narrowing.words else background.without_questions())


def handed_out(made: Issued, form: str) -> Response:
    """The file in one of `FORMS`, to be called after the issue is committed."""
    response = make_response(_WRITERS[form](made))
    response.headers["Content-Type"] = FORMS[form]
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name(made.log)}.{form}"'
    return response


def _document(made: Issued) -> bytes:
    seal, url = _seal()
    return sealed_document(made.log, made.contacts, seal, url, made.background)


def _bundle(made: Issued) -> bytes:
    seal, url = _seal()
    return bundle(made.log, sealed_files(made.log, made.contacts, seal, url, made.background), seal, url)


def _workbook(made: Issued) -> bytes:
    return workbook_file(made.log, made.contacts, made.background)


def _record(made: Issued) -> bytes:
    return made.log.file_bytes()


_WRITERS: Final[Mapping[str, Callable[[Issued], bytes]]] = {
    "pdf": _document,
    "zip": _bundle,
    "xlsx": _workbook,
    "json": _record,
}


def _seal() -> tuple[Seal, str]:
    here = services()
    return open_seal(here.settings, here.clock()), here.settings.public_url
