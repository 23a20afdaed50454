"""The page behind the link in each mail that stops it (I8): nothing happens on GET, one POST is enough (RFC 8058).

Mail programs post there themselves, without a cookie: the secret in the address vouches for whoever has the mail.
"""

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus

from flask import Blueprint, g, render_template, request

from app.db import TenantScope
from app.events import Event
from app.outbound.announce import announce
from app.outbound.reach.unsubscribe_links import Unsubscriber, unsubscriber_of
from app.outbound.reach.unsubscribing import resume_by_link, stop_by_link
from app.portal.services import office, services
from app.programmes.models import Person, Programme

unsubscribing = Blueprint("unsubscribing", __name__)

_ONE_CLICK = b"one-click"
"""The value that RFC 8058 3.1 has posted; our own button posts the same."""
_LARGEST_POST_BYTES = 10_000

Act = Callable[[TenantScope, Unsubscriber, datetime], list[Event]]
Page = str | tuple[str, int]


@unsubscribing.get("/unsubscribe/<token>")
def offered(token: str) -> Page:
    """What would stop, and a button; or the way back, if it has stopped."""
    who = _who(token)
    return _page(who, token) if who else _unknown()


@unsubscribing.post("/unsubscribe/<token>")
def stopped(token: str) -> Page:
    """Stop the mail at once; a second time changes nothing."""
    who = _who(token)
    if who is None:
        return _unknown()
    request.max_content_length = _LARGEST_POST_BYTES
    if _ONE_CLICK not in request.get_data().lower():
        return _page(who, token), HTTPStatus.UNPROCESSABLE_ENTITY
    _act(who, stop_by_link)
    return _page(who, token, just_now=True)


@unsubscribing.post("/unsubscribe/<token>/resume")
def resumed(token: str) -> Page:
    """Let the mail come again."""
    who = _who(token)
    if who is None:
        return _unknown()
    _act(who, resume_by_link)
    return _page(who, token, just_now=True)


def _who(token: str) -> Unsubscriber | None:
    """Whose mail it is, if they are still there."""
    with services().database.platform() as session:
        who = unsubscriber_of(session, token)
    if who is None:
        return None
    with services().database.tenant(who.tenant_id) as scope:
        return who if scope.session.get(Person, (who.tenant_id, who.person_id)) else None


def _act(who: Unsubscriber, act: Act) -> None:
    here = services()
    with here.database.tenant(who.tenant_id) as scope:
        announce(scope, act(scope, who, here.clock()), office())
    here.wake("outbound", who.tenant_id, None)


def _page(who: Unsubscriber, token: str, *, just_now: bool = False) -> str:
    with services().database.tenant(who.tenant_id) as scope:
        person = scope.session.get_one(Person, (who.tenant_id, who.person_id))
        programme = scope.session.get_one(Programme, (who.tenant_id, who.programme_id))
        g.page_locale = person.locale
        return render_template(
            "unsubscribing/stop.html",
            address=hinted(person.email),
            programme=programme.name,
            has_stopped=person.unsubscribed_at is not None,
            just_now=just_now,
            link_token=token,
        )


def _unknown() -> Page:
    return render_template("unsubscribing/unknown.html"), HTTPStatus.NOT_FOUND


def hinted(email: str) -> str:
    """Enough of an address for its owner, and not more for whoever was sent the mail."""
    local, _, domain = email.rpartition("@")
    return f"{local[:1]}…@{domain}"
