"""The code on a paper: what it leads to, and that nobody finds one by trying (X3)."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import Database
from app.exports.checks.code_tries import MOST_TRIES
from app.exports.log.issue import issue_hour_log
from app.exports.log.paper_code import SIGNS, code_of, typed_code
from app.exports.log.schema import HourLog
from app.ledger.append import append
from app.ledger.models import LedgerEntry
from tests.factories.tenants import MadeTenant, make_tenant
from tests.ledger.kept_ledger import mentee
from tests.ledger.memory_ledger import dispute
from tests.portal.pages import NOON, add_hours, browser

WRONG = code_of("0" * 64)


@pytest.fixture
def tenant(database: Database) -> MadeTenant:
    made = make_tenant(database)
    add_hours(database, made)
    return made


@pytest.fixture
def visitor(app: Flask) -> FlaskClient:
    found = browser(app)
    found.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    return found


@pytest.fixture
def log(database: Database, tenant: MadeTenant) -> HourLog:
    with database.tenant(tenant.tenant_id) as scope:
        return issue_hour_log(scope, str(tenant.mentor_id), since=None, until=None, at=NOON, by="a test")


def test_a_code_has_seventeen_signs_and_depends_on_the_whole_digest() -> None:
    assert re.fullmatch(rf"([{SIGNS}]{{4}}-){{4}}[{SIGNS}]", WRONG)
    assert code_of("0" * 63 + "1") != WRONG


def test_a_code_is_read_as_people_write_it() -> None:
    code = code_of("ab" * 32)
    assert typed_code(f" {code.lower().replace('-', '  ')} ") == code
    assert typed_code(code.replace("0", "O").replace("1", "l")) == code


def test_one_wrong_sign_is_found_before_anything_is_looked_up() -> None:
    code = code_of("ab" * 32)
    for place in (0, 6, 18):
        other = SIGNS[(SIGNS.index(code[place]) + 1) % 31]
        assert typed_code(code[:place] + other + code[place + 1 :]) is None


def test_it_shows_what_is_held_and_no_name(visitor: FlaskClient, tenant: MadeTenant, log: HourLog) -> None:
    page = visitor.get(f"/c/{code_of(log.digest)}").text
    assert f"Association {tenant.slug} handed out this hour log" in page
    assert log.digest in page
    assert "D. R." in page
    assert "Dan Roy" not in page
    assert "Nothing was recorded about the member since." in page


def test_it_shows_the_fingerprint_to_compare_the_bundles_certificate_with(visitor: FlaskClient, log: HourLog) -> None:
    """The guide in the bundle leads here for it."""
    page = visitor.get(f"/c/{code_of(log.digest)}").text
    shown = visitor.get("/verify").text.partition('<p class="digest">')[2].partition("</p>")[0]
    assert len(shown.replace(":", "").strip()) == 64
    assert shown in page


def test_a_typed_code_leads_there(visitor: FlaskClient, log: HourLog) -> None:
    answer = visitor.get("/verify", query_string={"code": code_of(log.digest).lower()}, follow_redirects=True)
    assert log.digest in answer.text


def test_a_dispute_since_is_told_with_what_to_do(
    visitor: FlaskClient, database: Database, tenant: MadeTenant, log: HourLog
) -> None:
    with database.tenant(tenant.tenant_id) as scope:
        claim = scope.session.scalars(select(LedgerEntry.id).where(LedgerEntry.kind == "claim")).first()
        assert claim
        append(scope, [dispute(claim, mentee(tenant))], NOON)
    page = visitor.get(f"/c/{code_of(log.digest)}").text
    assert "Corrected or disputed since" in page
    assert "disputed since, on 2026-06-09" in page
    assert "Ask the organisation how it was settled." in page


@pytest.mark.parametrize("code", [WRONG, "1", "hours-1", "A" * 500, "%00", "ABCD-EFGH-JKMN-PQRS-T"])
def test_a_code_that_nobody_handed_out_is_refused(visitor: FlaskClient, code: str) -> None:
    answer = visitor.get(f"/c/{code}")
    assert answer.status_code == 404
    assert "No hour log and no letter with this code was handed out here" in answer.text


def test_whoever_tries_many_codes_must_wait_even_with_a_right_one(app: Flask, log: HourLog) -> None:
    visitor = browser(app)
    visitor.environ_base["REMOTE_ADDR"] = "198.51.100.9"
    for _ in range(MOST_TRIES):
        assert visitor.get(f"/c/{WRONG}").status_code == 404
    answer = visitor.get(f"/c/{code_of(log.digest)}")
    assert answer.status_code == 429
    assert "Too many wrong codes" in answer.text
    assert log.digest not in answer.text
