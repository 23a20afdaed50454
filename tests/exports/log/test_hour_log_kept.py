"""The hour log of the real ledger, its published schema, and what is kept of it (X2)."""

import json
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import jsonschema
import pytest
from sqlalchemy import select

from app.db import Database
from app.exports.log.hour_log import hour_log
from app.exports.log.issue import BadPeriod, UnknownMember, find_member, issue_hour_log
from app.exports.log.schema import HourLog
from app.exports.log.schema_page import schema_page
from app.ledger.models import HourLogExport
from tests.exports.log_changes import refusals
from tests.factories.tenants import MadeTenant, make_tenant
from tests.ledger.kept_ledger import claim_of, enter
from tests.ledger.memory_ledger import AT

PUBLISHED = Path(__file__).parents[3] / "docs" / "hour-log.schema.json"


def log_of(
    database: Database, made: MadeTenant, member: str, since: date | None = None, until: date | None = None
) -> HourLog:
    with database.tenant(made.tenant_id) as scope:
        return hour_log(scope, find_member(scope, member), since=since, until=until, at=AT)


def published() -> Any:
    return json.loads(PUBLISHED.read_text(encoding="utf-8"))


def test_the_log_of_a_member_is_whole_and_has_its_figures(database: Database, made: MadeTenant) -> None:
    log = log_of(database, made, made.mentor_email)
    assert refusals(log.file_bytes()) == []
    assert (log.member.name, log.member.member_number) == ("Dan Roy", "M-1")
    assert log.tenant.slug == made.slug
    assert log.totals.model_dump() == {
        "minutes": 165,
        "by_mode": {"video": 165},
        "by_state": {"attested": 90, "claimed": 30, "disputed": 45},
    }
    assert (log.person_entries, log.head.seq, log.chain.first) == (6, 7, 1)


def test_a_row_says_when_with_whom_how_long_and_who_confirmed(database: Database, made: MadeTenant) -> None:
    row = log_of(database, made, made.mentor_email).claims[0]
    assert (row.date, row.start, row.end, row.minutes) == ("2026-05-12", "18:00", "19:30", 90)
    assert (row.partners, row.state, row.topics) == (["Kate Li"], "attested", "career plan")
    assert row.answer is not None
    assert (row.answer.name, row.answer.means) == ("Kate Li", "mail")


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, [90, 30, 45]),
        (date(2026, 5, 12), date(2026, 5, 12), [90, 30, 45][:2]),
        (date(2026, 5, 13), date(2026, 5, 31), []),
        (date(2026, 6, 1), None, [45]),
        (None, date(2026, 5, 31), [90, 30]),
    ],
)
def test_the_period_takes_both_its_days_and_months_it_meets(
    database: Database, made: MadeTenant, since: date | None, until: date | None, expected: list[int]
) -> None:
    log = log_of(database, made, made.mentor_email, since, until)
    assert [row.minutes for row in log.claims] == expected
    assert refusals(log.file_bytes()) == []


def test_the_log_fits_the_published_schema(database: Database, made: MadeTenant) -> None:
    checker = jsonschema.Draft202012Validator(published())
    for member in (made.mentor_email, made.mentee_email):
        checker.validate(json.loads(log_of(database, made, member).file_bytes()))


def test_the_published_schema_refuses_another_shape(database: Database, made: MadeTenant) -> None:
    content = json.loads(log_of(database, made, made.mentor_email).file_bytes())
    for wrong in (content | {"extra": 1}, content | {"digest": "abc"}, content | {"totals": {}}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.Draft202012Validator(published()).validate(wrong)


def test_the_published_schema_is_that_of_the_code() -> None:
    jsonschema.Draft202012Validator.check_schema(published())
    assert PUBLISHED.read_text(encoding="utf-8") == schema_page()


def test_a_member_is_found_by_address_number_and_id(database: Database, made: MadeTenant) -> None:
    with database.tenant(made.tenant_id) as scope:
        keys = (made.mentor_email, made.mentor_email.upper(), " M-1 ", str(made.mentor_id))
        assert {find_member(scope, key).id for key in keys} == {made.mentor_id}


def test_nobody_of_another_tenant_is_found(database: Database, made: MadeTenant) -> None:
    other = make_tenant(database)
    for key in (other.mentor_email, str(other.mentor_id), "M-404", "", "\0"):
        with database.tenant(made.tenant_id) as scope, pytest.raises(UnknownMember):
            find_member(scope, key)


def test_what_is_issued_is_noted_by_digest_and_parameters(database: Database, made: MadeTenant) -> None:
    since, until = date(2026, 5, 1), date(2026, 5, 31)
    with database.tenant(made.tenant_id) as scope:
        log = issue_hour_log(scope, "M-1", since=since, until=until, at=AT, by="a test")
    with database.tenant(made.tenant_id) as scope:
        kept = scope.session.scalars(select(HourLogExport)).one()
        assert (kept.digest.hex(), kept.person_id, kept.made_by) == (log.digest, made.mentor_id, "a test")
        assert (kept.parameters["since"], kept.parameters["until"]) == ("2026-05-01", "2026-05-31")


def test_a_period_that_ends_before_it_begins_is_refused(database: Database, made: MadeTenant) -> None:
    with database.tenant(made.tenant_id) as scope, pytest.raises(BadPeriod, match="ends on 2026-05-01, before"):
        issue_hour_log(scope, "M-1", since=date(2026, 5, 2), until=date(2026, 5, 1), at=AT, by="a test")


def test_the_chain_begins_with_the_members_first_entry(database: Database, made: MadeTenant) -> None:
    log = log_of(database, made, made.mentee_email)
    assert (log.chain.first, len(log.chain.bodies)) == (3, 5)


def test_a_member_who_claimed_nothing_has_an_empty_log(database: Database) -> None:
    fresh = make_tenant(database)
    log = log_of(database, fresh, fresh.mentor_email)
    assert (log.totals.minutes, log.head.seq, log.member.name) == (0, 0, "Dan Roy")
    enter(database, fresh, claim_of(fresh))
    assert log_of(database, fresh, fresh.mentee_email).member.id == str(UUID(str(fresh.mentee_id)))
