"""Who may record: how strictly a reply's sender is checked (I9, docs/mail.md)."""

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from app.language import mark as _
from app.portal.coordinator.blueprint import coordinator, membership
from app.portal.guard import tenant_scope
from app.portal.services import services
from app.tenants.sender_policy import SenderPolicy, choose_sender_policy, sender_policy

POLICIES: dict[SenderPolicy, tuple[str, str]] = {
    SenderPolicy.NORMAL: (
        _("Normal"),
        _("The member’s own address, and proof that their mail provider sent it. This suits nearly everybody."),
    ),
    SenderPolicy.STRICT: (
        _("Strict"),
        _("Besides, a reply to a mail of ours, signed by the provider of that address. More mails wait for you."),
    ),
    SenderPolicy.LENIENT: (
        _("Lenient"),
        _("The member’s address alone, without any proof. Whoever has seen a mail of ours could write in their name."),
    ),
}
"""Each policy's name and what it asks for, as a coordinator reads them."""


@coordinator.get("/senders")
def senders() -> str:
    """The policy in force, and the others."""
    with tenant_scope() as scope:
        chosen = sender_policy(scope)
    return render_template("coordinator/senders.html", policies=POLICIES, chosen=chosen, saved="saved" in request.args)


@coordinator.post("/senders")
def senders_chosen() -> Redirect:
    """Choose another; it holds for the mails that come from now on. A form that names none changes nothing."""
    said = request.form.get("policy", "")
    if said not in list(SenderPolicy):
        return redirect(url_for("coordinator.senders"), HTTPStatus.SEE_OTHER)
    with tenant_scope() as scope:
        choose_sender_policy(scope, SenderPolicy(said), membership(), services().clock())
    return redirect(url_for("coordinator.senders", saved=1), HTTPStatus.SEE_OTHER)
