"""The page of proofs: who gets the daily root, whether logs show words, and who chose it (X2, C4)."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import Database
from app.tenants.models import AuditEntry
from app.tenants.proofs import Proofs, proofs_of
from tests.factories.tenants import MadeTenant, make_tenant
from tests.portal.pages import add_member, browser, with_forms


@pytest.fixture
def tenant(database: Database) -> MadeTenant:
    return make_tenant(database)


@pytest.fixture
def coordinator(app: Flask, database: Database, tenant: MadeTenant) -> FlaskClient:
    return with_forms(browser(app, add_member(database, tenant, "coordinator")))


def held(database: Database, tenant: MadeTenant) -> Proofs:
    with database.tenant(tenant.tenant_id) as scope:
        return proofs_of(scope)


def test_the_page_says_what_holds_and_leads_to_the_published_roots(
    coordinator: FlaskClient, tenant: MadeTenant
) -> None:
    page = coordinator.get(f"/t/{tenant.slug}/proofs").text
    assert f'href="/ledger/{tenant.slug}"' in page
    assert 'value="1" aria-describedby="about-words" checked' in page
    assert f'href="/t/{tenant.slug}/proofs"' in coordinator.get(f"/t/{tenant.slug}/auditors").text


def test_a_choice_holds_and_is_noted_without_the_address(
    coordinator: FlaskClient, database: Database, tenant: MadeTenant
) -> None:
    saved = coordinator.post(f"/t/{tenant.slug}/proofs", data={"roots_to": "Registrar@Body.example"})
    assert saved.status_code == 303
    assert 'role="status"' in coordinator.get(saved.location).text
    assert held(database, tenant) == Proofs("registrar@body.example", shows_words=False)
    with database.tenant(tenant.tenant_id) as scope:
        noted = scope.session.scalars(select(AuditEntry).where(AuditEntry.tenant_id == scope.tenant_id)).all()
        assert [(one.action, one.note) for one in noted] == [
            ("roots_sent_elsewhere", "address"),
            ("words_in_logs", "left out"),
        ]


def test_an_empty_field_sends_the_root_to_staff_again(
    coordinator: FlaskClient, database: Database, tenant: MadeTenant
) -> None:
    coordinator.post(f"/t/{tenant.slug}/proofs", data={"roots_to": "registrar@body.example", "shows_words": "1"})
    coordinator.post(f"/t/{tenant.slug}/proofs", data={"roots_to": " ", "shows_words": "1"})
    assert held(database, tenant) == Proofs(None, shows_words=True)


@pytest.mark.parametrize("address", ["registrar", "a@b@c.example", "registrar@body.example, other@body.example"])
def test_what_is_no_address_changes_nothing_and_stands_in_its_field(
    coordinator: FlaskClient, database: Database, tenant: MadeTenant, address: str
) -> None:
    answer = coordinator.post(f"/t/{tenant.slug}/proofs", data={"roots_to": address, "shows_words": "1"})
    assert answer.status_code == 422
    assert "Write a mail address." in answer.text
    assert f'value="{address}"' in answer.text
    assert held(database, tenant) == Proofs(None, shows_words=True)
