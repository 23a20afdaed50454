"""What is worth a look in the ledger: each matter with why, its entries down to their mails, and the one next step."""

from collections.abc import Mapping
from http import HTTPStatus
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.db import TenantScope
from app.inbound.identity.verdict_words import verdict_words
from app.integrity.asking import ask_about
from app.integrity.evidence import entries_behind, names_in
from app.integrity.looks import Made, Seen, note_look, worth_a_look
from app.integrity.words import asked_person, ready_question, reason, session_words, title
from app.language import mark as _
from app.outbound.announce import announce
from app.portal.coordinator.blueprint import coordinator, membership
from app.portal.guard import here, tenant_scope
from app.portal.hours_form import Fault
from app.portal.paging import page_of
from app.portal.reader import reader_locale
from app.portal.services import office, services
from app.portal.typed import LONGEST_NOTE, LONGEST_REASON, typed
from app.programmes.models import Person
from app.programmes.versions import zone_of
from app.tenants.audit import Action, note_action

_ON_A_PAGE = 50


@coordinator.get("/worth-a-look")
def worth_looking() -> str:
    """All matters: those nobody has looked at, those asked about, those that are right as they stand."""
    with tenant_scope() as scope:
        found, zone = worth_a_look(scope), zone_of(scope)
        page = page_of((*found.waiting, *found.asked, *found.accepted), _ON_A_PAGE)
        names = names_in(scope, tuple(seen.flag for seen in page.items))
    counts = {"waiting": len(found.waiting), "accepted": len(found.accepted)}
    groups = {
        "waiting": [seen for seen in page.items if seen.look is None],
        "asked": [seen for seen in page.items if seen.look and seen.look.made is Made.ASKED],
        "accepted": [seen for seen in page.items if seen.look and seen.look.made is Made.ACCEPTED],
    }
    return render_template(
        "coordinator/worth_a_look.html",
        groups=groups,
        counts=counts,
        page=page,
        names=names,
        zone=zone,
        words=_words(names),
    )


@coordinator.get("/worth-a-look/<key>")
def flagged(key: str) -> str:
    """One matter with its entries and what was written; that a coordinator read it is noted (C4)."""
    with tenant_scope() as scope:
        seen = _seen(scope, key)
        note_action(
            scope, membership(), Action.FLAG_READ, services().clock(), subject=seen.flag.person_id, note=seen.flag.kind
        )
        return _page(scope, seen)


@coordinator.post("/worth-a-look/<key>/accept")
def flag_accepted(key: str) -> Response | tuple[str, int]:
    """It is right as it stands, with the reason kept."""
    with tenant_scope() as scope:
        seen, note = _seen(scope, key), typed(request.form, "note", LONGEST_REASON)
        if not note:
            faults = (Fault("note", _("Say in a few words why it is right.")),)
            return _page(scope, seen, faults=faults), HTTPStatus.UNPROCESSABLE_ENTITY
        note_look(scope, seen.flag, Made.ACCEPTED, membership(), services().clock(), note=note)
    return redirect(url_for("coordinator.worth_looking"), HTTPStatus.SEE_OTHER)


@coordinator.post("/worth-a-look/<key>/ask")
def flag_asked(key: str) -> Response | tuple[str, int]:
    """The person gets the question by mail, in the coordinator's name; the answer waits with the mails to review."""
    with tenant_scope() as scope:
        seen, question = _seen(scope, key), typed(request.form, "question", LONGEST_NOTE)
        if not question:
            faults = (Fault("question", _("Write the question.")),)
            return _page(scope, seen, faults=faults), HTTPStatus.UNPROCESSABLE_ENTITY
        asked = ask_about(scope, seen.flag, question, membership(), services().clock())
        announce(scope, [asked], office())
    services().wake("outbound", here().tenant_id, None)
    return redirect(url_for("coordinator.worth_looking"), HTTPStatus.SEE_OTHER)


def _seen(scope: TenantScope, key: str) -> Seen:
    return worth_a_look(scope).find(key) or abort(HTTPStatus.NOT_FOUND)


def _page(scope: TenantScope, seen: Seen, *, faults: tuple[Fault, ...] = ()) -> str:
    names = names_in(scope, (seen.flag,))
    person = scope.session.get_one(Person, (scope.tenant_id, asked_person(seen.flag)))
    ready = ready_question(seen.flag, names, person.locale)
    return render_template(
        "coordinator/flag.html",
        seen=seen,
        entries=entries_behind(scope, seen.flag),
        names=names,
        person=person,
        question=request.form.get("question", ready),
        note=request.form.get("note", ""),
        zone=zone_of(scope),
        words=_words(names),
        faults=faults,
    )


def _words(names: Mapping[UUID, str]) -> dict[str, object]:
    """What the templates call to say a flag in the reader's language."""
    locale = reader_locale()
    return {
        "title": lambda flag: title(flag, locale),
        "reason": lambda flag: reason(flag, names, locale),
        "session": lambda live: session_words(live, locale),
        "verdict": lambda stored: verdict_words(stored, locale),
    }
