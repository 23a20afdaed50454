"""Letters and certificates: for one person or a whole cohort, looked at, mailed or handed out, in own words (H5)."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from flask import Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.db import TenantScope
from app.events import PaperIssued
from app.language import LANGUAGES
from app.matches.parts import cohorts_in
from app.outbound.announce import announce
from app.outbound.letter.paper_dress import dress_of
from app.papers.drawing_up import CannotIssue
from app.papers.employers import LONGEST_NAME, set_by_coordinator
from app.papers.facts import OwnParagraphs
from app.papers.issue import issue, made_again, preview
from app.papers.kinds import TITLES, Kind
from app.papers.models import IssuedPaper
from app.papers.wording import LONGEST, paragraphs, write_paragraphs
from app.portal.coordinator.blueprint import ROLE, coordinator, membership
from app.portal.guard import acting_membership, here, tenant_scope
from app.portal.hours_form import Fault
from app.portal.paging import page_of
from app.portal.paper_choice import PLACE, Choice, choice_of, lines_of, people_of, programmes_of, wanted
from app.portal.paper_file import handed_out, looked_at
from app.portal.paper_form import shown_papers
from app.portal.reader import reader_locale
from app.portal.services import office, services
from app.portal.typed import typed
from app.programmes.models import Person
from app.programmes.versions import zone_of
from app.tenants.audit import Action, note_action

_ON_A_PAGE = {Kind.HOURS: 25, Kind.RECOGNITION: 25, Kind.COMPLETION: 10}
"""People listed at once: for each it is looked up whether there is something to confirm, which may want counting."""


@coordinator.get("/papers")
def papers() -> str:
    """Everybody of a programme or cohort, and for whom the paper can be issued."""
    with tenant_scope() as scope:
        return _page(scope)


@coordinator.post("/papers")
def papers_issued() -> AnyResponse | tuple[str, int]:
    """Issue and mail: to everybody listed who can get it, or to those who are ticked."""
    now = services().clock()
    with tenant_scope() as scope:
        choice, fault = choice_of(scope)
        if choice is None or fault:
            return _page(scope, fault), HTTPStatus.UNPROCESSABLE_ENTITY
        issued, left = 0, 0
        for person in wanted(scope, choice):
            try:
                made = issue(scope, choice.order(person), now, by=acting_membership(ROLE))
            except CannotIssue:
                left += 1
                continue
            announce(scope, [PaperIssued(made.paper_id)], office())
            _note(scope, choice, person, "mail")
            issued += 1
    services().wake("outbound", here().tenant_id, None)
    return _back(issued=issued, left=left)


@coordinator.get("/papers/preview/<uuid:person_id>")
def paper_preview(person_id: UUID) -> Response:
    """The paper as it would be; nothing is issued."""
    with tenant_scope() as scope:
        choice, person = _asked(scope, person_id)
        try:
            return looked_at(scope, preview(scope, choice.order(person), services().clock()))
        except CannotIssue:
            abort(HTTPStatus.NOT_FOUND)


@coordinator.post("/papers/download/<uuid:person_id>")
def paper_handed_out(person_id: UUID) -> AnyResponse:
    """Issue one and hand out the file; nobody gets a mail."""
    with tenant_scope() as scope:
        choice, person = _asked(scope, person_id)
        try:
            made = issue(scope, choice.order(person), services().clock(), by=acting_membership(ROLE))
        except CannotIssue:
            abort(HTTPStatus.NOT_FOUND)
        _note(scope, choice, person, "file")
        dress = dress_of(scope)
    return handed_out(made.paper, dress)


@coordinator.get("/people/<uuid:person_id>/papers")
def papers_of_person(person_id: UUID) -> str:
    """What was issued for one person."""
    with tenant_scope() as scope:
        person = scope.session.get(Person, (scope.tenant_id, person_id)) or abort(HTTPStatus.NOT_FOUND)
        found = shown_papers(scope, person_id)
        return render_template("coordinator/papers_of.html", person=person, papers=found, zone=zone_of(scope))


@coordinator.get("/papers/issued/<uuid:paper_id>.pdf")
def paper_again(paper_id: UUID) -> Response:
    """A paper that was issued, once more."""
    with tenant_scope() as scope:
        if scope.session.get(IssuedPaper, (scope.tenant_id, paper_id)) is None:
            abort(HTTPStatus.NOT_FOUND)
        try:
            made = made_again(scope, paper_id)
        except CannotIssue:
            abort(HTTPStatus.GONE)
        note_action(scope, membership(), Action.PAPER_ISSUED, services().clock(), subject=paper_id, note="again")
        dress = dress_of(scope)
    return handed_out(made.paper, dress)


@coordinator.post("/papers/employer/<uuid:person_id>")
def employer_named(person_id: UUID) -> AnyResponse:
    """Keep the name of a mentor's employer; whether they are told the hours, the mentor alone says."""
    name = " ".join(typed(request.form, "employer", LONGEST_NAME).split())
    with tenant_scope() as scope:
        _, person = _asked(scope, person_id)
        set_by_coordinator(scope, person.id, name)
        note_action(scope, membership(), Action.EMPLOYER_NAMED, services().clock(), subject=person.id)
    return _back()


