"""An auditor sees their sample and nothing else, and each look is noted (X1)."""

from datetime import date, datetime
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from app.audits.inviting import revoke
from app.audits.looks import looks_of
from app.audits.models import Audit
from app.audits.permitted import Permitted
from app.audits.scope import Members
from app.db import Database, new_id
from app.exports.checks.against_ledger import ledger_faults
from app.exports.checks.proof import faults
from app.exports.log.log_file import open_log
from app.tenants.models import AuditEntry
from tests.factories.auditing import Audited, allow, audited, claimed
from tests.factories.moments import Watch
from tests.factories.tenants import MadeTenant, add_match, add_person, make_tenant
from tests.portal.pages import NOON, add_member, browser, make_app, with_forms


@pytest.fixture
def watch() -> Watch:
    return Watch(NOON)


@pytest.fixture
def app(database: Database, watch: Watch) -> Flask:
    return make_app(database, clock=watch)


@pytest.fixture
def made(database: Database) -> MadeTenant:
    return make_tenant(database)


def _looks(audit: Audited) -> list[str]:
    with audit.database.tenant(audit.made.tenant_id) as scope:
        return [look.action.value for look in reversed(looks_of(scope, audit.audit_id))]


def _colleague(database: Database, made: MadeTenant) -> UUID:
    """Another mentor of the organisation."""
    with database.tenant(made.tenant_id) as scope:
        person_id = add_person(scope, "Sam Ode", f"sam@{made.slug}.example", number="M-3")
        add_match(scope, made.programme_id, made.rules_id, {person_id: "mentor", made.mentee_id: "mentee"})
    return person_id


def test_the_sample_tells_members_hours_and_who_confirmed_them(
    app: Flask, database: Database, made: MadeTenant
) -> None:
    claimed(database, made)
    page = audited(app, database, made)
    text = page.auditor.get(page.home).text
    assert "Dan Roy" in text
    assert "1.5\N{NO-BREAK SPACE}h: waits to be confirmed" in text
    assert "M-1" in text


def test_an_entry_opens_down_to_its_evidence_but_not_to_words_unless_the_organisation_says_so(
    app: Flask, database: Database, made: MadeTenant
) -> None:
    claim_id = claimed(database, made, words="1.5h zoom with Kate, she cried")
    audit = audited(app, database, made)
    closed = audit.auditor.get(audit.entry(claim_id))
    assert closed.status_code == 200
    assert "reply key, enrolled address" in closed.text
    assert "she cried" not in closed.text
    allow(database, made, Permitted.ENTRY)
    assert "she cried" in audit.auditor.get(audit.entry(claim_id)).text


def test_no_route_of_the_auditor_opens_what_is_out_of_scope(app: Flask, database: Database, made: MadeTenant) -> None:
    """From `url_map`: another member, another's entry, an entry of another day, and another auditor's audit."""
    allow(database, made, Permitted.MAIL)
    colleague, early = _colleague(database, made), claimed(database, made, on=date(2026, 2, 3))
    within = claimed(database, made)
    strange = (colleague, claimed(database, made, by=colleague), early, made.mentee_id, new_id())
    scope: dict[str, object] = {"members": Members.NAMED, "person_ids": (made.mentor_id,), "since": date(2026, 5, 1)}
    audit = audited(app, database, made, **scope)
    others = audited(app, database, made, email=f"omar@{made.slug}.audit.example", **scope)
    inside = {made.mentor_id, within}
    tried = 0
    for rule in app.url_map.iter_rules():
        if not rule.endpoint.startswith("auditor.") or rule.arguments == {"tenant"}:
            continue
        named = sorted(rule.arguments & {"person_id", "claim_id"})
        numbers = [(audit.number, one) for one in strange if named] + [(others.number, one) for one in inside]
        for number, one in numbers:
            values = {"tenant": made.slug, "number": number, "form": "json", **dict.fromkeys(named, one)}
            path = app.url_map.bind("localhost").build(rule.endpoint, {key: values[key] for key in rule.arguments})
            for method in (rule.methods or set()) & {"GET", "POST"}:
                answer = audit.auditor.open(path, method=method)
                assert (answer.status_code, "Sam Ode" in answer.text) == (404, False), f"{method} {path}"
                tried += 1
    assert tried > 40
    assert "Sam Ode" not in audit.auditor.get(audit.home).text


def test_no_tick_asks_about_an_entry_that_is_out_of_scope(app: Flask, database: Database, made: MadeTenant) -> None:
    claimed(database, made)
    other = claimed(database, made, by=_colleague(database, made))
    audit = audited(app, database, made, members=Members.NAMED, person_ids=(made.mentor_id,))
    assert audit.auditor.post(f"{audit.member()}/ask", data={"entry": str(other)}).status_code == 404


def test_entries_outside_the_days_are_not_there(app: Flask, database: Database, made: MadeTenant) -> None:
    early, late = claimed(database, made, on=date(2026, 2, 3)), claimed(database, made, on=date(2026, 5, 12))
    audit = audited(app, database, made, since=date(2026, 5, 1), until=date(2026, 5, 31))
    assert audit.auditor.get(audit.entry(late)).status_code == 200
    assert audit.auditor.get(audit.entry(early)).status_code == 404
    assert audit.auditor.post(f"{audit.entry(early)}/ask").status_code == 404


