"""Safeguarding concerns: the named person alone sees them, and each look is noted (C2, C4)."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import Database, new_id
from app.tenants.models import AuditEntry
from tests.factories.tenants import MadeTenant, make_tenant
from tests.portal.pages import add_member, add_waiting_mail, browser


@pytest.fixture
def tenant(database: Database) -> MadeTenant:
    return make_tenant(database)


@pytest.fixture
def named_person(app: Flask, database: Database, tenant: MadeTenant) -> FlaskClient:
    return browser(app, add_member(database, tenant, "named_person"))


def _looks(database: Database, tenant: MadeTenant) -> list[tuple[str, object]]:
    with database.tenant(tenant.tenant_id) as scope:
        rows = scope.session.scalars(
            select(AuditEntry).where(AuditEntry.tenant_id == scope.tenant_id).order_by(AuditEntry.id)
        )
        return [(row.action, row.subject_id) for row in rows]


def test_the_named_person_sees_them_and_each_look_is_noted(
    named_person: FlaskClient, database: Database, tenant: MadeTenant
) -> None:
    with database.tenant(tenant.tenant_id) as scope:
        concern = add_waiting_mail(scope, "review", "safeguarding", "worried@home.example", restricted=True)
        add_waiting_mail(scope, "review", "request", "calm@home.example")
    listed = named_person.get(f"/t/{tenant.slug}/concerns").text
    assert "worried@home.example" in listed
    assert "calm@home.example" not in listed
    assert "worried@home.example" in named_person.get(f"/t/{tenant.slug}/concerns/{concern}").text
    assert _looks(database, tenant) == [("concerns_listed", None), ("concern_read", concern)]


@pytest.mark.parametrize("role", ["coordinator", "owner", "auditor"])
def test_nobody_else_has_such_a_page(app: Flask, database: Database, tenant: MadeTenant, role: str) -> None:
    with database.tenant(tenant.tenant_id) as scope:
        concern = add_waiting_mail(scope, "review", "safeguarding", "worried@home.example", restricted=True)
    client = browser(app, add_member(database, tenant, role))
    for path in ("concerns", f"concerns/{concern}", f"mails/{concern}"):
        assert client.get(f"/t/{tenant.slug}/{path}").status_code == 404
    assert _looks(database, tenant) == []


def test_another_mail_is_no_concern(named_person: FlaskClient, database: Database, tenant: MadeTenant) -> None:
    with database.tenant(tenant.tenant_id) as scope:
        calm = add_waiting_mail(scope, "review", "request", "calm@home.example")
    for mail in (calm, new_id()):
        assert named_person.get(f"/t/{tenant.slug}/concerns/{mail}").status_code == 404
    assert _looks(database, tenant) == []
