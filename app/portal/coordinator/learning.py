"""Examples to learn from: the switch, what was kept as it would leave, and the file (docs/learning.md)."""

from http import HTTPStatus
from uuid import UUID

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from app.db import TenantScope
from app.inbound.bounded import Bounded
from app.inbound.learning.case import Case
from app.inbound.learning.export import MOST_AT_ONCE, Example, examples, files_of, how_many, zipped
from app.inbound.learning.keep import discard, keeps_examples, switch
from app.portal.coordinator.blueprint import coordinator, membership
from app.portal.guard import here, tenant_scope
from app.portal.services import services
from app.tenants.audit import Action, note_action


@coordinator.get("/learning")
def learning() -> str:
    """What is kept and why, with each example as it would leave; `?after=` goes on behind one."""
    with tenant_scope() as scope:
        on, number = keeps_examples(scope), how_many(scope)
        found = _shown(scope) if on else []
    return render_template(
        "coordinator/learning.html", on=on, number=number, examples=found, most=MOST_AT_ONCE, after=_given("after")
    )


@coordinator.post("/learning")
def learning_switched() -> Redirect:
    """Switch it on or off; off deletes what was kept."""
    with tenant_scope() as scope:
        switch(scope, membership(), services().clock(), on=request.form.get("state") == "on")
    return _to_page()


@coordinator.post("/learning/<uuid:example_id>/discard")
def learning_discarded(example_id: UUID) -> Redirect:
    """Delete one example: it is not to leave."""
    with tenant_scope() as scope:
        if not discard(scope, example_id, membership(), services().clock()):
            abort(HTTPStatus.NOT_FOUND)
    return _to_page()


@coordinator.get("/learning/cases.zip")
def learning_file() -> Response | Redirect:
    """The examples that the page showed, up to the last of them; that they left the house is noted (C4)."""
    with tenant_scope() as scope:
        found = _shown(scope, until=_given("until")) if keeps_examples(scope) else []
        cases = [one.made for one in found if isinstance(one.made, Case)]
        if not cases:
            return _to_page()
        note_action(scope, membership(), Action.EXAMPLES_EXPORTED, services().clock(), note=str(len(cases)))
    answer = make_response(zipped(files_of(cases)))
    answer.headers["Content-Type"] = "application/zip"
    answer.headers["Content-Disposition"] = f'attachment; filename="cases-{here().slug}.zip"'
    return answer


def _shown(scope: TenantScope, *, until: UUID | None = None) -> list[Example]:
    """The examples of one page, read in a process of their own that may be stopped."""
    with Bounded() as bounded:
        return list(examples(scope, bounded, after=_given("after"), until=until, most=MOST_AT_ONCE))


def _given(name: str) -> UUID | None:
    return request.args.get(name, type=UUID)


def _to_page() -> Redirect:
    return redirect(url_for("coordinator.learning"), HTTPStatus.SEE_OTHER)
