"""The named person's pages (C2): safeguarding concerns, shown to nobody else; each look is noted (C4)."""

from http import HTTPStatus
from uuid import UUID

from flask import abort, render_template

from app.inbound.concerns import concern, concerns_raised
from app.portal.guard import acting_id, role_blueprint, tenant_scope
from app.portal.services import services
from app.programmes.versions import zone_of
from app.tenants.audit import Action, note_action

ROLE = "named_person"

concerns = role_blueprint("concerns", ROLE)


@concerns.get("/concerns")
def listed() -> str:
    """Who raised a concern, and when; not what they wrote."""
    with tenant_scope() as scope:
        found = concerns_raised(scope)
        zone = zone_of(scope)
        note_action(scope, acting_id(ROLE), Action.CONCERNS_LISTED, services().clock())
    return render_template("concerns/listed.html", concerns=found, zone=zone)


@concerns.get("/concerns/<uuid:concern_id>")
def read(concern_id: UUID) -> str:
    """What one of them wrote."""
    with tenant_scope() as scope:
        found = concern(scope, concern_id)
        if found is None:
            abort(HTTPStatus.NOT_FOUND)
        note_action(scope, acting_id(ROLE), Action.CONCERN_READ, services().clock(), subject=concern_id)
        zone = zone_of(scope)
    return render_template("concerns/read.html", concern=found, zone=zone)