def test_the_log_holds_what_is_in_scope_no_words_and_stands_on_the_ledger(
    app: Flask, database: Database, made: MadeTenant
) -> None:
    claimed(database, made, on=date(2026, 2, 3), words="outside")
    claimed(database, made, words="she cried")
    audit = audited(app, database, made, since=date(2026, 5, 1))
    answer = audit.auditor.get(f"{audit.member()}/hours.json")
    assert "she cried" not in answer.text
    log = open_log(answer.data).log
    assert [row.date for row in log.claims] == ["2026-05-12"]
    assert faults(log) == []
    with database.tenant(made.tenant_id) as scope:
        assert ledger_faults(scope, log) == []


def test_every_look_is_noted_shown_to_the_organisation_and_in_the_audit_log(
    app: Flask, database: Database, made: MadeTenant
) -> None:
    claim_id = claimed(database, made)
    audit = audited(app, database, made)
    for path in (audit.home, audit.member(), audit.entry(claim_id), f"{audit.member()}/hours.json"):
        assert audit.auditor.get(path).status_code == 200
    assert _looks(audit) == ["audit_sample_seen", "audit_member_seen", "audit_entry_seen", "audit_log_downloaded"]
    coordinator = browser(app, add_member(database, made, "coordinator"))
    text = coordinator.get(f"/t/{made.slug}/auditors/{audit.number}").text
    for words in ("Looked at the list of members", "Opened an entry", "Downloaded the hour log of a member", "Dan Roy"):
        assert words in text
    with database.tenant(made.tenant_id) as scope:
        noted = scope.session.scalars(select(AuditEntry.action).where(AuditEntry.tenant_id == scope.tenant_id)).all()
    assert {"auditor_invited", *_looks(audit)} <= set(noted)


def test_what_is_refused_is_noted_and_shown_to_the_organisation_without_saying_what(
    app: Flask, database: Database, made: MadeTenant
) -> None:
    claim_id = claimed(database, made)
    foreign = claimed(database, make_tenant(database))
    audit = audited(app, database, made, members=Members.NAMED, person_ids=(made.mentee_id,))
    for path in (audit.member(), f"{audit.member()}/hours.zip", audit.entry(claim_id), audit.entry(foreign)):
        assert audit.auditor.get(path).status_code == 404
    assert _looks(audit) == ["audit_refused"] * 4
    coordinator = browser(app, add_member(database, made, "coordinator"))
    text = coordinator.get(f"/t/{made.slug}/auditors/{audit.number}").text
    assert text.count("Asked for something outside the audit") == 4
    assert "Dan Roy" not in text


def _pages(audit: Audited, claim_id: UUID) -> list[str]:
    return [
        audit.home,
        audit.member(),
        audit.entry(claim_id),
        f"{audit.member()}/hours.pdf",
        f"/t/{audit.made.slug}/audits",
    ]


def test_on_the_day_after_the_last_nothing_is_open_in_the_same_session(
    app: Flask, database: Database, made: MadeTenant, watch: Watch
) -> None:
    """The audit ends with its day in the programme's zone, and the session ends with it."""
    claim_id = claimed(database, made)
    audit = audited(app, database, made, ends_on=NOON.date())
    assert audit.auditor.get(audit.home).status_code == 200
    watch.now = datetime(2026, 6, 10, 6, 0, tzinfo=NOON.tzinfo)  # midnight in Edmonton
    assert [audit.auditor.get(page).status_code for page in _pages(audit, claim_id)] == [404] * 5


def test_revoking_ends_it_at_the_next_click(app: Flask, database: Database, made: MadeTenant) -> None:
    claim_id = claimed(database, made)
    audit = audited(app, database, made)
    assert audit.auditor.get(audit.home).status_code == 200
    client = with_forms(browser(app, add_member(database, made, "coordinator")))
    assert client.post(f"/t/{made.slug}/auditors/{audit.number}/revoke").status_code == 303
    assert [audit.auditor.get(page).status_code for page in _pages(audit, claim_id)] == [404] * 5


def test_one_of_two_audits_ends_and_the_other_goes_on(app: Flask, database: Database, made: MadeTenant) -> None:
    claimed(database, made)
    first, second = audited(app, database, made), audited(app, database, made)
    with database.tenant(made.tenant_id) as scope:
        revoke(scope, scope.session.get_one(Audit, (scope.tenant_id, first.audit_id)), made.coordinator_id, NOON)
    assert first.auditor.get(first.home).status_code == 404
    assert first.auditor.get(second.home).status_code == 200


def test_an_auditor_opens_no_audit_of_another_auditor(app: Flask, database: Database, made: MadeTenant) -> None:
    claimed(database, made)
    own = audited(app, database, made)
    others = audited(app, database, made, email=f"omar@{made.slug}.audit.example")
    assert own.auditor.get(others.home).status_code == 404


def test_an_auditor_who_coordinates_elsewhere_is_an_auditor_here(
    app: Flask, database: Database, made: MadeTenant
) -> None:
    claimed(database, made)
    elsewhere = make_tenant(database)
    audit = audited(app, database, made, email=f"priya@{elsewhere.slug}.example")
    assert audit.auditor.get(audit.home).status_code == 200
    assert audit.auditor.get(f"/t/{made.slug}/people").status_code == 404
    assert audit.auditor.get(f"/t/{elsewhere.slug}/people").status_code == 200
    assert audit.auditor.get(f"/t/{elsewhere.slug}/audits").status_code == 404


def test_no_coordinator_looks_through_an_auditors_eyes(app: Flask, database: Database, made: MadeTenant) -> None:
    claimed(database, made)
    audit = audited(app, database, made)
    assert browser(app, add_member(database, made, "coordinator")).get(audit.home).status_code == 404
