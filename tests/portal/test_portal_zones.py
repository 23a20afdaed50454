"""Where people live, as the coordinator and they themselves say it; their mail keeps to their day (I12, C4)."""

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import Database
from app.outbound.letter.mail import MailKind
from app.portal.zone_choices import zone_groups
from app.programmes.models import Person
from app.programmes.time_zones import zones_by_country
from app.tenants.models import AuditEntry
from tests.factories.asking import outbox
from tests.factories.moments import local
from tests.factories.posting import addressed, letter, put
from tests.factories.tenants import MadeTenant, make_tenant
from tests.portal.pages import add_member, browser, user_of, with_forms


@pytest.fixture
def tenant(database: Database) -> MadeTenant:
    return make_tenant(database)


@pytest.fixture
def coordinator(app: Flask, database: Database, tenant: MadeTenant) -> FlaskClient:
    return with_forms(browser(app, add_member(database, tenant, "coordinator")))


@pytest.fixture
def mentor(app: Flask, database: Database, tenant: MadeTenant) -> FlaskClient:
    return with_forms(browser(app, user_of(database, tenant.mentor_email)))


def _zone(database: Database, tenant: MadeTenant) -> str | None:
    with database.tenant(tenant.tenant_id) as scope:
        return scope.session.get_one(Person, (tenant.tenant_id, tenant.mentor_id)).timezone


def _said(client: FlaskClient, tenant: MadeTenant, zone: str, *, own: bool) -> int:
    path = "me/zone" if own else f"people/{tenant.mentor_id}/zone"
    return client.post(f"/t/{tenant.slug}/{path}", data={"timezone": zone}).status_code


def _actions(database: Database, tenant: MadeTenant) -> list[tuple[str, object]]:
    with database.tenant(tenant.tenant_id) as scope:
        rows = scope.session.scalars(select(AuditEntry).where(AuditEntry.tenant_id == tenant.tenant_id))
        return [(row.action, row.subject_id) for row in rows]


def _evening_mail(database: Database, tenant: MadeTenant) -> object:
    """When a check-in goes that was written at ten in the evening, in Edmonton."""
    checkin = addressed(tenant, MailKind.CHECKIN, letter(MailKind.CHECKIN), of_programme=True)
    put(database, tenant, local("2026-06-10 22:00"), checkin)
    return outbox(database, tenant.tenant_id)[-1].next_attempt_at


def test_the_night_is_that_of_the_zone_which_the_coordinator_chose(
    database: Database, tenant: MadeTenant, coordinator: FlaskClient
) -> None:
    assert _said(coordinator, tenant, "America/St_Johns", own=False) == 303
    assert _evening_mail(database, tenant) == local("2026-06-11 04:30")  # 8:00 in St. John's
    assert _actions(database, tenant) == [("zone_changed", tenant.mentor_id)]


def test_the_night_is_that_of_the_zone_which_they_chose_themselves(
    database: Database, tenant: MadeTenant, mentor: FlaskClient
) -> None:
    assert _said(mentor, tenant, "Europe/Paris", own=True) == 303
    assert _zone(database, tenant) == "Europe/Paris"
    assert _evening_mail(database, tenant) == local("2026-06-11 00:00")  # 8:00 in Paris
    assert _actions(database, tenant) == [("zone_changed", tenant.mentor_id)]


def test_the_log_says_who_chose_a_zone(
    database: Database, tenant: MadeTenant, coordinator: FlaskClient, mentor: FlaskClient
) -> None:
    _said(mentor, tenant, "Europe/Paris", own=True)
    _said(mentor, tenant, "Europe/Paris", own=True)
    _said(coordinator, tenant, "", own=False)
    with database.tenant(tenant.tenant_id) as scope:
        rows = scope.session.execute(
            select(AuditEntry.person_id, AuditEntry.membership_id.is_(None))
            .where(AuditEntry.tenant_id == tenant.tenant_id)
            .order_by(AuditEntry.id)
        ).all()
    assert [tuple(row) for row in rows] == [(tenant.mentor_id, True), (None, False)]


