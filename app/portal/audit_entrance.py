"""The page behind an invitation's link: it mails a link and a code to sign in with, and shows nothing else (X1).

The link itself opens nothing, so that it may lie in a mailbox until the audit ends. Nothing happens on GET.
"""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, abort, g, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from app.audits.inviting import audit_behind
from app.audits.models import Audit
from app.audits.scope import live_audit
from app.portal.identity import signed_in_user
from app.portal.services import services
from app.portal.sign_in import BROWSER, write_mail
from app.portal.unsubscribing import hinted
from app.tenants.access import organisation_name
from app.tenants.models import Membership, Tenant
from app.tenants.sign_in import AskedTooOften, ask, new_secret

audit_entrance = Blueprint("audit_entrance", __name__)

Page = str | tuple[str, int] | Response


@audit_entrance.get("/audits/enter/<token>")
def shown(token: str) -> Page:
    """Who invites, and a button that mails the code; straight in for whoever has signed in."""
    place = _place(token)
    if place is None:
        return _nowhere()
    tenant_id, audit_id = place
    with services().database.tenant(tenant_id) as scope:
        audit = scope.session.get_one(Audit, (tenant_id, audit_id))
        auditor = scope.session.get_one(Membership, (tenant_id, audit.membership_id))
        if signed_in_user() == auditor.user_id:
            slug = scope.session.get_one(Tenant, tenant_id).slug
            return redirect(url_for("auditor.sample", tenant=slug, number=audit.number))
        g.page_locale = auditor.locale
        return render_template(
            "auditor/enter.html",
            organisation=organisation_name(scope),
            address=hinted(auditor.email),
            ends_on=audit.ends_on,
            link_token=token,
        )


@audit_entrance.post("/audits/enter/<token>")
def asked(token: str) -> Page:
    """Mail the link and the code to the invited address; the way on is that of signing in."""
    place = _place(token)
    if place is None:
        return _nowhere()
    tenant_id, audit_id = place
    here = services()
    with here.database.tenant(tenant_id) as scope:
        audit = scope.session.get_one(Audit, (tenant_id, audit_id))
        email = scope.session.get_one(Membership, (tenant_id, audit.membership_id)).email
    browser = session.setdefault(BROWSER, new_secret())
    with here.database.platform() as platform:
        try:
            wanted = ask(platform, email, browser=browser, peer=request.remote_addr or "", now=here.clock())
        except AskedTooOften:
            abort(HTTPStatus.TOO_MANY_REQUESTS)
    write_mail([tenant_id], wanted)
    return redirect(url_for("sign_in.code"), HTTPStatus.SEE_OTHER)


def _place(token: str) -> tuple[UUID, UUID] | None:
    """Tenant and audit, while the audit lasts."""
    with services().database.platform() as platform:
        found = audit_behind(platform, token)
    if found is None:
        return None
    with services().database.tenant(found[0]) as scope:
        audit = scope.session.get_one(Audit, found)
        return found if live_audit(scope, audit.number, audit.membership_id, services().clock()) else None


def _nowhere() -> Page:
    return render_template("auditor/ended.html"), HTTPStatus.NOT_FOUND
