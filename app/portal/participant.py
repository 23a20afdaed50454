"""A participant's own page: the hours as they stand, and the log of them (U2)."""

from flask import Response, render_template, url_for

from app.attestations.waiting import waiting_for
from app.cpd.shown import shown
from app.cpd.statements import statements_of
from app.exports.log.own_record import own_record
from app.portal.guard import acting_id, acting_membership, role_blueprint, tenant_scope
from app.portal.hour_log import handed_out, issued
from app.portal.reader import reader_locale
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
            "participant/record.html",
            person=person,
            record=found,
            to_confirm=len(waiting_for(scope, person.id)),
            statements=[shown(one, reader_locale()) for one in statements_of(scope, person, services().clock())],
            organisation=organisation_name(scope),
            check_at=f"{services().settings.public_url}{url_for('verify.check')}",
        )


@participant.get("/me/hours.<any(pdf, zip, xlsx, json):form>")
def log(form: str) -> Response:
    """My hour log, sealed or as the record alone, noted as issued (X2)."""
    with tenant_scope() as scope:
        made = issued(scope, str(acting_id(PARTICIPANT)), acting_membership(PARTICIPANT))
    return handed_out(made, form)
