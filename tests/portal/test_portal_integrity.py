"""Worth a look: each matter with its reason, its entries down to the words, and the one next step (P8, C4)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db import Database
from app.ledger.append import append
from app.ledger.drafts import Party
from tests.factories.asking import outbox
from tests.factories.tenants import MadeTenant, make_tenant
from tests.portal.pages import NOON, add_member, browser, claim, with_forms
from tests.portal.test_portal_attention import _audit


@pytest.fixture
def tenant(database: Database) -> MadeTenant:
    """Dan told of one hour on 12 May, and Kate of two."""
    made = make_tenant(database, rules="oacett-cpd")
    dan = replace(claim(made, minutes=60, mode="video"), local_date=date(2026, 5, 12))
    mentor, mentee = Party(made.mentor_id, "Dan Roy", "M-1"), Party(made.mentee_id, "Kate Li", "M-2")
    kate = replace(dan, claimant=mentee, counterparts=(mentor,), minutes=120)
    with database.tenant(made.tenant_id) as scope:
        append(scope, [dan, kate], NOON - timedelta(days=1))
    return made


@pytest.fixture
def coordinator(app: Flask, database: Database, tenant: MadeTenant) -> FlaskClient:
    return with_forms(browser(app, add_member(database, tenant, "coordinator")))


def at(tenant: MadeTenant, path: str = "") -> str:
    return f"/t/{tenant.slug}/worth-a-look{path}"


def key_in(page: str) -> str:
    return page.split("/worth-a-look/")[1].split('"', maxsplit=1)[0]


def test_the_first_page_counts_the_matters_and_leads_to_them(coordinator: FlaskClient, tenant: MadeTenant) -> None:
    page = coordinator.get(f"/t/{tenant.slug}/").text
    assert "1 matter in the hours is worth a look" in page
    assert at(tenant) in page


def test_each_matter_stands_with_its_reason_and_its_sessions(coordinator: FlaskClient, tenant: MadeTenant) -> None:
    page = coordinator.get(at(tenant)).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Two lengths of one session" in page
    assert "Dan Roy says 1 h, Kate Li says 2 h." in page
    assert "video 2 h on 12 May 2026" in page


def test_it_is_told_in_french(app: Flask, database: Database, tenant: MadeTenant) -> None:
    french = browser(app, add_member(database, tenant, "coordinator", locale="fr-CA"), language="fr-CA")
    page = french.get(at(tenant)).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Deux durées pour une séance" in page
    assert "Dan Roy dit 1 h, Kate Li dit 2 h." in page


def test_opening_a_matter_shows_its_entries_and_is_noted(
    coordinator: FlaskClient, database: Database, tenant: MadeTenant
) -> None:
    page = coordinator.get(at(tenant, f"/{key_in(coordinator.get(at(tenant)).text)}")).text
    assert "Entry 1, recorded on" in page
    assert f"/people/{tenant.mentee_id}/hours?month=2026-05" in page
    assert _audit(database, tenant) == ["flag_read"]


def test_a_question_goes_to_the_person_in_the_coordinators_words(
    coordinator: FlaskClient, database: Database, tenant: MadeTenant
) -> None:
    key = key_in(coordinator.get(at(tenant)).text)
    answer = coordinator.post(at(tenant, f"/{key}/ask"), data={"question": "Was it one hour or two?"})
    assert answer.status_code == 303
    (mail,) = outbox(database, tenant.tenant_id, kind="hours_asked")
    assert (mail.to_address, mail.from_name) == (tenant.mentor_email, "Priya Nair")
    assert "Was it one hour or two?" in mail.text
    page = coordinator.get(at(tenant)).text
    assert "Nothing waits for you here." in page
    assert "Asked, and still as it was" in page
    assert "worth a look" not in coordinator.get(f"/t/{tenant.slug}/").text


def test_accepting_takes_a_reason_and_ends_the_matter(
    coordinator: FlaskClient, database: Database, tenant: MadeTenant
) -> None:
    key = key_in(coordinator.get(at(tenant)).text)
    assert coordinator.post(at(tenant, f"/{key}/accept"), data={"note": " "}).status_code == 422
    assert coordinator.post(at(tenant, f"/{key}/accept"), data={"note": "Kate prepared"}).status_code == 303
    page = coordinator.get(at(tenant)).text
    assert "1 accepted as it stands" in page
    assert "Kate prepared" in page
    assert _audit(database, tenant) == ["flag_accepted"]


def test_an_empty_question_is_asked_for(coordinator: FlaskClient, tenant: MadeTenant) -> None:
    key = key_in(coordinator.get(at(tenant)).text)
    answer = coordinator.post(at(tenant, f"/{key}/ask"), data={"question": ""})
    assert answer.status_code == 422
    assert "Write the question." in answer.text


def test_a_matter_that_is_none_is_not_found(coordinator: FlaskClient, tenant: MadeTenant) -> None:
    assert coordinator.get(at(tenant, f"/{'0' * 64}")).status_code == 404


def test_where_nothing_is_odd_the_page_says_what_will_be_here(app: Flask, database: Database) -> None:
    plain = make_tenant(database)
    page = browser(app, add_member(database, plain, "coordinator")).get(at(plain)).text
    assert "appear as soon as they are logged" in page
