"""The application over the tests' database, and browsers in which somebody has signed in."""

from datetime import UTC, datetime
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from flask_login import FlaskLoginClient

from app.clock import Clock
from app.config import Settings
from app.db import Database, TenantScope, new_id
from app.http import create_app
from app.inbound.models import MailOutcome, RawMail, ReceivedMail
from app.portal.identity import SignedIn
from app.tenants.registration import appoint, register_user
from tests.factories.tenants import MadeTenant

NOON = datetime(2026, 6, 9, 18, 30, tzinfo=UTC)
SECRET = "a secret for the tests, long enough to be one"


def settings(**values: object) -> Settings:
    """Settings that no variable of the environment changes."""
    return Settings.model_construct(**{"secret_key": SECRET, "http_port": 8000, **values})  # type: ignore[arg-type]


def make_app(database: Database, *, clock: Clock = lambda: NOON, **values: object) -> Flask:
    """The application as it serves, with a client that can be signed in."""
    app = create_app(settings(**values), database, lambda _queue, _tenant, _mail: None, clock)
    app.test_client_class = FlaskLoginClient
    return app


def browser(app: Flask, user_id: UUID | None = None, *, language: str = "en-CA") -> FlaskClient:
    """A browser that prefers a language, signed in as a user or as nobody."""
    client = app.test_client(user=SignedIn(user_id)) if user_id else app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
    return client


def add_member(database: Database, tenant: MadeTenant, role: str, *, locale: str = "en-CA") -> UUID:
    """A new user with one role in the tenant; their login identity."""
    address = f"{role}.{new_id().hex[-8:]}@{tenant.slug}.example"
    with database.platform() as session:
        user_id = register_user(session, address)
    with database.tenant(tenant.tenant_id) as scope:
        appoint(scope, user_id, role=role, name=f"Member of {tenant.slug}", email=address, locale=locale)
    return user_id


def add_waiting_mail(
    scope: TenantScope, outcome: str, reason: str, sender: str, *, detail: str = "", restricted: bool = False
) -> UUID:
    """A mail that came and has this outcome."""
    raw = RawMail(
        tenant_id=scope.tenant_id, id=new_id(), digest=new_id().bytes * 2, content=b"", first_received_at=NOON
    )
    mail = ReceivedMail(
        tenant_id=scope.tenant_id,
        id=new_id(),
        raw_mail_id=raw.id,
        recipient="programme:mentoring",
        envelope={"mail_from": sender},
        received_at=NOON,
    )
    decided = MailOutcome(
        tenant_id=scope.tenant_id,
        received_mail_id=mail.id,
        outcome=outcome,
        reason=reason,
        detail=detail,
        restricted=restricted,
        decided_at=NOON,
        is_current=True,
    )
    for row in (raw, mail, decided):
        scope.session.add(row)
        scope.session.flush()
    return mail.id
