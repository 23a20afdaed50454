"""Proof: where the daily roots go, and whether hour logs show what members wrote (X2, docs/hour-log.md)."""

from http import HTTPStatus
from typing import Final

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from app.address_spelling import BadAddress, required_address
from app.language import mark as _
from app.portal.coordinator.blueprint import coordinator, membership
from app.portal.guard import tenant_scope
from app.portal.hours_form import Fault
from app.portal.services import services
from app.portal.typed import typed
from app.tenants.proofs import Proofs, choose_proofs, proofs_of

_LONGEST_ADDRESS: Final = 254


@coordinator.get("/proofs")
def proofs() -> str:
    """What holds now, and the way to the published roots."""
    with tenant_scope() as scope:
        held = proofs_of(scope)
    return _page(held.roots_to or "", shows_words=held.shows_words)


@coordinator.post("/proofs")
def proofs_chosen() -> Redirect | tuple[str, int]:
    """Choose otherwise; it holds for the roots and the logs that are made from now on."""
    said, shows_words = typed(request.form, "roots_to", _LONGEST_ADDRESS), "shows_words" in request.form
    try:
        roots_to = required_address(said) if said else None
    except BadAddress:
        fault = Fault("roots_to", _("Write a mail address."))
        return _page(said, shows_words=shows_words, faults=(fault,)), HTTPStatus.UNPROCESSABLE_ENTITY
    with tenant_scope() as scope:
        choose_proofs(scope, Proofs(roots_to, shows_words), membership(), services().clock())
    return redirect(url_for("coordinator.proofs", saved=1), HTTPStatus.SEE_OTHER)


def _page(roots_to: str, *, shows_words: bool, faults: tuple[Fault, ...] = ()) -> str:
    return render_template(
        "coordinator/proofs.html",
        roots_to=roots_to,
        shows_words=shows_words,
        faults=faults,
        saved="saved" in request.args,
    )
