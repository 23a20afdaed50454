"""An auditor's audits, the members of one, and the draw of its sample (X1, X5)."""

from http import HTTPStatus

from flask import Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from app.audits.answers import asked_in
from app.audits.drawing import AlreadyFixed, draw_of, draw_sample, fix_seed
from app.audits.looks import note_look
from app.audits.overview import member_rows
from app.audits.published import published
from app.audits.scope import live_audits
from app.audits.scope_words import scope_lines
from app.audits.told import scope_told
from app.portal.auditor.blueprint import audit_here, auditor, membership
from app.portal.guard import tenant_scope
from app.portal.reader import reader_locale
from app.portal.services import services
from app.portal.typed import typed
from app.programmes.versions import zone_of
from app.tenants.access import organisation_name
from app.tenants.audit import Action

LONGEST_SEED = 200


@auditor.get("/audits")
def home() -> str | Redirect:
    """The audits that are open; straight to it when there is one."""
    with tenant_scope() as scope:
        found = live_audits(scope, membership(), services().clock())
        if len(found) == 1:
            return redirect(url_for("auditor.sample", number=found[0].number))
        audits = [(audit.number, scope_lines(scope_told(scope, audit), reader_locale())) for audit in found]
        return render_template("auditor/home.html", audits=audits, organisation=organisation_name(scope))


@auditor.get("/audits/<int:number>")
def sample(number: int) -> str:
    """The members with their hours and who confirmed them; before the draw, how to draw."""
    return _page(number)


@auditor.post("/audits/<int:number>/seed")
def seed_chosen(number: int) -> Redirect | tuple[str, int]:
    """Fix the words from which the sample follows; they never change."""
    seed = " ".join(typed(request.form, "seed", LONGEST_SEED).split())
    if not seed:
        return _page(number, seed_missing=True), HTTPStatus.UNPROCESSABLE_ENTITY
    now = services().clock()
    with tenant_scope() as scope:
        audit = audit_here(scope, number)
        if draw_of(scope, audit):
            try:
                fix_seed(scope, audit, seed, membership(), now)
            except AlreadyFixed:
                return redirect(url_for("auditor.sample", number=number), HTTPStatus.SEE_OTHER)
            note_look(scope, audit, Action.AUDIT_SEED_FIXED, now, note=seed)
    return redirect(url_for("auditor.sample", number=number), HTTPStatus.SEE_OTHER)


@auditor.post("/audits/<int:number>/draw")
def drawn(number: int) -> Redirect:
    """Draw the sample from list and seed."""
    with tenant_scope() as scope:
        audit = audit_here(scope, number)
        draw = draw_of(scope, audit)
        if draw and draw.seed and not draw.drawn:
            draw_sample(scope, audit)
            note_look(scope, audit, Action.AUDIT_SAMPLE_DRAWN, services().clock())
    return redirect(url_for("auditor.sample", number=number), HTTPStatus.SEE_OTHER)


@auditor.get("/audits/<int:number>/draw.json")
def draw_file(number: int) -> Response | tuple[str, int]:
    """List, seed and result, to draw again without us: `mentorpost sample` does it."""
    with tenant_scope() as scope:
        audit = audit_here(scope, number)
        draw = draw_of(scope, audit)
        if draw is None or not draw.drawn:
            return _page(number), HTTPStatus.NOT_FOUND
        note_look(scope, audit, Action.AUDIT_LIST_DOWNLOADED, services().clock())
        response = make_response(published(draw))
    response.headers["Content-Type"] = "application/json"
    response.headers["Content-Disposition"] = f'attachment; filename="draw-{number}.json"'
    return response


def _page(number: int, *, seed_missing: bool = False) -> str:
    with tenant_scope() as scope:
        audit = audit_here(scope, number)
        draw = draw_of(scope, audit)
        waits = draw is not None and not draw.drawn
        if not waits:
            note_look(scope, audit, Action.AUDIT_SAMPLE_SEEN, services().clock())
        return render_template(
            "auditor/sample.html",
            number=number,
            scope=scope_lines(scope_told(scope, audit), reader_locale()),
            draw=draw,
            rows=() if waits else member_rows(scope, audit, asked_in(scope, audit.id)),
            organisation=organisation_name(scope),
            zone=zone_of(scope),
            seed_missing=seed_missing,
        )
