"""The coordinator's pages: the mails that wait (I3, I9) and a member's hour log (X2)."""

import json
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import Database, new_id
from app.exports.checks.sealed_file import open_pdf
from app.inbound.decision import Reason
from app.inbound.shown.reasons import reason_words
from app.ledger.models import HourLogExport
from tests.factories.tenants import MadeTenant, make_tenant
from tests.portal.pages import add_member, add_waiting_mail, browser, make_app, user_of
from tests.signing.seals import roots

_STATES = ["held", "review", "quarantined"]


@pytest.fixture
def tenant(database: Database) -> MadeTenant:
    return make_tenant(database)


@pytest.fixture
def coordinator(app: Flask, database: Database, tenant: MadeTenant) -> FlaskClient:
    return browser(app, add_member(database, tenant, "coordinator"))


@pytest.fixture
def coordinatrice(app: Flask, database: Database, tenant: MadeTenant) -> FlaskClient:
    """Reads French here, whatever the browser prefers."""
    return browser(app, add_member(database, tenant, "coordinator", locale="fr-CA"), language="en-CA")


@pytest.mark.parametrize("state", _STATES)
def test_each_list_shows_the_mails_in_that_state_alone(
    coordinator: FlaskClient, database: Database, tenant: MadeTenant, state: str
) -> None:
    with database.tenant(tenant.tenant_id) as scope:
        for each in _STATES:
            add_waiting_mail(scope, each, "request", f"{each}@{tenant.slug}.example")
    page = coordinator.get(f"/t/{tenant.slug}/mails/{state}").text
    assert [each for each in _STATES if f"{each}@{tenant.slug}.example" in page] == [state]
    assert "9 June 2026, 12:30" in page  # in the programme's zone


def test_a_list_says_why_each_mail_waits_in_the_readers_language(
    coordinator: FlaskClient, coordinatrice: FlaskClient, database: Database, tenant: MadeTenant
) -> None:
    with database.tenant(tenant.tenant_id) as scope:
        add_waiting_mail(scope, "held", "other_sender", "ann@home.example")
        add_waiting_mail(scope, "held", "two_senders", "bob@home.example")
    english, french = (client.get(f"/t/{tenant.slug}/mails/held").text for client in (coordinator, coordinatrice))
    for reason in (Reason.OTHER_SENDER, Reason.TWO_SENDERS):
        assert reason_words(reason, "en").replace("'", "&#39;") in english
        assert reason_words(reason, "fr") in french
    assert "2 mails wait, the oldest first." in english
    assert "2 courriels attendent, le plus ancien d’abord." in french
    assert '<html lang="fr-CA">' in french


def test_a_safeguarding_matter_is_in_no_list(coordinator: FlaskClient, database: Database, tenant: MadeTenant) -> None:
    """C2: for the named person only."""
    with database.tenant(tenant.tenant_id) as scope:
        add_waiting_mail(scope, "review", "safeguarding", "worried@home.example", restricted=True)
        add_waiting_mail(scope, "review", "request", "calm@home.example")
    page = coordinator.get(f"/t/{tenant.slug}/mails/review").text
    assert "calm@home.example" in page
    assert "worried" not in page


def test_an_empty_list_says_what_will_be_here(
    coordinator: FlaskClient, coordinatrice: FlaskClient, tenant: MadeTenant
) -> None:
    path = f"/t/{tenant.slug}/mails/quarantined"
    assert "Nothing waits here. A mail appears when it needs a person." in coordinator.get(path).text
    assert "Rien n’attend ici. Un courriel apparaît quand il demande une personne." in coordinatrice.get(path).text


def test_what_a_sender_wrote_cannot_change_the_page(
    coordinator: FlaskClient, database: Database, tenant: MadeTenant
) -> None:
    with database.tenant(tenant.tenant_id) as scope:
        add_waiting_mail(scope, "quarantined", "unreadable", "<script>x</script>@home.example", detail="<b>part 3</b>")
    page = coordinator.get(f"/t/{tenant.slug}/mails/quarantined").text
    assert "&lt;script&gt;x&lt;/script&gt;" in page
    assert "<script>" not in page
    assert "<b>" not in page


def test_a_mail_without_sender_or_known_writer_is_told_in_words(
    coordinator: FlaskClient, database: Database, tenant: MadeTenant
) -> None:
    with database.tenant(tenant.tenant_id) as scope:
        add_waiting_mail(scope, "held", "unknown_sender", "")
    page = coordinator.get(f"/t/{tenant.slug}/mails/held").text
    assert ">no sender</td>" in page
    assert ">not known</td>" in page


def test_a_members_hour_log_is_handed_out_and_noted(
    coordinator: FlaskClient, database: Database, tenant: MadeTenant
) -> None:
    answer = coordinator.get(f"/t/{tenant.slug}/members/{tenant.mentor_id}/hours.json")
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="hours-{tenant.slug}-M-1-0.json"'
    assert answer.headers["Cache-Control"] == "no-store"
    log = json.loads(answer.data)
    assert log["member"]["id"] == str(tenant.mentor_id)
    assert log["tenant"]["slug"] == tenant.slug
    assert _noted(database, tenant) == [(tenant.mentor_id, log["digest"])]


def test_a_members_sealed_document_holds_the_log_that_was_noted(database: Database, tenant: MadeTenant) -> None:
    """X2: what the page hands out is what the command writes."""
    app = make_app(database)
    client = browser(app, user_of(database, f"priya@{tenant.slug}.example"))
    answer = client.get(f"/t/{tenant.slug}/members/{tenant.mentor_id}/hours.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    log = json.loads(open_pdf(answer.data, roots()).content)
    assert _noted(database, tenant) == [(tenant.mentor_id, log["digest"])]


def test_a_log_in_any_other_form_is_a_missing_page(coordinator: FlaskClient, tenant: MadeTenant) -> None:
    assert coordinator.get(f"/t/{tenant.slug}/members/{tenant.mentor_id}/hours.exe").status_code == 404


def test_nobody_by_that_id_is_404_and_nothing_is_noted(
    coordinator: FlaskClient, database: Database, tenant: MadeTenant
) -> None:
    assert coordinator.get(f"/t/{tenant.slug}/members/{new_id()}/hours.json").status_code == 404
    assert _noted(database, tenant) == []


def test_a_tenants_page_is_not_kept_by_the_browser(coordinator: FlaskClient, tenant: MadeTenant) -> None:
    assert coordinator.get(f"/t/{tenant.slug}/mails/held").headers["Cache-Control"] == "no-store"


def _noted(database: Database, tenant: MadeTenant) -> list[tuple[UUID, str]]:
    with database.tenant(tenant.tenant_id) as scope:
        rows = scope.session.scalars(select(HourLogExport).where(HourLogExport.tenant_id == tenant.tenant_id)).all()
        assert all(row.made_by.startswith("coordinator ") for row in rows)
        return [(row.person_id, row.digest.hex()) for row in rows]
