"""The public pages that check hour logs (X3): files handed in, of which nothing is kept, and the code on a paper."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from pathlib import PurePath
from uuid import UUID

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from app.exports.checks.against_ledger import issued_at
from app.exports.checks.code_tries import note_try, tried_too_often
from app.exports.checks.held import Held, held, place_of
from app.exports.checks.said_of import remedies
from app.exports.log.paper_code import typed_code
from app.exports.sheets.sheet_words import state_words
from app.finding import Finding
from app.papers.held import held_paper
from app.papers.kinds import title_words
from app.portal.reader import reader_locale
from app.portal.services import services
from app.portal.verifying import MOST_FILES, Checked, TooBusy, check_files
from app.signing.certificates import fingerprint, pem_of
from app.signing.keystore import NoAuthority, trusted_roots
from app.tenants.access import organisation_name
from app.tenants.registration import BadName, UnknownTenant, require_slug, tenant_named

verify = Blueprint("verify", __name__)

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Paper:
    """What we hold of the log whose code was scanned: the name of its organisation, and when it was handed out."""

    organisation: str = ""
    issued_at: datetime | None = None


@verify.app_template_filter()
def said(finding: Finding) -> str:
    """A finding in the reader's language."""
    return finding.said(reader_locale())


@verify.app_template_filter("state_words")
def state_said(state: str) -> str:
    """Where hours stand, in the reader's language."""
    return state_words(state, reader_locale())


@verify.app_template_filter("paper_title")
def paper_title(kind: str) -> str:
    """What a letter or certificate is called, in the reader's language."""
    return title_words(kind, reader_locale())


@verify.app_template_filter("remedies")
def remedies_said(found: Sequence[Finding]) -> list[str]:
    """What to do about what was found."""
    return remedies(found, reader_locale())


@verify.get("/verify")
def check() -> str | Redirect:
    """Where files are handed in and a code is typed; codes of older papers lead here with organisation and digest."""
    if "code" in request.args:
        return redirect(url_for("verify.code", typed=request.args["code"].strip() or "-"))
    asked = {"organisation", "digest"}.issubset(request.args)
    return _page(paper=_paper(request.args["organisation"], request.args["digest"]) if asked else None)


@verify.post("/verify")
def checked() -> str | tuple[str, int]:
    """Check the files by themselves and against the live ledger."""
    given = [file for file in request.files.getlist("file") if file.filename]
    if not given:
        return _page(missing=True), HTTPStatus.UNPROCESSABLE_ENTITY
    if len(given) > MOST_FILES:
        return _page(too_many=True), HTTPStatus.UNPROCESSABLE_ENTITY
    twice = _name_given_twice([file.filename or "" for file in given])
    if twice:  # one of them would be judged, and its answer read as that of the other
        return _page(twice=twice), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        return _page(found=check_files({file.filename or "": file.read() for file in given}))
    except TooBusy:
        return _page(busy=True), HTTPStatus.SERVICE_UNAVAILABLE


@verify.get("/c/<typed>")
def code(typed: str) -> str | tuple[str, int] | Redirect:
    """What we hold about the log with this code; wrong ones are counted."""
    known = typed_code(typed)
    if known is not None and known != typed:
        return redirect(url_for("verify.code", typed=known))
    peer, now = request.remote_addr or "", services().clock()
    with services().database.platform() as session:
        if tried_too_often(session, peer, now):
            return render_template("verify_code.html", held=None, waits=True, typed=""), HTTPStatus.TOO_MANY_REQUESTS
        place = place_of(session, known) if known else None
        if place is None:
            note_try(session, peer, now)
    if place is None:
        page = render_template("verify_code.html", held=None, waits=False, typed="")
        return page, HTTPStatus.NOT_FOUND
    return render_template("verify_code.html", held=_held(*place), waits=False, typed=known, prints=_fingerprints())


@verify.get("/verify/ca.pem")
def authority() -> Response:
    """The certificate that our seals lead to."""
    try:
        found = pem_of(trusted_roots(services().settings, None))
    except NoAuthority:
        abort(HTTPStatus.NOT_FOUND)
    answer = make_response(found)
    answer.headers["Content-Type"] = "application/x-pem-file"
    answer.headers["Content-Disposition"] = 'attachment; filename="ca.pem"'
    return answer


def _page(
    *,
    found: Sequence[Checked] = (),
    missing: bool = False,
    too_many: bool = False,
    busy: bool = False,
    twice: str = "",
    paper: Paper | None = None,
) -> str:
    return render_template(
        "verify.html",
        found=found,
        missing=missing,
        too_many=too_many,
        most=MOST_FILES,
        busy=busy,
        twice=twice,
        paper=paper,
        prints=_fingerprints(),
    )


def _name_given_twice(names: Sequence[str]) -> str:
    """A name that two files bear, where they lie beside one another; empty where none does."""
    bare = [PurePath(name).name for name in names]
    return next((name for name in bare if bare.count(name) > 1), "")


def _fingerprints() -> list[str]:
    try:
        return [fingerprint(root) for root in trusted_roots(services().settings, None)]
    except NoAuthority:
        return []


def _held(tenant_id: UUID, export_id: UUID) -> Held:
    with services().database.tenant(tenant_id) as scope:
        return held_paper(scope, export_id) or held(scope, export_id)


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
