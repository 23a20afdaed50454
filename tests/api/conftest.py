"""The application with providers set up, over the tests' database, and an Amazon that has a certificate of its own."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db import Database
from app.http import create_app
from tests.api.amazon import TOPIC, Amazon
from tests.factories.listening import Woken
from tests.factories.tenants import MadeTenant, make_tenant
from tests.portal.pages import NOON, settings

POSTMARK = "mentorpost:a long password"
MAILGUN = "key-of-the-tests"


@pytest.fixture(scope="session")
def amazon() -> Amazon:
    return Amazon()


@pytest.fixture
def woken() -> Woken:
    return Woken()


@pytest.fixture
def made(database: Database) -> MadeTenant:
    return make_tenant(database)


def provided(database: Database, amazon: Amazon, woken: Woken, **values: object) -> Flask:
    """The application, its clock at noon, with all three providers set up but for what `values` say otherwise."""
    known = {
        "postmark_inbound_auth": POSTMARK,
        "mailgun_signing_key": MAILGUN,
        "ses_topic_arns": TOPIC,
        **values,
    }
    return create_app(settings(**known), database, woken, lambda: NOON, fetch=amazon.fetch, authorities=amazon.roots)


@pytest.fixture
def app(database: Database, amazon: Amazon, woken: Woken) -> Flask:
    return provided(database, amazon, woken)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def without_database() -> Iterator[Database]:
    """A database that does not answer: nobody listens there."""
    gone = Database("postgresql+psycopg://app:hidden-word@127.0.0.1:1/gone", pool_size=1)
    yield gone
    gone.close()
