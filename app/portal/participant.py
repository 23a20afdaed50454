"""A participant's own page: the hours as they stand, and the log of them (U2)."""

from flask import Response, make_response, render_template

from app.exports.issue import issue_hour_log
from app.exports.own_record import own_record
from app.portal.guard import acting_id, acting_membership, role_blueprint, tenant_scope
from app.portal.services import services
from app.programmes.models import Person
from app.programmes.participation import PARTICIPANT
from app.tenants.access import organisation_name

participant = role_blueprint("participant", PARTICIPANT)


@participant.get("/me")
def record() -> str:
    """My record: every session with its hours and whether they are confirmed."""
    with tenant_scope() as scope:
        person = scope.session.get_one(Person, (scope.tenant_id, acting_id(PARTICIPANT)))
        found = own_record(scope, person.id)
        return render_template(
            "participant/record.html", person=person, record=found, organisation=organisation_name(scope)
        )


@participant.get("/me/hours.json")
def log() -> Response:
    """My hour log (schema mentorpost/hour-log/v1), noted as issued (X2)."""
    with tenant_scope() as scope:
        mine = str(acting_id(PARTICIPANT))
        made = issue_hour_log(
            scope, mine, since=None, until=None, at=services().clock(), by=acting_membership(PARTICIPANT)
        )
    response = make_response(made.file_bytes())
    response.headers["Content-Type"] = "application/json"
    response.headers["Content-Disposition"] = 'attachment; filename="hours.json"'
    return response
