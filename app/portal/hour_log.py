"""An hour log as the pages hand it out: the sealed document, or the bare record (X2)."""

from datetime import date
from typing import Final

from flask import Response, make_response

from app.db import TenantScope
from app.exports.contacts import Contacts, contacts_for
from app.exports.issue import issue_hour_log
from app.exports.narrowing import WHOLE, Narrowing
from app.exports.schema import HourLog
from app.exports.sealed_files import file_name, sealed_document
from app.portal.services import services
from app.signing.keystore import open_seal

FORMS: Final = {"pdf": "application/pdf", "json": "application/json"}
"""The endings in which a page offers a log, and their media types."""


def issued(
    scope: TenantScope,
    member: str,
    by: str,
    *,
    days: tuple[date | None, date | None] = (None, None),
    narrowing: Narrowing = WHOLE,
) -> tuple[HourLog, Contacts]:
    """The member's log, noted as issued, and what its document says of the parties.

    It is the whole log, unless it is asked for from one local day to another (both included), or narrowed.

    Raises:
        UnknownMember: when `member` is nobody's address, member number or id.

    """
    since, until = days
    now = services().clock()
    log = issue_hour_log(scope, member, since=since, until=until, at=now, by=by, narrowing=narrowing)
    return log, contacts_for(scope, log)


def handed_out(log: HourLog, contacts: Contacts, form: str) -> Response:
    """The file in one of `FORMS`, to be called after the issue is committed."""
    response = make_response(_content(log, contacts, form))
    response.headers["Content-Type"] = FORMS[form]
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name(log)}.{form}"'
    return response


def _content(log: HourLog, contacts: Contacts, form: str) -> bytes:
    if form == "json":
        return log.file_bytes()
    here = services()
    return sealed_document(log, contacts, open_seal(here.settings, here.clock()), here.settings.public_url)
