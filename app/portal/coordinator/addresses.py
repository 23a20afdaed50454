"""A member's mail address: what became of mail to it, correcting it, trying it again (I8); and where they live."""

from http import HTTPStatus
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.address_spelling import BadAddress
from app.db import TenantScope
from app.language import mark as _
from app.outbound.reach.suppression import lift
from app.outbound.shown.addresses import troubled_addresses
from app.outbound.shown.mails_to import mails_to
from app.portal.coordinator.blueprint import coordinator, membership
from app.portal.guard import tenant_scope
from app.portal.hours_form import Fault
from app.portal.reader import reader_locale
from app.portal.services import services
from app.portal.typed import typed
from app.portal.zone_choices import LONGEST_ZONE, NO_ZONE, ZONE_FIELD, zone_choices
from app.programmes.enrolment import AddressTaken, change_address, change_zone
from app.programmes.models import Person
from app.programmes.time_zones import UnknownZone
from app.programmes.versions import zone_of
from app.tenants.audit import Action, note_action

LONGEST_ADDRESS = 254  # RFC 5321, 4.5.3.1.3


@coordinator.get("/people/<uuid:person_id>/address")
def address(person_id: UUID) -> str:
    """The address with what became of mail to it, and the field to correct it."""
    with tenant_scope() as scope:
        return _page(scope, _person(scope, person_id))


@coordinator.post("/people/<uuid:person_id>/address")
def address_corrected(person_id: UUID) -> Response | tuple[str, int]:
    """Another address: mail goes there from now on, and it is the member's way to sign in."""
    with tenant_scope() as scope:
        person = _person(scope, person_id)
        before, email = person.email, typed(request.form, "email", LONGEST_ADDRESS)
        try:
            with scope.session.begin_nested():
                change_address(scope, person_id, email)
        except (BadAddress, AddressTaken) as problem:
            sentence = (
                _("Another member has this address.")
                if isinstance(problem, AddressTaken)
                else _("This is no mail address.")
            )
            faults = (Fault("email", sentence),)
            return _page(scope, person, email, faults=faults), HTTPStatus.UNPROCESSABLE_ENTITY
        lift(scope, before)
        lift(scope, email)
        note_action(scope, membership(), Action.ADDRESS_CORRECTED, services().clock(), subject=person_id)
    return redirect(url_for("coordinator.people"), HTTPStatus.SEE_OTHER)


@coordinator.post("/people/<uuid:person_id>/address/again")
def address_again(person_id: UUID) -> Response:
    """The address is right after all: the next mail goes there."""
    with tenant_scope() as scope:
        if lift(scope, _person(scope, person_id).email):
            note_action(scope, membership(), Action.ADDRESS_TRIED_AGAIN, services().clock(), subject=person_id)
    return redirect(url_for("coordinator.people"), HTTPStatus.SEE_OTHER)


@coordinator.post("/people/<uuid:person_id>/zone")
def zone_changed(person_id: UUID) -> Response | tuple[str, int]:
    """Where the member lives: mail that nobody asked for keeps to their day from now on; noted (C4)."""
    given = typed(request.form, ZONE_FIELD, LONGEST_ZONE)
    with tenant_scope() as scope:
        person = _person(scope, person_id)
        try:
            is_new = change_zone(scope, person_id, given)
        except UnknownZone:
            return _page(scope, person, faults=(NO_ZONE,)), HTTPStatus.UNPROCESSABLE_ENTITY
        if is_new:
            note_action(scope, membership(), Action.ZONE_CHANGED, services().clock(), subject=person_id)
    return redirect(url_for("coordinator.people"), HTTPStatus.SEE_OTHER)


def _person(scope: TenantScope, person_id: UUID) -> Person:
    return scope.session.get(Person, (scope.tenant_id, person_id)) or abort(HTTPStatus.NOT_FOUND)


def _page(scope: TenantScope, person: Person, email: str | None = None, *, faults: tuple[Fault, ...] = ()) -> str:
    return render_template(
        "coordinator/address.html",
        person=person,
        email=person.email if email is None else email,
        trouble=next((one for one in troubled_addresses(scope) if one.person_id == person.id), None),
        mails=[(mail, mail.words(reader_locale())) for mail in mails_to(scope, person.id)],
        zone=zone_of(scope),
        zones=zone_choices(scope),
        faults=faults,
    )
