"""Pairs that formed elsewhere and register by mail (M8): approving them, and what became of the others."""

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app import events
from app.db import TenantScope
from app.inbound.pairs.approving import NotToApprove, approve_pair, refuse_pair
from app.matches.proposals_seen import pairs_seen
from app.outbound.announce import announce
from app.portal.coordinator.blueprint import coordinator, membership
from app.portal.guard import here, tenant_scope
from app.portal.services import office, services
from app.programmes.versions import zone_of

Decide = Callable[[TenantScope, UUID, UUID, datetime], list[events.Event]]


@coordinator.get("/pairs")
def pairs() -> str:
    """What waits for the coordinator or for somebody's answer, and who was registered."""
    with tenant_scope() as scope:
        return render_template("coordinator/pairs.html", found=pairs_seen(scope), zone=zone_of(scope))


@coordinator.post("/pairs/<uuid:proposal_id>/approve")
def pair_approved(proposal_id: UUID) -> Response:
    """The other is asked now."""
    return _decided(approve_pair, proposal_id)


@coordinator.post("/pairs/<uuid:proposal_id>/refuse")
def pair_refused(proposal_id: UUID) -> Response:
    """Nobody is asked."""
    return _decided(refuse_pair, proposal_id)


def _decided(decide: Decide, proposal_id: UUID) -> Response:
    with tenant_scope() as scope:
        try:
            happened = decide(scope, proposal_id, membership(), services().clock())
        except NotToApprove:
            abort(HTTPStatus.NOT_FOUND)
        announce(scope, happened, office())
    services().wake("outbound", here().tenant_id, None)
    return redirect(url_for("coordinator.pairs"), HTTPStatus.SEE_OTHER)
