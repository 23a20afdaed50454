"""The coordinator's pages: the mails that wait for a person, and a member's hour log."""

from uuid import UUID

from flask import Response, abort, make_response, render_template

from app.exports.issue import UnknownMember, issue_hour_log
from app.inbound.decision import Outcome
from app.inbound.waiting import waiting_mails
from app.portal.guard import acting_membership, role_blueprint, tenant_scope
from app.portal.services import services

ROLE = "coordinator"

coordinator = role_blueprint("coordinator", ROLE)


@coordinator.get("/mails/<any(held, review, quarantined):state>")
def mails(state: str) -> str:
    """The mails in that state, the oldest first; never a safeguarding matter (C2)."""
    with tenant_scope() as scope:
        found = waiting_mails(scope, Outcome(state))
    return render_template("coordinator/mails.html", state=state, mails=found)


@coordinator.get("/members/<uuid:person_id>/hours.json")
def hours(person_id: UUID) -> Response:
    """The member's hour log (schema mentorpost/hour-log/v1), noted as issued (X2)."""
    with tenant_scope() as scope:
        try:
            log = issue_hour_log(
                scope, str(person_id), since=None, until=None, at=services().clock(), by=acting_membership(ROLE)
            )
        except UnknownMember:
            abort(404)
    response = make_response(log.file_bytes())
    response.headers["Content-Type"] = "application/json"
    response.headers["Content-Disposition"] = f'attachment; filename="hours-{person_id}.json"'
    return response
