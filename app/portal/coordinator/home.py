"""What needs the coordinator, in one look (U3)."""

from http import HTTPStatus
from uuid import UUID

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.inbound.identity.checks_seen import is_denied
from app.integrity.counted import matters_to_look_at
from app.matches.models import StatusReport
from app.outbound.domains.sending_domains import domains_in_trouble
from app.portal.attention import attention
from app.portal.coordinator.blueprint import coordinator, membership
from app.portal.guard import tenant_scope
from app.portal.services import services
from app.programmes.versions import zone_of
from app.tenants.audit import Action, note_action


@coordinator.get("/")
def home() -> str:
    """Who needs you, who is quiet, who is fine."""
    with tenant_scope() as scope:
        found, zone = attention(scope, services().clock()), zone_of(scope)
        troubled = domains_in_trouble(scope)
        flagged = matters_to_look_at(scope)
    return render_template("coordinator/home.html", found=found, zone=zone, troubled_domains=troubled, flagged=flagged)


@coordinator.post("/help/<uuid:report_id>/done")
def help_done(report_id: UUID) -> Response:
    """The coordinator has answered a request for help; it needs nobody any more."""
    with tenant_scope() as scope:
        if scope.session.get(StatusReport, (scope.tenant_id, report_id)) is None:
            abort(HTTPStatus.NOT_FOUND)
        note_action(scope, membership(), Action.HELP_ANSWERED, services().clock(), subject=report_id)
    return redirect(url_for("coordinator.home"), HTTPStatus.SEE_OTHER)


@coordinator.post("/denied/<uuid:check_id>/seen")
def denial_seen(check_id: UUID) -> Response:
    """The coordinator has seen that a mail in somebody's name was not theirs."""
    with tenant_scope() as scope:
        if not is_denied(scope, check_id):
            abort(HTTPStatus.NOT_FOUND)
        note_action(scope, membership(), Action.DENIAL_SEEN, services().clock(), subject=check_id)
    return redirect(url_for("coordinator.home"), HTTPStatus.SEE_OTHER)
