"""Addresses that mail does not reach, as a coordinator sees and mends them (I8)."""

from datetime import date
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import Database, new_id
from app.inbound.models import RawMail, ReceivedMail
from app.outbound.reach.failures import Failure
from app.outbound.reach.suppression import note_complaint, note_failure, suppressed
from app.portal.attention import Matter, attention
from app.programmes.models import Absence, Person
from app.tenants.models import AuditEntry
from tests.factories.tenants import MadeTenant, make_tenant
from tests.portal.pages import NOON, add_member, browser, with_forms


@pytest.fixture
def tenant(database: Database) -> MadeTenant:
    return make_tenant(database)


@pytest.fixture
def coordinator(app: Flask, database: Database, tenant: MadeTenant) -> FlaskClient:
    return with_forms(browser(app, add_member(database, tenant, "coordinator")))


def fail(database: Database, tenant: MadeTenant, failure: Failure = Failure.ADDRESS_UNKNOWN) -> None:
    with database.tenant(tenant.tenant_id) as scope:
        note_failure(scope, tenant.mentor_email, failure, NOON, detail="550 5.1.1 <b>no such user</b>")


def email_of(database: Database, tenant: MadeTenant, person_id: UUID) -> str:
    with database.tenant(tenant.tenant_id) as scope:
        return scope.session.get_one(Person, (tenant.tenant_id, person_id)).email


def is_suppressed(database: Database, tenant: MadeTenant, email: str) -> bool:
    with database.tenant(tenant.tenant_id) as scope:
        return bool(suppressed(scope, [email]))


def audit(database: Database, tenant: MadeTenant) -> list[str]:
    with database.tenant(tenant.tenant_id) as scope:
        return list(scope.session.scalars(select(AuditEntry.action).where(AuditEntry.tenant_id == tenant.tenant_id)))


def test_a_dead_address_needs_the_coordinator_with_the_reason_in_words(
    database: Database, tenant: MadeTenant, coordinator: FlaskClient
) -> None:
    fail(database, tenant)
    page = coordinator.get(f"/t/{tenant.slug}/").get_data(as_text=True)
    assert "Nobody has this address at its provider. No mail goes to this address any more." in page
    assert f"/t/{tenant.slug}/people/{tenant.mentor_id}/address" in page


@pytest.mark.parametrize(
    ("failure", "shown"), [(Failure.CHALLENGE, True), (Failure.SPAM, True), (Failure.EXPIRED, False)]
)
def test_what_may_mend_itself_needs_nobody(
    database: Database, tenant: MadeTenant, failure: Failure, *, shown: bool
) -> None:
    fail(database, tenant, failure)
    with database.tenant(tenant.tenant_id) as scope:
        needs = [need.matter for need in attention(scope, NOON).needs]
    assert needs == ([Matter.ADDRESS] if shown else [])


def test_the_people_page_says_what_became_of_mail_to_each(app: Flask, database: Database, tenant: MadeTenant) -> None:
    with database.tenant(tenant.tenant_id) as scope:
        note_complaint(scope, tenant.mentee_email, NOON)
        note_failure(scope, tenant.mentor_email, Failure.MAILBOX_FULL, NOON)
    french = browser(app, add_member(database, tenant, "coordinator", locale="fr-CA"))
    page = french.get(f"/t/{tenant.slug}/people").get_data(as_text=True)
    assert "signalé comme indésirable" in page
    assert "La boîte aux lettres est pleine." in page


def test_what_the_other_server_said_is_text_and_no_page(
    database: Database, tenant: MadeTenant, coordinator: FlaskClient
) -> None:
    fail(database, tenant)
    page = coordinator.get(f"/t/{tenant.slug}/people/{tenant.mentor_id}/address").get_data(as_text=True)
    assert "&lt;b&gt;no such user&lt;/b&gt;" in page


def test_a_corrected_address_gets_mail_and_is_noted(
    database: Database, tenant: MadeTenant, coordinator: FlaskClient
) -> None:
    fail(database, tenant)
    url = f"/t/{tenant.slug}/people/{tenant.mentor_id}/address"
    assert coordinator.post(url, data={"email": " New.Dan@Example.org "}).status_code == 303
    assert email_of(database, tenant, tenant.mentor_id) == "new.dan@example.org"
    assert not is_suppressed(database, tenant, "new.dan@example.org")
    assert audit(database, tenant) == ["address_corrected"]


@pytest.mark.parametrize(
    ("email", "said"), [("no address", "This is no mail address."), ("", "This is no mail address.")]
)
def test_what_is_no_address_changes_nothing(
    database: Database, tenant: MadeTenant, coordinator: FlaskClient, email: str, said: str
) -> None:
    url = f"/t/{tenant.slug}/people/{tenant.mentor_id}/address"
    answer = coordinator.post(url, data={"email": email})
    assert (answer.status_code, said in answer.get_data(as_text=True)) == (422, True)
    assert email_of(database, tenant, tenant.mentor_id) == tenant.mentor_email


def test_another_member_s_address_is_refused(tenant: MadeTenant, coordinator: FlaskClient) -> None:
    url = f"/t/{tenant.slug}/people/{tenant.mentor_id}/address"
    answer = coordinator.post(url, data={"email": tenant.mentee_email.upper()})
    assert answer.status_code == 422
    assert "Another member has this address." in answer.get_data(as_text=True)


def test_a_right_address_is_tried_again(database: Database, tenant: MadeTenant, coordinator: FlaskClient) -> None:
    fail(database, tenant)
    assert coordinator.post(f"/t/{tenant.slug}/people/{tenant.mentor_id}/address/again").status_code == 303
    assert not is_suppressed(database, tenant, tenant.mentor_email)
    assert audit(database, tenant) == ["address_tried_again"]


def test_the_people_page_says_who_is_away(database: Database, tenant: MadeTenant, coordinator: FlaskClient) -> None:
    """I4: reminders wait."""
    with database.tenant(tenant.tenant_id) as scope:
        raw = RawMail(tenant_id=tenant.tenant_id, id=new_id(), digest=b"1", content=b"", first_received_at=NOON)
        scope.session.add(raw)
        scope.session.flush()
        mail = ReceivedMail(
            tenant_id=tenant.tenant_id,
            id=new_id(),
            raw_mail_id=raw.id,
            recipient="programme:1",
            programme_id=tenant.programme_id,
            envelope={},
            received_at=NOON,
        )
        scope.session.add(mail)
        scope.session.flush()
        scope.session.add(
            Absence(
                tenant_id=tenant.tenant_id,
                person_id=tenant.mentor_id,
                received_mail_id=mail.id,
                noted_on=date(2026, 6, 8),
                until=date(2026, 6, 12),
            )
        )
    page = coordinator.get(f"/t/{tenant.slug}/people").get_data(as_text=True)
    assert "Away until 12 June 2026, says their mail program; reminders wait." in page
