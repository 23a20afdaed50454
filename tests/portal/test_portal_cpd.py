"""What counts of a member's hours, as their coordinator and they themselves see it, and how it is set (H4)."""

from datetime import date
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.cpd.facts import Tie
from app.cpd.members import MemberFacts, member_facts, member_of, set_member
from app.db import Database
from app.programmes.cpd_rules import CpdRules
from app.programmes.enrolment import set_rules
from app.programmes.rules import preset
from app.tenants.models import AuditEntry
from tests.factories.tenants import MadeTenant, add_person, make_tenant
from tests.portal.pages import NOON, add_hours, add_member, browser, user_of, with_forms


@pytest.fixture
def tenant(database: Database) -> MadeTenant:
    """The programme counts as `apega-like`: from the member's own date, mentors only."""
    made = make_tenant(database)
    rules = preset("aset").model_copy(update={"cpd": CpdRules.model_validate({"pack": "apega-like"})})
    with database.tenant(made.tenant_id) as scope:
        set_rules(scope, made.programme_id, rules, NOON)
    add_hours(database, made)
    return made


@pytest.fixture
def coordinator(app: Flask, database: Database, tenant: MadeTenant) -> FlaskClient:
    return with_forms(browser(app, add_member(database, tenant, "coordinator")))


def page_of(tenant: MadeTenant) -> str:
    return f"/t/{tenant.slug}/people/{tenant.mentor_id}/cpd"


def facts(database: Database, tenant: MadeTenant, person_id: UUID) -> MemberFacts:
    with database.tenant(tenant.tenant_id) as scope:
        return member_facts(scope, person_id)


def notes(database: Database, tenant: MadeTenant) -> list[str]:
    with database.tenant(tenant.tenant_id) as scope:
        query = select(AuditEntry.note).where(
            AuditEntry.tenant_id == tenant.tenant_id, AuditEntry.action == "cpd_member_set"
        )
        return list(scope.session.scalars(query))


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_before_the_date_is_set_the_page_says_that_it_is_missing(tenant: MadeTenant, coordinator: FlaskClient) -> None:
    page = plain(coordinator.get(page_of(tenant)).text)
    assert "the date from which the member’s cycles run is not known" in page


def test_with_the_date_the_hours_lie_in_a_cycle_and_count(
    database: Database, tenant: MadeTenant, coordinator: FlaskClient
) -> None:
    assert coordinator.post(page_of(tenant), data={"own_date": "2024-02-29", "supervisor": ""}).status_code == 303
    page = plain(coordinator.get(page_of(tenant)).text)
    assert "29 February 2024 to 28 February 2027" in page
    assert "1.5 PDH count, of 1.5 h logged" in page
    assert notes(database, tenant) == ["date -, supervisor - > date 2024-02-29, supervisor -"]


def test_saving_the_same_again_is_no_change_and_notes_nothing(
    database: Database, tenant: MadeTenant, coordinator: FlaskClient
) -> None:
    for _ in range(2):
        coordinator.post(page_of(tenant), data={"own_date": "2024-02-29", "supervisor": ""})
    assert len(notes(database, tenant)) == 1


def test_hours_with_the_supervisor_count_for_neither(
    database: Database, tenant: MadeTenant, coordinator: FlaskClient
) -> None:
    values = {"own_date": "2024-06-01", "supervisor": str(tenant.mentee_id)}
    coordinator.post(page_of(tenant), data=values)
    assert "with one’s own supervisor" in plain(coordinator.get(page_of(tenant)).text)
    with database.tenant(tenant.tenant_id) as scope:
        assert member_of(scope, tenant.mentee_id).line == {Tie(str(tenant.mentor_id))}


def test_another_supervisor_takes_no_hours_from_before_today(
    database: Database, tenant: MadeTenant, coordinator: FlaskClient
) -> None:
    """The hours are of May; Kate supervises since 9 June, and until then Omar did."""
    with database.tenant(tenant.tenant_id) as scope:
        omar = add_person(scope, "Omar Haddad", f"omar@{tenant.slug}.example")
    for one in (omar, tenant.mentee_id):
        coordinator.post(page_of(tenant), data={"own_date": "2024-06-01", "supervisor": str(one)})
    page = plain(coordinator.get(page_of(tenant)).text)
    assert "1.5 PDH count, of 1.5 h logged" in page
    assert "Known since 9 June 2026." in page
    with database.tenant(tenant.tenant_id) as scope:
        assert member_of(scope, tenant.mentor_id).line == {
            Tie(str(omar), None, date(2026, 6, 8)),
            Tie(str(tenant.mentee_id), date(2026, 6, 9)),
        }
    assert notes(database, tenant)[-1].endswith(f"supervisor {tenant.mentee_id} since 2026-06-09")


