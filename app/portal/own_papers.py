"""A participant's own papers: the letter for their regulator, what was issued, and their employer (H5)."""

from http import HTTPStatus
from uuid import UUID

from flask import Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.db import TenantScope
from app.language import language_of
from app.language import mark as _
from app.matches.parts import parts_in, programmes_taken_part_in
from app.outbound.letter.paper_dress import dress_of
from app.papers.drawing_up import GIVING, NO_PART, CannotIssue, Order
from app.papers.employers import LONGEST_NAME, employer_of, set_by_mentor
from app.papers.issue import issue, made_again
from app.papers.kinds import Kind
from app.papers.models import IssuedPaper
from app.portal.guard import acting_id, acting_membership, tenant_scope
from app.portal.hours_form import Fault
from app.portal.paper_file import handed_out
from app.portal.paper_form import chosen_locale, read_days, shown_papers
from app.portal.participant import participant
from app.portal.services import services
from app.portal.typed import typed
from app.programmes.models import Person, Programme
from app.programmes.participation import PARTICIPANT
from app.programmes.versions import zone_of


@participant.get("/me/papers")
def papers() -> str:
    """The form for the letter, what was issued so far, and what a mentor says of their employer."""
    with tenant_scope() as scope:
        return _page(scope)


@participant.post("/me/papers/hours")
def hours_letter() -> AnyResponse | tuple[str, int]:
    """The letter that confirms my hours, sealed and noted as issued."""
    with tenant_scope() as scope:
        me, days = _me(scope), read_days()
        programme_id = _programme(scope, me.id)
        if isinstance(days, Fault) or programme_id is None:
            fault = days if isinstance(days, Fault) else Fault("regulator", NO_PART)
            return _page(scope, (fault,)), HTTPStatus.UNPROCESSABLE_ENTITY
        order = Order(Kind.HOURS, me.id, programme_id, chosen_locale(me.locale), *days)
        try:
            made = issue(scope, order, services().clock(), by=acting_membership(PARTICIPANT))
        except CannotIssue as nothing:
            return _page(scope, (Fault("since", nothing.sentence),)), HTTPStatus.UNPROCESSABLE_ENTITY
        dress = dress_of(scope)
    return handed_out(made.paper, dress)


@participant.get("/me/papers/<uuid:paper_id>.pdf")
def paper(paper_id: UUID) -> Response:
    """A paper that was issued for me, once more."""
    with tenant_scope() as scope:
        row = scope.session.get(IssuedPaper, (scope.tenant_id, paper_id))
        if row is None or row.person_id != acting_id(PARTICIPANT):
            abort(HTTPStatus.NOT_FOUND)
        try:
            made = made_again(scope, paper_id)
        except CannotIssue:
            abort(HTTPStatus.GONE)
        dress = dress_of(scope)
    return handed_out(made.paper, dress)


@participant.post("/me/papers/employer")
def employer_named() -> AnyResponse | tuple[str, int]:
    """Keep my employer's name, and whether they may be told my hours."""
    name = " ".join(typed(request.form, "employer", LONGEST_NAME).split())
    with tenant_scope() as scope:
        if not name and "tells_hours" in request.form:
            fault = Fault("employer", _("Write your employer’s name."))
            return _page(scope, (fault,)), HTTPStatus.UNPROCESSABLE_ENTITY
        tells = "tells_hours" in request.form
        set_by_mentor(scope, acting_id(PARTICIPANT), name, services().clock(), tells_hours=tells)
    return redirect(url_for("participant.papers", saved=1), HTTPStatus.SEE_OTHER)


def _me(scope: TenantScope) -> Person:
    return scope.session.get_one(Person, (scope.tenant_id, acting_id(PARTICIPANT)))


def _programme(scope: TenantScope, person_id: UUID) -> UUID | None:
    """The programme that the form names, else the newest; `None` where the person has taken part in none."""
    mine = programmes_taken_part_in(scope, person_id)
    wanted = request.form.get("programme", type=UUID)
    if wanted and wanted not in mine:
        abort(HTTPStatus.NOT_FOUND)
    return wanted or next(iter(mine), None)


def _page(scope: TenantScope, faults: tuple[Fault, ...] = ()) -> str:
    me = _me(scope)
    mine = programmes_taken_part_in(scope, me.id)
    parts = [part for one in mine for part in parts_in(scope, one, person_id=me.id)[me.id]]
    return render_template(
        "participant/papers.html",
        person=me,
        programmes=[scope.session.get_one(Programme, (scope.tenant_id, one)) for one in mine],
        papers=shown_papers(scope, me.id),
        gives=any(part.role in GIVING for part in parts),
        employer=employer_of(scope, me.id),
        language=language_of(me.locale),
        zone=zone_of(scope),
        faults=faults,
        values=request.form,
        saved="saved" in request.args,
    )
