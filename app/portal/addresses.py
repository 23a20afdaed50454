"""A participant's further addresses: those they write from, and who may answer for them (I9); and where they live."""

import re
from http import HTTPStatus
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.db import TenantScope
from app.events import AddressNamed
from app.language import mark as _
from app.matches.people import programme_of
from app.outbound.announce import announce
from app.portal.guard import acting_id, here, tenant_scope
from app.portal.hours_form import Fault
from app.portal.participant import participant
from app.portal.services import office, services
from app.portal.typed import typed
from app.portal.zone_choices import LONGEST_ZONE, NO_ZONE, ZONE_FIELD, zone_choices
from app.programmes.addresses import AddressFault, AddressRefused, Way, addresses_of, end_address, name_address
from app.programmes.enrolment import change_zone
from app.programmes.models import Person
from app.programmes.participation import PARTICIPANT
from app.programmes.time_zones import UnknownZone
from app.programmes.versions import zone_of
from app.tenants.audit import Action, note_own_choice

LONGEST_NAME = 60
LONGEST_ADDRESS = 254

SENTENCES: dict[AddressFault, str] = {
    AddressFault.BAD: _("This is not an address that we can write to. Please check it."),
    AddressFault.ENROLLED: _("This is the address that we know already."),
    AddressFault.TAKEN: _("Somebody else in your organisation writes from this address."),
    AddressFault.LOOKALIKE: _("This address could be taken for another one in your organisation. Please give another."),
    AddressFault.LISTED: _("This address is in the list already."),
    AddressFault.ASKED_LATELY: _("We wrote to this address a short time ago. Please wait for its answer."),
    AddressFault.TOO_MANY: _("There are many addresses already. Please remove one first, or come back in a week."),
}
"""Why an address is not taken, as its reader understands it."""

_NAME = re.compile(r"[^\W\d_]+(?:(?:['’-]|\. ?| )[^\W\d_]+)*\.?")
"""A name of letters: what else is typed here would be a message that we carry to strangers."""
_HOST = re.compile(r"\w\.\w\w")


@participant.get("/me/addresses")
def addresses() -> str:
    """My addresses and my assistants, with what each waits for."""
    with tenant_scope() as scope:
        return _page(scope)


@participant.post("/me/addresses")
def address_named() -> Response | tuple[str, int]:
    """Name one; its owner is asked by mail."""
    way = Way.ASSISTANT if request.form.get("kind") == Way.ASSISTANT.value else Way.OWN
    name = typed(request.form, "name", LONGEST_NAME) if way is Way.ASSISTANT else ""
    with tenant_scope() as scope:
        faults = _name_faults(name) if way is Way.ASSISTANT else ()
        faults = faults or _taken(scope, way, typed(request.form, "email", LONGEST_ADDRESS), name)
        if faults:
            return _page(scope, way=way, faults=faults), HTTPStatus.UNPROCESSABLE_ENTITY
    services().wake("outbound", here().tenant_id, None)
    return redirect(url_for("participant.addresses"), HTTPStatus.SEE_OTHER)


@participant.post("/me/addresses/<uuid:address_id>/remove")
def address_removed(address_id: UUID) -> Response:
    """It counts no more, from now on."""
    me, now = acting_id(PARTICIPANT), services().clock()
    with tenant_scope() as scope:
        if not end_address(scope, me, address_id, now):
            abort(HTTPStatus.NOT_FOUND)
        note_own_choice(scope, me, Action.ADDRESS_REMOVED, now, subject=address_id)
    return redirect(url_for("participant.addresses"), HTTPStatus.SEE_OTHER)


@participant.post("/me/zone")
def zone_chosen() -> Response | tuple[str, int]:
    """Where I live: mails that I did not ask for keep to my day; noted, as a coordinator's change of it is."""
    me = acting_id(PARTICIPANT)
    with tenant_scope() as scope:
        try:
            is_new = change_zone(scope, me, typed(request.form, ZONE_FIELD, LONGEST_ZONE))
        except UnknownZone:
            return _page(scope, faults=(NO_ZONE,)), HTTPStatus.UNPROCESSABLE_ENTITY
        if is_new:
            note_own_choice(scope, me, Action.ZONE_CHANGED, services().clock())
    return redirect(url_for("participant.addresses"), HTTPStatus.SEE_OTHER)


def _taken(scope: TenantScope, way: Way, email: str, name: str) -> tuple[Fault, ...]:
    person_id, now = acting_id(PARTICIPANT), services().clock()
    try:
        address_id = name_address(scope, person_id, way, email, now, name=name)
    except AddressRefused as refused:
        return (Fault(f"{way}-email", SENTENCES[refused.fault]),)
    announce(scope, [AddressNamed(address_id, programme_of(scope, person_id))], office())
    return ()


def _name_faults(name: str) -> tuple[Fault, ...]:
    if _NAME.fullmatch(name) and not _HOST.search(name):
        return ()
    return (Fault("assistant-name", _("Please give the name of the person, in letters.")),)


def _page(scope: TenantScope, *, way: Way | None = None, faults: tuple[Fault, ...] = ()) -> str:
    person = scope.session.get_one(Person, (scope.tenant_id, acting_id(PARTICIPANT)))
    found = addresses_of(scope, person.id)
    return render_template(
        "participant/addresses.html",
        person=person,
        own=[row for row in found if row.kind == Way.OWN.value],
        assistants=[row for row in found if row.kind == Way.ASSISTANT.value],
        zone=zone_of(scope),
        zones=zone_choices(scope),
        values=request.form if faults else {},
        way=way,
        faults=faults,
    )
