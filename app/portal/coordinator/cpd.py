"""How a member's hours count: the date from which their cycles run, their supervisor, and what it comes to (H4)."""

from datetime import date
from http import HTTPStatus
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.cpd.members import BadMember, MemberFacts, member_facts, set_member
from app.cpd.shown import shown
from app.cpd.statements import statements_of
from app.db import TenantScope
from app.language import mark as _
from app.matches.month import matched_people
from app.portal.coordinator.blueprint import coordinator, membership
from app.portal.guard import tenant_scope
from app.portal.hours_form import Fault
from app.portal.reader import reader_locale
from app.portal.services import services
from app.portal.typed import typed
from app.programmes.models import Person
from app.programmes.versions import zone_of
from app.tenants.audit import Action, note_action

LONGEST_DATE = 10


@coordinator.get("/people/<uuid:person_id>/cpd")
def cpd(person_id: UUID) -> str:
    """What is known of the member, and their statement as it stands."""
    with tenant_scope() as scope:
        return _page(scope, _person(scope, person_id))


@coordinator.post("/people/<uuid:person_id>/cpd")
def cpd_set(person_id: UUID) -> Response | tuple[str, int]:
    """Keep the date and the supervisor; what was before stands in the audit log."""
    with tenant_scope() as scope:
        person = _person(scope, person_id)
        before, now = member_facts(scope, person_id), services().clock()
        try:
            facts = MemberFacts(_date("own_date"), _supervisor(), _date("since"))
            changed = set_member(scope, person_id, facts, now.astimezone(zone_of(scope)).date())
        except (ValueError, BadMember):
            faults = (Fault("own_date", _("Check the dates and the supervisor: they cannot be so.")),)
            return _page(scope, person, faults=faults), HTTPStatus.UNPROCESSABLE_ENTITY
        if changed:
            note = f"{_noted(before)} > {_noted(member_facts(scope, person_id))}"
            note_action(scope, membership(), Action.CPD_MEMBER_SET, now, subject=person_id, note=note)
    return redirect(url_for("coordinator.cpd", person_id=person_id), HTTPStatus.SEE_OTHER)


def _date(field: str) -> date | None:
    said = typed(request.form, field, LONGEST_DATE)
    return date.fromisoformat(said) if said else None


def _supervisor() -> UUID | None:
    said = request.form.get("supervisor", "")
    return UUID(said) if said else None


def _noted(facts: MemberFacts) -> str:
    since = f" since {facts.since}" if facts.since else ""
    return f"date {facts.own_date or '-'}, supervisor {facts.supervisor_id or '-'}{since}"


def _person(scope: TenantScope, person_id: UUID) -> Person:
    return scope.session.get(Person, (scope.tenant_id, person_id)) or abort(HTTPStatus.NOT_FOUND)


def _page(scope: TenantScope, person: Person, *, faults: tuple[Fault, ...] = ()) -> str:
    facts = member_facts(scope, person.id)
    people = [one for one in matched_people(scope) if one.id != person.id]
    if facts.supervisor_id and all(one.id != facts.supervisor_id for one in people):
        people.append(scope.session.get_one(Person, (scope.tenant_id, facts.supervisor_id)))
    statements = statements_of(scope, person, services().clock())
    return render_template(
        "coordinator/cpd.html",
        person=person,
        facts=facts,
        people=people,
        statements=[shown(one, reader_locale()) for one in statements],
        faults=faults,
    )
