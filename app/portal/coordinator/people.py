"""The people of the programmes: their hour logs (X2), and entering what they told the coordinator (I11)."""

from http import HTTPStatus
from uuid import UUID

from flask import Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from app.db import TenantScope
from app.exports.log.issue import UnknownMember
from app.inbound.by_hand import SOURCES, Hand, Told, enter_hours, known_person
from app.inbound.known import Known
from app.language import mark as _
from app.matches.month import matched_people, partner_names
from app.matches.people import programmes_of
from app.outbound.shown.addresses import troubled_addresses
from app.portal.coordinator.blueprint import ROLE, coordinator, membership
from app.portal.guard import acting_membership, here, tenant_scope
from app.portal.hour_log import handed_out, issued
from app.portal.hours_form import Fault, Values, parse, status_of
from app.portal.services import office, services
from app.portal.typed import LONGEST_NOTE, typed
from app.programmes.absences import away_today
from app.programmes.addresses import addresses_by_person, end_address
from app.programmes.listed import everybody_else
from app.programmes.models import Person
from app.programmes.versions import zone_of
from app.tenants.audit import Action, note_action


@coordinator.get("/people")
def people() -> str:
    """Everybody in a running match: who is away, whom mail does not reach, the ways to their hours; and all others."""
    with tenant_scope() as scope:
        return render_template(
            "coordinator/people.html",
            people=(people := matched_people(scope)),
            others=everybody_else(scope, {person.id for person in people}),
            partners=partner_names(scope),
            addresses=addresses_by_person(scope),
            troubled={one.email: one for one in troubled_addresses(scope)},
            away=away_today(scope, services().clock().astimezone(zone_of(scope)).date()),
        )


@coordinator.post("/people/<uuid:person_id>/addresses/<uuid:address_id>/remove")
def address_removed(person_id: UUID, address_id: UUID) -> Redirect:
    """A further address counts no more, because the coordinator says so; that is noted (C4)."""
    now = services().clock()
    with tenant_scope() as scope:
        if not end_address(scope, person_id, address_id, now):
            abort(HTTPStatus.NOT_FOUND)
        note_action(scope, membership(), Action.ADDRESS_REMOVED, now, subject=address_id)
    return redirect(url_for("coordinator.people"), HTTPStatus.SEE_OTHER)


@coordinator.get("/members/<uuid:person_id>/hours.<any(pdf, zip, xlsx, json):form>")
def hours(person_id: UUID, form: str) -> Response:
    """The member's hour log, sealed or as the record alone, noted as issued (X2, C4)."""
    with tenant_scope() as scope:
        try:
            made = issued(scope, str(person_id), acting_membership(ROLE))
        except UnknownMember:
            abort(HTTPStatus.NOT_FOUND)
        note_action(scope, membership(), Action.HOUR_LOG_ISSUED, services().clock(), subject=person_id)
    return handed_out(made, form)


@coordinator.get("/people/<uuid:person_id>/hours")
def told(person_id: UUID) -> str:
    """The form for hours that somebody told the coordinator; `?month=YYYY-MM` chooses what it corrects."""
    with tenant_scope() as scope:
        known = _known(scope, person_id)
        return _page(scope, person_id, known, {"month": request.args.get("month", "")})


@coordinator.post("/people/<uuid:person_id>/hours")
def told_entered(person_id: UUID) -> Redirect | tuple[str, int]:
    """Enter them; the person gets the receipt."""
    with tenant_scope() as scope:
        known = _known(scope, person_id)
        if known is None:
            return _page(scope, person_id, known, request.form), HTTPStatus.UNPROCESSABLE_ENTITY
        parsed = parse(request.form, known, services().clock())
        source, note = request.form.get("source", ""), typed(request.form, "note", LONGEST_NOTE)
        faults = (*parsed.faults, *_source_faults(source, note))
        if faults or parsed.facts is None:
            return _page(scope, person_id, known, request.form, faults=faults), HTTPStatus.UNPROCESSABLE_ENTITY
        entered = Told(person_id, known.programme_id, parsed.facts, source)
        enter_hours(scope, office(), entered, Hand(membership(), note, status_of(request.form)))
    services().wake("outbound", here().tenant_id, None)
    return redirect(url_for("coordinator.month_of", period=parsed.facts.period), HTTPStatus.SEE_OTHER)


def _known(scope: TenantScope, person_id: UUID) -> Known | None:
    if scope.session.get(Person, (scope.tenant_id, person_id)) is None:
        abort(HTTPStatus.NOT_FOUND)
    programmes = programmes_of(scope, person_id)
    return known_person(scope, person_id, programmes[0], services().clock()) if programmes else None


def _source_faults(source: str, note: str) -> list[Fault]:
    found = [] if source in SOURCES else [Fault("source-phone", _("Say how you were told."))]
    return found if note else [*found, Fault("note", _("Write in a few words what you were told, or why it changes."))]


def _page(
    scope: TenantScope, person_id: UUID, known: Known | None, values: Values, *, faults: tuple[Fault, ...] = ()
) -> str:
    person = scope.session.get_one(Person, (scope.tenant_id, person_id))
    return render_template("coordinator/told.html", person=person, known=known, values=values, faults=faults)
