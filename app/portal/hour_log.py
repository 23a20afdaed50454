"""An hour log as the pages hand it out: the sealed document, or the bare record (X2)."""

from typing import Final

from flask import Response, make_response

from app.db import TenantScope
from app.exports.contacts import Contacts, contacts_for
from app.exports.issue import issue_hour_log
from app.exports.schema import HourLog
from app.exports.sealed_files import file_name, sealed_document
from app.portal.services import services
from app.signing.keystore import open_seal

FORMS: Final = {"pdf": "application/pdf", "json": "application/json"}
"""The endings in which a page offers a log, and their media types."""


def issued(scope: TenantScope, member: str, by: str) -> tuple[HourLog, Contacts]:
    """The member's whole log, noted as issued, and what its document says of the parties.

    Raises:
        UnknownMember: when `member` is nobody's address, member number or id.

    """
    log = issue_hour_log(scope, member, since=None, until=None, at=services().clock(), by=by)
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
