"""Hours for which a coordinator is wanted: disputes, what is theirs to confirm, and who has not answered (H3, P8)."""

from collections.abc import Callable
from http import HTTPStatus
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.attestations.lines import items_by_id
from app.attestations.outcomes import Said, Verdict
from app.db import TenantScope
from app.inbound.by_hand import SOURCES, Hand
from app.inbound.confirming.confirming_by_hand import Decided, NotAsked, answer_as_staff, decide, enter_answer
from app.language import mark as _
from app.outbound.shown.to_confirm import to_confirm
from app.portal.confirming import WHAT_WAS_TOLD, WHY, differing_faults
from app.portal.coordinator.blueprint import coordinator, membership
from app.portal.guard import here, tenant_scope
from app.portal.hours_form import Fault, minutes_in
from app.portal.services import office, services
from app.portal.typed import LONGEST_NOTE, typed
from app.programmes.versions import zone_of

STANDS, CORRECT, AS_TOLD = "stands", "correct", "as_told"
RIGHT, DIFFERS = "right", "differs"

Step = Callable[[TenantScope], object]


@coordinator.get("/confirmations")
def confirmations() -> str:
    """All three lists."""
    with tenant_scope() as scope:
        return _page(scope)


@coordinator.post("/confirmations")
def hours_confirmed() -> Response:
    """Confirm all that the form names, or one."""
    verdicts = [Verdict(item_id, yes=True) for item_id in request.form.getlist("item", type=UUID)]
    return _done(lambda scope: answer_as_staff(scope, office(), Hand(membership()), verdicts))


@coordinator.post("/confirmations/<uuid:item_id>/doubt")
def hours_doubted(item_id: UUID) -> Response | tuple[str, int]:
    """One that the coordinator is asked about is not right, and why."""
    words, given, minutes = _typed()
    if faults := differing_faults(item_id, words, given, minutes):
        return _refused(item_id, faults)
    verdict = Verdict(item_id, yes=False, said=Said(minutes), words=words)
    return _done(lambda scope: answer_as_staff(scope, office(), Hand(membership(), words), [verdict]))


@coordinator.post("/confirmations/<uuid:item_id>/told")
def answer_told(item_id: UUID) -> Response | tuple[str, int]:
    """Enter what somebody who was asked has told the coordinator (I11)."""
    words, given, minutes = _typed()
    source, yes = request.form.get("source", ""), request.form.get("answer") == RIGHT
    faults = differing_faults(item_id, words, "" if yes else given, minutes, wanted=WHAT_WAS_TOLD)
    if source not in SOURCES:
        faults = (*faults, Fault(f"source-{item_id}", _("Say how you were told.")))
    if faults:
        return _refused(item_id, faults)
    verdict = Verdict(item_id, yes=yes, said=Said() if yes else Said(minutes), words=words)
    return _done(lambda scope: enter_answer(scope, office(), Hand(membership(), words), verdict, source))


@coordinator.post("/confirmations/<uuid:item_id>/decide")
def dispute_decided(item_id: UUID) -> Response | tuple[str, int]:
    """Settle a dispute, with the reason that both sides read."""
    words, given, minutes = _typed()
    corrects = request.form.get("decision") == CORRECT
    told = (given, minutes) if corrects else ("", None)
    faults = differing_faults(item_id, words, *told, wanted=WHY)
    if corrects and not given:
        faults = (*faults, Fault(f"hours-{item_id}", _("Write hours like 1.5 or 1:30.")))
    if faults:
        return _refused(item_id, faults)
    as_told = request.form.get("decision") == AS_TOLD
    decided = Decided(item_id, words, minutes if corrects else None, as_told=as_told)
    return _done(lambda scope: decide(scope, office(), Hand(membership()), decided))


def _typed() -> tuple[str, str, int | None]:
    """The words, the hours as they were typed, and their minutes."""
    given = request.form.get("hours", "").strip()
    return typed(request.form, "words", LONGEST_NOTE), given, minutes_in(given) if given else None


def _done(step: Step) -> Response:
    with tenant_scope() as scope:
        try:
            step(scope)
        except NotAsked:
            abort(HTTPStatus.NOT_FOUND)
    services().wake("outbound", here().tenant_id, None)
    return redirect(url_for("coordinator.confirmations"), HTTPStatus.SEE_OTHER)


def _refused(item_id: UUID, faults: tuple[Fault, ...]) -> tuple[str, int]:
    with tenant_scope() as scope:
        if not items_by_id(scope, [item_id]):
            abort(HTTPStatus.NOT_FOUND)
        return _page(scope, item_id, faults), HTTPStatus.UNPROCESSABLE_ENTITY


def _page(scope: TenantScope, opened: UUID | None = None, faults: tuple[Fault, ...] = ()) -> str:
    return render_template(
        "coordinator/confirmations.html",
        found=to_confirm(scope, services().clock()),
        zone=zone_of(scope),
        opened=opened,
        faults=faults,
        values=request.form if faults else {},
    )
