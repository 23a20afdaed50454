"""The application over the tests' database, and browsers in which somebody has signed in."""

from datetime import UTC, date, datetime
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from flask_login import FlaskLoginClient
from itsdangerous import URLSafeTimedSerializer

from app.clock import Clock
from app.config import Settings
from app.db import Database, TenantScope, new_id
from app.dns import Resolver, Zones
from app.http import create_app
from app.inbound.models import MailOutcome, RawMail, ReceivedMail
from app.ledger.append import append
from app.ledger.drafts import ClaimDraft, Evidence, Party
from app.matches.models import CheckIn
from app.portal.identity import SignedIn
from app.programmes.rules import Confirmation
from app.tenants.registration import appoint, register_user
from tests.factories.tenants import MadeTenant
from tests.signing.seals import data_dir

NOON = datetime(2026, 6, 9, 18, 30, tzinfo=UTC)
PERIOD = "2026-05"
SECRET = "a secret for the tests, long enough to be one"


def settings(**values: object) -> Settings:
    """Settings that no variable of the environment changes."""
    return Settings.model_construct(**{"secret_key": SECRET, "http_port": 8000, "data_dir": data_dir(), **values})  # type: ignore[arg-type]


def make_app(
    database: Database, *, clock: Clock = lambda: NOON, resolver: Resolver | None = None, **values: object
) -> Flask:
    """The application as it serves, with a client that can be signed in; nothing is published unless said otherwise."""
    app = create_app(
        settings(**values), database, lambda _queue, _tenant, _mail: None, clock, resolver=resolver or Zones({})
    )
    app.test_client_class = FlaskLoginClient
    return app


def browser(app: Flask, user_id: UUID | None = None, *, language: str = "en-CA") -> FlaskClient:
    """A browser that prefers a language, signed in as a user or as nobody."""
    since = app.extensions["mentorpost"].clock()
    client = app.test_client(user=SignedIn(user_id, since)) if user_id else app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
    return client


def with_forms(client: FlaskClient) -> FlaskClient:
    """The same browser, having opened a form: it sends the token of its session with all that it does."""
    assert isinstance(client.application, Flask)
    with client.session_transaction() as session:
        session["csrf_token"] = "a" * 40
    signer = URLSafeTimedSerializer(client.application.secret_key or "", salt="wtf-csrf-token")
    client.environ_base["HTTP_X_CSRFTOKEN"] = str(signer.dumps("a" * 40))
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


def user_of(database: Database, email: str) -> UUID:
    """The login identity of an address."""
    with database.platform() as session:
        return register_user(session, email)


def add_hours(database: Database, tenant: MadeTenant, *, minutes: int = 90, mode: str = "video") -> None:
    """The mentor was asked about May, and has hours in it."""
    with database.tenant(tenant.tenant_id) as scope:
        append(scope, [claim(tenant, minutes=minutes, mode=mode)], NOON)
        scope.session.add(asked(tenant))


def claim(tenant: MadeTenant, *, minutes: int, mode: str, name: str = "Dan Roy") -> ClaimDraft:
    """Hours of the mentor in May."""
    return ClaimDraft(
        programme_id=tenant.programme_id,
        match_id=tenant.match_id,
        claimant=Party(tenant.mentor_id, name, "M-1"),
        role="mentor",
        period=PERIOD,
        mode=mode,
        minutes=minutes,
        zone="America/Edmonton",
        rules_id=tenant.rules_id,
        rules_number=1,
        confirmation=Confirmation.NOBODY,
        counterparts=(Party(tenant.mentee_id, "Kate Li", "M-2"),),
        evidence=Evidence("lenient", "reply key, enrolled address"),
    )


def asked(tenant: MadeTenant, *, state: str = "open") -> CheckIn:
    """The mentor's check-in about May."""
    return CheckIn(
        tenant_id=tenant.tenant_id,
        programme_id=tenant.programme_id,
        person_id=tenant.mentor_id,
        rules_id=tenant.rules_id,
        role="mentor",
        period=PERIOD,
        state=state,
        opened_at=NOON,
        answer_by=date(2026, 6, 16),
        reminders=0,
    )
