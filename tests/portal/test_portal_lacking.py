"""What a body requires of an hour is entered by hand, too, for whoever mail does not reach (H6, I11)."""

from datetime import date, time

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import Database
from app.ledger.incomplete import incomplete_claims
from app.ledger.models import LedgerEntry
from app.ledger.totals import live_claims
from app.tenants.models import AuditEntry
from tests.factories.requiring import requiring
from tests.factories.tenants import MadeTenant, make_tenant
from tests.portal.pages import PERIOD, add_member, browser, with_forms

TOLD = {"month": PERIOD, "source": "phone", "note": "Dan rang"}


@pytest.fixture
def tenant(database: Database) -> MadeTenant:
    """Of a body that wants all fields of every hour."""
    return make_tenant(database, rules=requiring("date", "times", "mode", "topics", "confirmation"))


@pytest.fixture
def coordinator(app: Flask, database: Database, tenant: MadeTenant) -> FlaskClient:
    return with_forms(browser(app, add_member(database, tenant, "coordinator")))


def enter(coordinator: FlaskClient, tenant: MadeTenant, **fields: str) -> int:
    data = TOLD | {name.replace("_", "-"): value for name, value in fields.items()}
    return coordinator.post(f"/t/{tenant.slug}/people/{tenant.mentor_id}/hours", data=data).status_code


def entries(database: Database, tenant: MadeTenant) -> list[LedgerEntry]:
    with database.tenant(tenant.tenant_id) as scope:
        query = select(LedgerEntry).where(LedgerEntry.tenant_id == scope.tenant_id).order_by(LedgerEntry.seq)
        found = list(scope.session.scalars(query))
        scope.session.expunge_all()
        return found


def lacking(database: Database, tenant: MadeTenant) -> list[tuple[str, ...]]:
    with database.tenant(tenant.tenant_id) as scope:
        return list(incomplete_claims(scope, live_claims(scope, person_id=tenant.mentor_id)).values())


def test_a_new_row_can_meet_all_that_the_body_requires(
    coordinator: FlaskClient, database: Database, tenant: MadeTenant
) -> None:
    row = {"hours_0": "1.5", "mode_0": "video", "match_0": str(tenant.match_id), "date_0": "2026-05-12"}
    assert enter(coordinator, tenant, **row, from_0="18:00", to_0="19:30", topics_0="her resume") == 303
    (entry,) = entries(database, tenant)
    assert (entry.starts, entry.ends) == (time(18), time(19, 30))
    assert lacking(database, tenant) == [("confirmation",)]


def test_hours_that_lack_something_are_completed_by_an_entry_that_says_who_did_it(
    coordinator: FlaskClient, database: Database, tenant: MadeTenant
) -> None:
    assert enter(coordinator, tenant, hours_0="1.5", mode_0="unspecified", match_0=str(tenant.match_id)) == 303
    (claim,) = entries(database, tenant)
    page = coordinator.get(f"/t/{tenant.slug}/people/{tenant.mentor_id}/hours?month={PERIOD}").text
    for name in ("day", "from", "to", "way", "topics"):
        assert f'id="{name}-{claim.id}"' in page
        assert f'for="{name}-{claim.id}"' in page
    fields = {"day": "2026-05-12", "from": "18:00", "to": "19:30", "way": "in_person", "topics": "her resume"}
    data = TOLD | {"source": "records"} | {f"{name}-{claim.id}": value for name, value in fields.items()}
    assert coordinator.post(f"/t/{tenant.slug}/people/{tenant.mentor_id}/hours", data=data).status_code == 303
    first, completion = entries(database, tenant)
    assert (first.hash, completion.kind, completion.target_id) == (claim.hash, "completion", claim.id)
    assert (completion.local_date, completion.mode) == (date(2026, 5, 12), "in_person")
    assert '"entered_by":"' in completion.body
    assert "from the programme's own records" in completion.body
    assert lacking(database, tenant) == [("confirmation",)]
    with database.tenant(tenant.tenant_id) as scope:
        actions = scope.session.scalars(select(AuditEntry.action).where(AuditEntry.tenant_id == scope.tenant_id)).all()
    assert sorted(actions) == ["hours_completed", "hours_entered"]


@pytest.mark.parametrize(
    "wrong",
    [
        ("from", "six", "Give times that last as long as the hours"),
        ("day", "2026-07-01", "Give a day since the match began"),
    ],
)
def test_what_cannot_be_is_not_taken(
    coordinator: FlaskClient, database: Database, tenant: MadeTenant, wrong: tuple[str, str, str]
) -> None:
    field, value, said = wrong
    enter(coordinator, tenant, hours_0="1.5", mode_0="video", match_0=str(tenant.match_id))
    (claim,) = entries(database, tenant)
    data = TOLD | {f"{field}-{claim.id}": value}
    answer = coordinator.post(f"/t/{tenant.slug}/people/{tenant.mentor_id}/hours", data=data)
    assert answer.status_code == 422
    assert said in answer.text
    assert len(entries(database, tenant)) == 1


def test_times_of_another_length_are_refused_in_a_new_row(
    coordinator: FlaskClient, database: Database, tenant: MadeTenant
) -> None:
    row = {"hours_0": "1", "mode_0": "video", "match_0": str(tenant.match_id), "date_0": "2026-05-12"}
    assert enter(coordinator, tenant, **row, from_0="18:00", to_0="19:30") == 422
    assert entries(database, tenant) == []


def test_where_the_body_requires_no_times_the_form_has_none(app: Flask, database: Database) -> None:
    plain = make_tenant(database)
    page = with_forms(browser(app, add_member(database, plain, "coordinator"))).get(
        f"/t/{plain.slug}/people/{plain.mentor_id}/hours"
    )
    assert 'name="from-0"' not in page.text
    assert 'name="topics-0"' not in page.text


def test_the_fields_are_named_in_french(app: Flask, database: Database, tenant: MadeTenant) -> None:
    reader = with_forms(browser(app, add_member(database, tenant, "coordinator", locale="fr-CA"), language="fr-CA"))
    page = reader.get(f"/t/{tenant.slug}/people/{tenant.mentor_id}/hours").text
    assert "D’après les dossiers du programme" in page
