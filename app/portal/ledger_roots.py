"""The public page of an organisation's daily roots (H2): no names, only how far the ledger had come, and the files."""

from datetime import date
from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, Response, abort, render_template, request

from app.db import TenantScope
from app.errors import AppError
from app.ledger.roots.files import media_type, root_files
from app.ledger.roots.stored import files_of, roots_before
from app.portal.services import services
from app.tenants.access import organisation_name
from app.tenants.registration import require_slug, tenant_named

ledger_roots = Blueprint("ledger_roots", __name__)

ON_A_PAGE = 60


@ledger_roots.get("/ledger/<slug>")
def listed(slug: str) -> str:
    """The roots by day, the newest first."""
    with services().database.tenant(_tenant(slug)) as scope:
        roots = roots_before(scope, _day(request.args.get("before")), ON_A_PAGE + 1)
        return render_template(
            "ledger_roots/listed.html",
            slug=slug,
            organisation=organisation_name(scope),
            roots=roots[:ON_A_PAGE],
            before=roots[ON_A_PAGE - 1][0].day if len(roots) > ON_A_PAGE else None,
        )


@ledger_roots.get("/ledger/<slug>/<name>")
def file(slug: str, name: str) -> Response:
    """One file of a root: `ledger-root-<slug>-<day>.json`, its seal, or the time stamp."""
    day = _day(name.removeprefix(f"ledger-root-{slug}-").partition(".")[0])
    with services().database.tenant(_tenant(slug)) as scope:
        found = _files(scope, slug, day) if day else {}
    if name not in found:
        abort(HTTPStatus.NOT_FOUND)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(found[name], mimetype=media_type(name), headers=headers)


def _files(scope: TenantScope, slug: str, day: date) -> dict[str, bytes]:
    files = files_of(scope, day)
    return dict(root_files(slug, files)) if files else {}


def _tenant(slug: str) -> UUID:
    with services().database.platform() as session:
        try:
            return tenant_named(session, require_slug(slug))
        except AppError:
            abort(HTTPStatus.NOT_FOUND)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