@coordinator.post("/papers/words")
def paper_words_written() -> AnyResponse | tuple[str, int]:
    """Put the organisation's own paragraphs into force; empty ones take them away."""
    with tenant_scope() as scope:
        choice, fault = choice_of(scope)
        language = request.form.get("in", "")
        if choice is None or language not in LANGUAGES:
            return _page(scope, fault), HTTPStatus.UNPROCESSABLE_ENTITY
        longest = LONGEST[choice.kind]
        words = OwnParagraphs(typed(request.form, "opening", longest), typed(request.form, "closing", longest))
        write_paragraphs(
            scope,
            choice.programme.id,
            choice.kind,
            language,
            words,
            membership_id=membership(),
            at=services().clock(),
        )
    return _back(saved=1)


def _asked(scope: TenantScope, person_id: UUID) -> tuple[Choice, Person]:
    """The choice and a person of the tenant; whoever has no part in the programme gets no paper anyway."""
    choice, fault = choice_of(scope)
    person = scope.session.get(Person, (scope.tenant_id, person_id))
    if choice is None or fault or person is None:
        abort(HTTPStatus.NOT_FOUND)
    return choice, person


def _note(scope: TenantScope, choice: Choice, person: Person, how: str) -> None:
    note = f"{choice.kind.value} {how}"
    note_action(scope, membership(), Action.PAPER_ISSUED, services().clock(), subject=person.id, note=note)


def _page(scope: TenantScope, fault: Fault | None = None) -> str:
    choice, found = choice_of(scope)
    fault = fault or found
    people = page_of(people_of(scope, choice) if choice and not fault else (), _ON_A_PAGE[choice.kind] if choice else 1)
    return render_template(
        "coordinator/papers.html",
        choice=choice,
        programmes=programmes_of(scope),
        cohorts=cohorts_in(scope, choice.programme.id) if choice else (),
        kinds=TITLES,
        people=people,
        lines=lines_of(scope, choice, people.items, services().clock(), reader_locale()) if choice else (),
        words={one: paragraphs(scope, choice.programme.id, choice.kind, one).words for one in LANGUAGES}
        if choice
        else {},
        longest=LONGEST[choice.kind] if choice else 0,
        faults=(fault,) if fault else (),
        values=request.values,
        place={name: request.values[name] for name in PLACE if request.values.get(name)},
    )


def _back(**said: Any) -> AnyResponse:
    place: dict[str, Any] = {name: request.values[name] for name in PLACE if request.values.get(name)}
    return redirect(url_for("coordinator.papers", **place, **said), HTTPStatus.SEE_OTHER)
