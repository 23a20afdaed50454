"""Signing in by mail (U2): ask, open the link or type the code, go to one's page; and signing out.

Nothing happens on GET: programs that look at links in mails would use them up.
"""

from collections.abc import Iterable
from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from app.events import SignInAsked
from app.outbound.announce import announce
from app.portal.entrances import Entrance, entrances_of
from app.portal.identity import begin_session, end_session, signed_in_user
from app.portal.services import office, services
from app.tenants.registration import places_of
from app.tenants.sign_in import Asked, AskedTooOften, ask, is_usable, new_secret, redeem_code, redeem_link

sign_in = Blueprint("sign_in", __name__)

BROWSER = "browser"
_LONGEST_ADDRESS = 254  # RFC 5321 4.5.3.1.3, without the angle brackets


@sign_in.get("/sign-in")
def address() -> str | Response:
    """The form that asks for an address."""
    if signed_in_user():
        return redirect(url_for("sign_in.places"))
    return render_template("sign_in/address.html", fault=False)


@sign_in.post("/sign-in")
def address_given() -> str | Response | tuple[str, int]:
    """Write the mail if the address is known; the answer is the same if it is not."""
    given = request.form.get("email", "").strip()
    if "@" not in given or len(given) > _LONGEST_ADDRESS:
        return render_template("sign_in/address.html", fault=True), HTTPStatus.UNPROCESSABLE_ENTITY
    browser = session.setdefault(BROWSER, new_secret())
    with services().database.platform() as platform:
        try:
            asked = ask(platform, given, browser=browser, peer=request.remote_addr or "", now=services().clock())
        except AskedTooOften:
            abort(HTTPStatus.TOO_MANY_REQUESTS)
        places = places_of(platform, asked.user_id) if asked.user_id else []
    write_mail([tenant_id for tenant_id, _ in places], asked)
    return redirect(url_for("sign_in.code"), HTTPStatus.SEE_OTHER)


@sign_in.get("/sign-in/code")
def code() -> str:
    """What happens now, and where to type the code."""
    return render_template("sign_in/code.html", fault=False)


@sign_in.post("/sign-in/code")
def code_given() -> Response | tuple[str, int]:
    """Sign in by the code, in the browser that asked."""
    with services().database.platform() as platform:
        user_id = redeem_code(
            platform, request.form.get("code", ""), browser=session.get(BROWSER, ""), now=services().clock()
        )
    if user_id is None:
        return render_template("sign_in/code.html", fault=True), HTTPStatus.UNPROCESSABLE_ENTITY
    return _welcome(user_id)


@sign_in.get("/sign-in/link/<token>")
def link(token: str) -> str | tuple[str, int]:
    """The page behind the link in the mail: a button. Looking at it changes nothing."""
    with services().database.platform() as platform:
        usable = is_usable(platform, token, now=services().clock())
    if not usable:
        return render_template("sign_in/used.html"), HTTPStatus.GONE
    return render_template("sign_in/link.html", token_of_link=token, other_browser=BROWSER not in session)


@sign_in.post("/sign-in/link/<token>")
def link_followed(token: str) -> Response | tuple[str, int]:
    """Sign in by the link, in the browser that asked."""
    with services().database.platform() as platform:
        user_id = redeem_link(platform, token, browser=session.get(BROWSER, ""), now=services().clock())
    if user_id is None:
        return render_template("sign_in/used.html"), HTTPStatus.GONE
    return _welcome(user_id)


@sign_in.get("/start")
def places() -> str | Response:
    """Where the user may go; straight there when there is only one way."""
    user_id = signed_in_user()
    if user_id is None:
        abort(HTTPStatus.UNAUTHORIZED)
    found = entrances_of(services().database, user_id, services().clock())
    if len(found) == 1:
        return redirect(_address(found[0]))
    return render_template("sign_in/places.html", places=[(each, _address(each)) for each in found])


@sign_in.post("/sign-out")
def sign_out() -> Response:
    """End the session in this browser."""
    end_session()
    return redirect(url_for("public.home"), HTTPStatus.SEE_OTHER)


def write_mail(tenant_ids: Iterable[UUID], asked: Asked) -> None:
    """The mail with link and code, in the name of the first of these organisations in which the reader is somebody."""
    here = services()
    if asked.user_id is None:
        return
    followed = f"{here.settings.public_url}{url_for('sign_in.link', token=asked.token)}"
    for tenant_id in tenant_ids:
        with here.database.tenant(tenant_id) as scope:
            wrote = announce(scope, [SignInAsked(asked.sign_in_id, asked.user_id, followed, asked.code)], office())
        if wrote:
            here.wake("outbound", tenant_id, None)
            return


def _welcome(user_id: UUID) -> Response:
    begin_session(user_id)
    return redirect(url_for("sign_in.places"), HTTPStatus.SEE_OTHER)


def _address(entrance: Entrance) -> str:
    return url_for(entrance.endpoint, tenant=entrance.slug)
