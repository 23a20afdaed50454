"""The web application, put together; imported by `workers.web` and the tests, by nothing below."""

from flask import Flask
from jinja2 import StrictUndefined

from app.api.delivery import delivery
from app.api.door import Authorities, Door, Fetch
from app.api.fetching import web_fetch
from app.api.sns_certificate import web_authorities
from app.api.ways_in import ways_in
from app.clock import Clock, system_clock
from app.config import Settings, required_secret_key
from app.db import Database
from app.development_zone import resolver_for
from app.dns import Resolver
from app.inbound.services import Wake
from app.portal.allow_list import allow_lists
from app.portal.audit_entrance import audit_entrance
from app.portal.auditor.routes import auditor
from app.portal.concerns import concerns
from app.portal.coordinator.routes import coordinator
from app.portal.dev_mailbox.routes import dev_mailbox
from app.portal.errors import install_error_pages
from app.portal.forgery import install_forgery_protection
from app.portal.gallery.routes import gallery
from app.portal.guard import guard_public_forms, require_guards
from app.portal.headers import install_headers
from app.portal.identity import install_identity
from app.portal.ledger_roots import ledger_roots
from app.portal.participant_pages import participant
from app.portal.public import public
from app.portal.reader import install_languages
from app.portal.services import Services, provide
from app.portal.sign_in import sign_in
from app.portal.unsubscribing import unsubscribing
from app.portal.uploads import MemoryRequest
from app.portal.verify import verify

_LARGEST_REQUEST_BYTES = 32_000_000
"""An hour log names every entry of its stretch of the ledger; what stands in other fields Flask bounds at 500 kB."""


def create_app(
    settings: Settings,
    database: Database,
    wake: Wake,
    clock: Clock = system_clock,
    *,
    fetch: Fetch | None = None,
    authorities: Authorities | None = None,
    resolver: Resolver | None = None,
) -> Flask:
    """The pages over these settings and this database; `wake` is called after a commit that leaves work behind.

    `fetch` gets certificates of providers, `authorities` are the roots that may vouch for them, `resolver` looks up
    domains; without them the internet itself is asked, and the roots that browsers trust are taken.

    Raises:
        SettingsError: without a `SECRET_KEY` that is worth the name.
        UnguardedRoute: when a route is neither public by name nor behind a role.

    """
    app = Flask("app.portal")
    app.jinja_options = {
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "extensions": ["jinja2.ext.i18n"],
    }
    secret_key = required_secret_key(settings, "signs the session cookies")
    https = settings.public_url.startswith("https://")
    app.config.update(_cookies(https=https), SECRET_KEY=secret_key, MAX_CONTENT_LENGTH=_LARGEST_REQUEST_BYTES)
    app.request_class = MemoryRequest
    provide(app, Services(settings, database, wake, clock, resolver or resolver_for(settings)))
    install_languages(app)
    install_identity(app)
    install_forgery_protection(app)
    guard_public_forms(app)
    install_headers(app, https=https)
    install_error_pages(app)
    for blueprint in (
        public,
        dev_mailbox,
        gallery,
        sign_in,
        verify,
        unsubscribing,
        allow_lists,
        audit_entrance,
        auditor,
        ledger_roots,
        coordinator,
        concerns,
        participant,
    ):
        app.register_blueprint(blueprint)
    door = Door(settings, database, wake, clock, fetch or web_fetch(), authorities or web_authorities)
    for blueprint in (ways_in(door), delivery(door)):
        app.register_blueprint(blueprint)
    require_guards(app)
    return app


def _cookies(*, https: bool) -> dict[str, object]:
    """`__Host-` binds the cookie to this very host; browsers take that name over HTTPS only."""
    return {
        "SESSION_COOKIE_NAME": "__Host-mentorpost" if https else "mentorpost",
        "SESSION_COOKIE_SECURE": https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
    }
