"""What needs the coordinator, in one look (U3), and the pages around it."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import Database, new_id
from app.matches.models import Meeting, StatusReport
from app.portal.attention import Matter, attention
from app.tenants.models import AuditEntry
from tests.factories.tenants import MadeTenant, add_match, add_person, make_tenant
from tests.portal.pages import NOON, PERIOD, add_hours, add_member, add_waiting_mail, asked, browser, with_forms


@pytest.fixture
def tenant(database: Database) -> MadeTenant:
    return make_tenant(database)


@pytest.fixture
def coordinator(app: Flask, database: Database, tenant: MadeTenant) -> FlaskClient:
    return with_forms(browser(app, add_member(database, tenant, "coordinator")))


def _asks_for_help(database: Database, tenant: MadeTenant, *, days_ago: int = 1) -> None:
    with database.tenant(tenant.tenant_id) as scope:
        scope.session.add(
            StatusReport(
                tenant_id=tenant.tenant_id,
                match_id=tenant.match_id,
                person_id=tenant.mentor_id,
                period=PERIOD,
                status="continuing",
                wants_help=True,
                reported_at=NOON - timedelta(days=days_ago),
            )
        )


def _audit(database: Database, tenant: MadeTenant) -> list[str]:
    with database.tenant(tenant.tenant_id) as scope:
        rows = scope.session.scalars(
            select(AuditEntry.action).where(AuditEntry.tenant_id == scope.tenant_id).order_by(AuditEntry.id)
        )
        return list(rows)


def test_a_tenant_in_which_nothing_happened_needs_nobody(database: Database, tenant: MadeTenant) -> None:
    with database.tenant(tenant.tenant_id) as scope:
        found = attention(scope, NOON)
    assert (found.needs, found.quiet, found.fine, found.unasked, found.period) == ((), 0, 0, 1, None)


def test_mails_silence_and_help_need_the_coordinator_the_oldest_first(database: Database, tenant: MadeTenant) -> None:
    _asks_for_help(database, tenant)
    with database.tenant(tenant.tenant_id) as scope:
        add_waiting_mail(scope, "held", "other_sender", "eve@home.example")
        add_waiting_mail(scope, "quarantined", "unreadable", "broken@home.example")
        late = asked(tenant, state="unanswered")
        late.opened_at = NOON - timedelta(days=10)
        scope.session.add(late)
        scope.session.flush()
        found = attention(scope, NOON)
    assert [need.matter for need in found.needs] == [Matter.NO_ANSWER, Matter.HELP, Matter.MAIL, Matter.UNREADABLE]


@pytest.mark.parametrize(
    ("state", "quiet", "fine"), [("open", 1, 0), ("asked", 1, 0), ("answered", 0, 1), ("unanswered", 0, 0)]
)
def test_a_pair_is_quiet_while_nobody_in_it_has_answered(
    database: Database, tenant: MadeTenant, state: str, quiet: int, fine: int
) -> None:
    with database.tenant(tenant.tenant_id) as scope:
        others = [add_person(scope, name, f"{name}@{tenant.slug}.example") for name in ("Ann", "Bob")]
        add_match(scope, tenant.programme_id, tenant.rules_id, dict(zip(others, ("mentor", "mentee"), strict=True)))
        scope.session.add(asked(tenant, state=state))
        scope.session.flush()
        found = attention(scope, NOON)
    assert (found.quiet, found.fine, found.unasked, found.pairs) == (quiet, fine, 1, 2)


def test_a_pair_of_whom_one_has_answered_is_not_quiet(database: Database, tenant: MadeTenant) -> None:
    with database.tenant(tenant.tenant_id) as scope:
        theirs = asked(tenant)
        theirs.person_id = tenant.mentee_id
        scope.session.add_all((asked(tenant, state="answered"), theirs))
        scope.session.flush()
        found = attention(scope, NOON)
    assert (found.quiet, found.fine) == (0, 1)


def test_a_safeguarding_matter_needs_the_named_person_alone(database: Database, tenant: MadeTenant) -> None:
    """C2."""
    with database.tenant(tenant.tenant_id) as scope:
        add_waiting_mail(scope, "review", "safeguarding", "worried@home.example", restricted=True)
        assert attention(scope, NOON).needs == ()


def test_help_that_was_given_needs_nobody_any_more_and_is_noted(
    coordinator: FlaskClient, database: Database, tenant: MadeTenant
) -> None:
    """C4."""
    _asks_for_help(database, tenant)
    with database.tenant(tenant.tenant_id) as scope:
        (need,) = attention(scope, NOON).needs
    answer = coordinator.post(f"/t/{tenant.slug}/help/{need.subject_id}/done")
    assert answer.status_code == 303
    assert "Nothing needs you" in coordinator.get(f"/t/{tenant.slug}/").text
    assert _audit(database, tenant) == ["help_answered"]


def test_a_form_without_its_token_changes_nothing(app: Flask, database: Database, tenant: MadeTenant) -> None:
    _asks_for_help(database, tenant)
    with database.tenant(tenant.tenant_id) as scope:
        (need,) = attention(scope, NOON).needs
    careless = browser(app, add_member(database, tenant, "coordinator"))
    assert careless.post(f"/t/{tenant.slug}/help/{need.subject_id}/done").status_code == 400
    assert _audit(database, tenant) == []


def test_the_months_csv_leaves_the_house_and_is_noted(
    coordinator: FlaskClient, database: Database, tenant: MadeTenant
) -> None:
    add_hours(database, tenant)
    answer = coordinator.get(f"/t/{tenant.slug}/hours/{PERIOD}/table.csv")
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="hours-{PERIOD}.csv"'
    assert "Dan Roy,M-1,2026-05,90,90,0" in answer.text
    assert _audit(database, tenant) == ["month_exported"]


@pytest.mark.parametrize("period", ["2019-01", "never", "2026-5", "0000-00"])
def test_a_month_with_nothing_in_it_has_no_page(coordinator: FlaskClient, tenant: MadeTenant, period: str) -> None:
    for path in (f"hours/{period}", f"hours/{period}/table.csv", f"check-ins/{period}"):
        assert coordinator.get(f"/t/{tenant.slug}/{path}").status_code == 404


def test_the_check_ins_of_a_month_say_who_has_answered(
    coordinator: FlaskClient, database: Database, tenant: MadeTenant
) -> None:
    with database.tenant(tenant.tenant_id) as scope:
        scope.session.add(asked(tenant))
    page = coordinator.get(f"/t/{tenant.slug}/check-ins").text
    assert "0 of 1 people have answered." in page
    assert "Not answered yet (1)" in page


def test_hours_for_somebody_without_a_match_cannot_be_entered(
    coordinator: FlaskClient, database: Database, tenant: MadeTenant
) -> None:
    with database.tenant(tenant.tenant_id) as scope:
        alone = add_person(scope, "Zoe Alone", f"zoe@{tenant.slug}.example")
    path = f"/t/{tenant.slug}/people/{alone}/hours"
    assert "Zoe Alone has no match at the moment" in coordinator.get(path).text
    assert coordinator.post(path, data={"month": PERIOD}).status_code == 422


def test_hours_without_a_source_and_a_note_are_not_entered(
    coordinator: FlaskClient, database: Database, tenant: MadeTenant
) -> None:
    row = {"month": PERIOD, "hours-0": "1", "mode-0": "phone", "match-0": str(tenant.match_id), "date-0": "2026-05-12"}
    answer = coordinator.post(f"/t/{tenant.slug}/people/{tenant.mentor_id}/hours", data=row)
    assert answer.status_code == 422
    assert "Say how you were told." in answer.text
    assert 'value="2026-05-12"' in answer.text
    with database.tenant(tenant.tenant_id) as scope:
        assert scope.session.scalars(select(Meeting.id).where(Meeting.tenant_id == scope.tenant_id)).all() == []


def test_a_mail_that_was_never_there_has_no_page(coordinator: FlaskClient, tenant: MadeTenant) -> None:
    assert coordinator.get(f"/t/{tenant.slug}/mails/{new_id()}").status_code == 404
