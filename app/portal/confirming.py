"""What waits for a participant's own word: hours that others logged with them (H3). The buttons do what a mail does."""

from http import HTTPStatus
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.attestations.lines import items_by_id
from app.attestations.outcomes import Said, Verdict
from app.attestations.waiting import waiting_for
from app.db import TenantScope
from app.inbound.confirming.confirming_by_hand import NotAsked, answer_on_page
from app.language import mark as _
from app.portal.guard import acting_id, here, tenant_scope
from app.portal.hours_form import Fault, Values, minutes_in
from app.portal.participant import participant
from app.portal.services import office, services
from app.portal.typed import LONGEST_NOTE, typed
from app.programmes.participation import PARTICIPANT


@participant.get("/me/confirm")
def confirming() -> str:
    """The hours that wait for my word."""
    with tenant_scope() as scope:
        return _page(scope)


@participant.post("/me/confirm")
def confirmed() -> Response:
    """They are right: all that the form names, or one."""
    _answer([Verdict(item_id, yes=True) for item_id in request.form.getlist("item", type=UUID)])
    return _back()


@participant.post("/me/confirm/<uuid:item_id>/differs")
def differing(item_id: UUID) -> Response | tuple[str, int]:
    """One is not: what is right, and in which words."""
    words, given = typed(request.form, "words", LONGEST_NOTE), request.form.get("hours", "").strip()
    minutes = minutes_in(given) if given else None
    faults = differing_faults(item_id, words, given, minutes)
    if faults:
        with tenant_scope() as scope:
            if not items_by_id(scope, [item_id]):
                abort(HTTPStatus.NOT_FOUND)
            return _page(scope, request.form, faults, item_id), HTTPStatus.UNPROCESSABLE_ENTITY
    _answer([Verdict(item_id, yes=False, said=Said(minutes), words=words)])
    return _back()


WHAT_DIFFERS = _("Say in a few words what differs.")
WHAT_WAS_TOLD = _("Write in a few words what you were told.")
WHY = _("Write the reason, which both sides read.")


def differing_faults(
    item_id: UUID, words: str, given: str, minutes: int | None, *, wanted: str = WHAT_DIFFERS
) -> tuple[Fault, ...]:
    """What keeps a form that says otherwise from being taken; `wanted` is said where it comes without words."""
    bad = () if minutes is not None or not given else (Fault(f"hours-{item_id}", _("Write hours like 1.5 or 1:30.")),)
    return bad if words else (*bad, Fault(f"words-{item_id}", wanted))


def _answer(verdicts: list[Verdict]) -> None:
    with tenant_scope() as scope:
        try:
            answer_on_page(scope, office(), acting_id(PARTICIPANT), verdicts)
        except NotAsked:
            abort(HTTPStatus.NOT_FOUND)
    services().wake("outbound", here().tenant_id, None)


def _back() -> Response:
    return redirect(url_for("participant.confirming"), HTTPStatus.SEE_OTHER)


def _page(
    scope: TenantScope, values: Values | None = None, faults: tuple[Fault, ...] = (), item_id: UUID | None = None
) -> str:
    return render_template(
        "participant/confirming.html",
        lines=waiting_for(scope, acting_id(PARTICIPANT)),
        values=values or {},
        faults=faults,
        opened=item_id,
    )
