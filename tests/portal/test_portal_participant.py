"""A participant's own page: my record, and the log of it (U2, X2)."""

import json

import pytest
from flask.testing import FlaskClient

from app.db import Database
from app.exports.checks.sealed_file import open_pdf
from tests.factories.tenants import MadeTenant, make_tenant
from tests.portal.pages import add_hours, browser, make_app, user_of
from tests.signing.seals import roots


@pytest.fixture
def tenant(database: Database) -> MadeTenant:
    made = make_tenant(database)
    add_hours(database, made)
    return made


@pytest.fixture
def mentor(database: Database, tenant: MadeTenant) -> FlaskClient:
    return browser(make_app(database), user_of(database, tenant.mentor_email))


def test_my_record_shows_my_hours_and_where_anyone_can_check_them(mentor: FlaskClient, tenant: MadeTenant) -> None:
    page = mentor.get(f"/t/{tenant.slug}/me").text
    assert "1.5\N{NO-BREAK SPACE}h in all" in page
    assert "http://127.0.0.1:8000/verify" in page


def test_my_log_comes_sealed_and_as_the_record_alone(mentor: FlaskClient, tenant: MadeTenant) -> None:
    sealed, bare = (mentor.get(f"/t/{tenant.slug}/me/hours.{form}") for form in ("pdf", "json"))
    assert (sealed.mimetype, bare.mimetype) == ("application/pdf", "application/json")
    for record in (open_pdf(sealed.data, roots()).content, bare.data):
        log = json.loads(record)
        assert (log["member"]["name"], log["totals"]["minutes"]) == ("Dan Roy", 90)
