"""Erasing a member at their request (C3): what goes and what stays, the confirmation, and what was done."""

from http import HTTPStatus
from uuid import UUID

from flask import abort, render_template, request

from app.db import TenantScope
from app.erasure.erase import ErasedBefore, StaffMember, erase_person, refuse
from app.erasure.files import remove_files
from app.language import mark as _
from app.ledger.totals import live_claims
from app.portal.coordinator.blueprint import coordinator, membership
from app.portal.guard import tenant_scope
from app.portal.hours_form import Fault
from app.portal.services import services
from app.portal.typed import typed
from app.programmes.models import Person
from app.programmes.versions import zone_of

LONGEST_NAME = 300
NOT_THE_NAME = Fault("name", _("This is not the name. Write it as it stands above."))


@coordinator.get("/people/<uuid:person_id>/erase")
def erase(person_id: UUID) -> str:
    """What goes, what stays and why, and the field for the confirmation."""
    with tenant_scope() as scope:
        return _page(scope, _person(scope, person_id))


@coordinator.post("/people/<uuid:person_id>/erase")
def erased(person_id: UUID) -> str | tuple[str, int]:
    """Erase them, once their name was typed; noted without it (C4)."""
    now = services().clock()
    with tenant_scope() as scope:
        person = _person(scope, person_id)
        if not _is_name(typed(request.form, "name", LONGEST_NAME), person) or _is_staff(scope, person):
            return _page(scope, person, faults=(NOT_THE_NAME,)), HTTPStatus.UNPROCESSABLE_ENTITY
        done = erase_person(scope, person_id, now, now.astimezone(zone_of(scope)).date(), membership())
    remove_files(services().settings.mailbox, done.sent)
    return render_template("coordinator/erased.html", waiting=done.waiting)


def _person(scope: TenantScope, person_id: UUID) -> Person:
    person = scope.session.get(Person, (scope.tenant_id, person_id))
    return person if person and not person.erased_at else abort(HTTPStatus.NOT_FOUND)


def _is_name(text: str, person: Person) -> bool:
    return " ".join(text.split()).casefold() == " ".join(person.name.split()).casefold()


def _is_staff(scope: TenantScope, person: Person) -> bool:
    try:
        refuse(scope, person)
    except StaffMember:
        return True
    except ErasedBefore:
        abort(HTTPStatus.NOT_FOUND)
    return False


def _page(scope: TenantScope, person: Person, *, faults: tuple[Fault, ...] = ()) -> str:
    return render_template(
        "coordinator/erase.html",
        person=person,
        is_staff=_is_staff(scope, person),
        claims=sum(1 for live in live_claims(scope, person_id=person.id) if live.minutes),
        faults=faults,
    )
