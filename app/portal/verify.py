"""The public page that checks an hour log (X3): nothing of the file is kept."""

import re
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, render_template, request

from app.exports.against_ledger import NEVER_ISSUED, issued_at, ledger_faults, ledger_notes, was_issued
from app.exports.csv_rows import is_table
from app.exports.log_file import DamagedLog, NotAnHourLog, open_log
from app.exports.proof import faults
from app.exports.schema import HourLog
from app.exports.sealed_file import is_pdf, open_pdf, record_remarks
from app.portal.services import services
from app.signing.keystore import NoAuthority, time_roots, trusted_roots
from app.signing.message import BrokenSeal
from app.tenants.access import organisation_name
from app.tenants.registration import BadName, UnknownTenant, require_slug, tenant_exists, tenant_named

verify = Blueprint("verify", __name__)

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a file: no log at all, a table, a log with faults, or a whole one with what happened since."""

    name: str
    log: HourLog | None = None
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    table: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """What we hold of the log whose code was scanned: the name of its organisation, and when it was handed out."""

    organisation: str = ""
    issued_at: datetime | None = None


@verify.get("/verify")
def check() -> str:
    """Where a log is handed in; the code on a paper leads here too, with organisation and digest."""
    asked = {"organisation", "digest"}.issubset(request.args)
    paper = _paper(request.args["organisation"], request.args["digest"]) if asked else None
    return render_template("verify.html", checked=None, missing=False, paper=paper)


@verify.post("/verify")
def checked() -> str | tuple[str, int]:
    """Check the file against itself and against the live ledger."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return render_template("verify.html", checked=None, missing=True, paper=None), HTTPStatus.UNPROCESSABLE_ENTITY
    return render_template("verify.html", checked=_checked(file.filename, file.read()), missing=False, paper=None)


def _paper(slug: str, digest: str) -> Paper:
    if not _DIGEST.fullmatch(digest):
        return Paper()
    with services().database.platform() as session:
        try:
            tenant_id = tenant_named(session, require_slug(slug))
        except (BadName, UnknownTenant):
            return Paper()
    with services().database.tenant(tenant_id) as scope:
        found = issued_at(scope, digest)
        return Paper(organisation_name(scope), found) if found else Paper()  # a stranger's guess learns no name


def _checked(name: str, data: bytes) -> Checked:
    """A sealed PDF holds the log inside; its seal is judged first."""
    settings = services().settings
    if is_pdf(data):
        try:
            data = open_pdf(data, trusted_roots(settings, None), time_roots(settings, None)).content
        except NoAuthority as missing:
            return Checked(name, faults=(str(missing),))
        except BrokenSeal as broken:
            return Checked(name, faults=(str(broken), *record_remarks(data, broken)))
    return _checked_record(name, data)


def _checked_record(name: str, data: bytes) -> Checked:
    try:
        opened = open_log(data)
    except NotAnHourLog:
        return Checked(name, table=is_table(data) or name.lower().endswith(".csv"))
    except DamagedLog as damage:
        return Checked(name, faults=(str(damage),))
    wrong = (*opened.faults, *faults(opened.log))
    return Checked(name, opened.log, wrong) if wrong else _against_ledger(name, opened.log)


def _against_ledger(name: str, log: HourLog) -> Checked:
    tenant_id = UUID(log.tenant.id)
    with services().database.platform() as session:
        ours = tenant_exists(session, tenant_id)
    if not ours:
        return Checked(name, log, ("ledger: the organisation keeps no ledger here",))
    with services().database.tenant(tenant_id) as scope:
        if not was_issued(scope, log):  # whoever makes a log up learns nothing of the ledger by it
            return Checked(name, log, (NEVER_ISSUED,))
        return Checked(name, log, tuple(ledger_faults(scope, log)), tuple(ledger_notes(scope, log)))