def test_the_day_from_which_somebody_supervises_can_be_told_and_corrected(
    database: Database, tenant: MadeTenant, coordinator: FlaskClient
) -> None:
    for day, line in (
        ("2026-06-01", {Tie(str(tenant.mentee_id), date(2026, 6, 1))}),
        ("2026-05-01", {Tie(str(tenant.mentee_id), date(2026, 5, 1))}),
        ("", {Tie(str(tenant.mentee_id), date(2026, 5, 1))}),
    ):
        values = {"own_date": "", "supervisor": str(tenant.mentee_id), "since": day}
        assert coordinator.post(page_of(tenant), data=values).status_code == 303
        with database.tenant(tenant.tenant_id) as scope:
            assert member_of(scope, tenant.mentor_id).line == line
    coordinator.post(page_of(tenant), data={"own_date": "", "supervisor": "", "since": "2026-05-20"})
    with database.tenant(tenant.tenant_id) as scope:
        assert member_of(scope, tenant.mentee_id).line == {
            Tie(str(tenant.mentor_id), date(2026, 5, 1), date(2026, 5, 19))
        }
    assert len(notes(database, tenant)) == 3


def test_a_date_that_is_put_right_later_stands_with_the_one_before(
    database: Database, tenant: MadeTenant, coordinator: FlaskClient
) -> None:
    with database.tenant(tenant.tenant_id) as scope:
        set_member(scope, tenant.mentor_id, MemberFacts(date(2024, 6, 1)), date(2026, 5, 1))
    coordinator.post(page_of(tenant), data={"own_date": "2024-03-15", "supervisor": ""})
    page = plain(coordinator.get(page_of(tenant)).text)
    assert "Put right on 9 June 2026, before: 1 June 2024" in page
    assert "it holds from the cycle that runs then" in page
    coordinator.post(page_of(tenant), data={"own_date": "2024-06-01", "supervisor": ""})
    assert "Put right on" not in coordinator.get(page_of(tenant)).text


@pytest.mark.parametrize(
    "values",
    [
        {"own_date": "2026-06-10"},
        {"own_date": "1899-12-31"},
        {"own_date": "soon"},
        {"own_date": "2026-02-29"},
        {"supervisor": "00000000-0000-0000-0000-000000000001"},
        {"supervisor": "nobody"},
        {"since": "2026-06-10"},
        {"since": "yesterday"},
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    database: Database, tenant: MadeTenant, coordinator: FlaskClient, values: dict[str, str]
) -> None:
    """The 10th is tomorrow."""
    answer = coordinator.post(page_of(tenant), data={"own_date": "", "supervisor": "", **values})
    assert answer.status_code == 422
    assert facts(database, tenant, tenant.mentor_id) == MemberFacts()


def test_nobody_is_their_own_supervisor(database: Database, tenant: MadeTenant, coordinator: FlaskClient) -> None:
    answer = coordinator.post(page_of(tenant), data={"own_date": "", "supervisor": str(tenant.mentor_id)})
    assert answer.status_code == 422
    assert facts(database, tenant, tenant.mentor_id) == MemberFacts()


def test_the_member_sees_the_same_on_their_own_page(
    app: Flask, database: Database, tenant: MadeTenant, coordinator: FlaskClient
) -> None:
    coordinator.post(page_of(tenant), data={"own_date": "2024-06-01", "supervisor": ""})
    mine = browser(app, user_of(database, tenant.mentor_email)).get(f"/t/{tenant.slug}/me").text
    assert "1.5 PDH count, of 1.5 h logged" in plain(mine)
    assert facts(database, tenant, tenant.mentor_id).own_date == date(2024, 6, 1)


def test_where_the_rules_count_nothing_the_page_says_so(app: Flask, database: Database) -> None:
    made = make_tenant(database)
    page = browser(app, add_member(database, made, "coordinator")).get(page_of(made)).text
    assert "do not say how hours count as professional development" in page