def test_nothing_chosen_is_the_programme_s_zone_again(
    database: Database, tenant: MadeTenant, coordinator: FlaskClient, mentor: FlaskClient
) -> None:
    _said(mentor, tenant, "Europe/Paris", own=True)
    assert _said(coordinator, tenant, "", own=False) == 303
    assert _zone(database, tenant) is None
    assert _evening_mail(database, tenant) == local("2026-06-11 08:00")


def test_what_was_so_before_is_not_noted(database: Database, tenant: MadeTenant, coordinator: FlaskClient) -> None:
    _said(coordinator, tenant, "", own=False)
    assert _actions(database, tenant) == []


@pytest.mark.parametrize("own", [True, False])
def test_a_zone_that_there_is_not_changes_nothing_and_says_so(
    database: Database, tenant: MadeTenant, coordinator: FlaskClient, mentor: FlaskClient, *, own: bool
) -> None:
    client = mentor if own else coordinator
    path = "me/zone" if own else f"people/{tenant.mentor_id}/zone"
    answer = client.post(f"/t/{tenant.slug}/{path}", data={"timezone": "Mars/Olympus"})
    assert answer.status_code == 422
    assert "There is no such time zone. Please choose one of the list." in answer.text
    assert 'href="#timezone"' in answer.text
    assert _zone(database, tenant) is None


def test_somebody_of_another_tenant_has_no_zone_here(
    database: Database, tenant: MadeTenant, coordinator: FlaskClient
) -> None:
    other = make_tenant(database)
    answer = coordinator.post(f"/t/{tenant.slug}/people/{other.mentor_id}/zone", data={"timezone": "Europe/Paris"})
    assert answer.status_code == 404
    assert _zone(database, other) is None


def _options(page: str) -> list[tuple[str, str]]:
    return [
        (unescape(value), unescape(words)) for value, words in re.findall(r'<option value="([^"]*)"[^>]*>([^<]*)', page)
    ]


def test_the_list_begins_with_the_programme_s_zone_and_its_country(tenant: MadeTenant, mentor: FlaskClient) -> None:
    page = mentor.get(f"/t/{tenant.slug}/me/addresses").text
    options = _options(page)
    assert options[0] == ("", "As the programme: Edmonton, Mountain Time")
    assert page.index('<optgroup label="Canada">') < page.index('<optgroup label="Other countries">')
    assert ("America/Toronto", "Toronto, Eastern Time") in options[1:24]
    assert ("Africa/Accra", "Ghana") in options
    assert ("America/Manaus", "Brazil, Manaus") in options


def test_a_zone_by_an_earlier_name_stays_chosen(tenant: MadeTenant, coordinator: FlaskClient) -> None:
    _said(coordinator, tenant, "Asia/Calcutta", own=False)
    page = coordinator.get(f"/t/{tenant.slug}/people/{tenant.mentor_id}/address").text
    assert '<option value="Asia/Calcutta" selected>Asia/Calcutta</option>' in page
    assert page.count(" selected>") == 1


@pytest.mark.parametrize("locale", ["en-CA", "fr-CA"])
@pytest.mark.parametrize("first", [(), ("America/Edmonton",), ("UTC",), ("Europe/Paris", "America/Toronto")])
def test_every_zone_stands_in_the_list_once(first: tuple[str, ...], locale: str) -> None:
    offered = [zone for group in zone_groups(first, locale) for zone, _ in group.zones]
    assert sorted(offered) == sorted(zone for zones in zones_by_country().values() for zone in zones)


def test_french_countries_stand_where_a_reader_looks_for_them() -> None:
    names = [words for _, words in zone_groups(("America/Toronto",), "fr-CA")[-1].zones]
    assert names.index("Égypte") < names.index("Estonie") < names.index("Éthiopie") < names.index("Fidji")
