"""The public page that checks an hour log (X3): what it says, and that it keeps and tells nothing."""

import io
import json

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db import Database
from app.exports.contacts import contacts_for
from app.exports.hour_log import hour_log
from app.exports.issue import issue_hour_log
from app.exports.log_file import open_log
from app.exports.sealed_files import check_url, sealed_files
from app.programmes.models import Person
from tests.factories.tenants import MadeTenant, make_tenant
from tests.portal.pages import NOON, add_hours, browser, make_app, with_forms
from tests.signing.seals import data_dir, other_authority, seal


@pytest.fixture
def tenant(database: Database) -> MadeTenant:
    made = make_tenant(database)
    add_hours(database, made)
    return made


@pytest.fixture
def visitor(app: Flask) -> FlaskClient:
    return with_forms(browser(app))


def _log(database: Database, tenant: MadeTenant) -> bytes:
    with database.tenant(tenant.tenant_id) as scope:
        return issue_hour_log(scope, str(tenant.mentor_id), since=None, until=None, at=NOON, by="a test").file_bytes()


def _sealed(database: Database, tenant: MadeTenant, end: str = ".pdf") -> bytes:
    with database.tenant(tenant.tenant_id) as scope:
        log = issue_hour_log(scope, str(tenant.mentor_id), since=None, until=None, at=NOON, by="a test")
        files = sealed_files(log, contacts_for(scope, log), seal(), "https://mentorpost.example")
    return next(content for name, content in files.items() if name.endswith(end))


def _said(visitor: FlaskClient, data: bytes) -> str:
    return visitor.post("/verify", data={"file": (io.BytesIO(data), "log.json")}).text


def test_a_log_as_it_was_handed_out_is_whole(visitor: FlaskClient, database: Database, tenant: MadeTenant) -> None:
    page = _said(visitor, _log(database, tenant))
    assert "Whole: this log is exactly what the ledger says" in page
    assert "Dan Roy, M-1" in page


def test_a_sealed_document_is_judged_by_its_seal_and_by_the_record_inside(
    database: Database, redis_url: str, tenant: MadeTenant
) -> None:
    visitor = with_forms(browser(make_app(database, redis_url=redis_url, data_dir=data_dir())))
    document = _sealed(database, tenant)
    assert "Whole: this log is exactly what the ledger says" in _said(visitor, document)
    changed = document[:9000] + bytes([document[9000] ^ 1]) + document[9001:]
    refused = _said(visitor, changed)
    assert "Not whole: do not rely on this file" in refused
    assert "record: the record inside" in refused


def test_a_seal_that_is_not_trusted_here_is_not_taken_for_a_change(
    database: Database, redis_url: str, tenant: MadeTenant
) -> None:
    visitor = with_forms(browser(make_app(database, redis_url=redis_url, data_dir=other_authority())))
    refused = _said(visitor, _sealed(database, tenant))
    assert "which the given authority does not vouch for" in refused
    assert "what was changed" not in refused


@pytest.mark.parametrize("name", ["log.csv", "renamed"])
def test_a_table_is_sent_to_the_command_that_checks_it(
    visitor: FlaskClient, database: Database, tenant: MadeTenant, name: str
) -> None:
    table = _sealed(database, tenant, ".csv")
    page = visitor.post("/verify", data={"file": (io.BytesIO(table), name)}).text
    assert "A table is not checked here" in page
    assert "docs/hour-log.md" in page
    assert "This is not an hour log" not in page


def test_the_code_on_a_paper_says_when_the_log_was_handed_out(
    visitor: FlaskClient, database: Database, tenant: MadeTenant
) -> None:
    """X3: what the QR code of a document leads to."""
    log = open_log(_log(database, tenant)).log
    page = visitor.get(check_url("", log)).text
    assert f"Association {tenant.slug} handed out an hour log with this code" in page
    assert "It was made on 9 June 2026." in page
    assert "Dan Roy" not in page


@pytest.mark.parametrize(
    ("slug", "digest"),
    [("{slug}", "0" * 64), ("nobody", "0" * 64), ("{slug}", "g" * 64), ("{slug}", ""), ("\0", "0" * 64)],
)
def test_a_code_that_nobody_handed_out_tells_no_name(
    visitor: FlaskClient, tenant: MadeTenant, slug: str, digest: str
) -> None:
    asked = {"organisation": slug.format(slug=tenant.slug), "digest": digest}
    answer = visitor.get("/verify", query_string=asked)
    assert answer.status_code == 200
    assert "No hour log with this code was handed out here" in answer.text
    assert "Association" not in answer.text


def test_a_changed_figure_is_refused_and_named(visitor: FlaskClient, database: Database, tenant: MadeTenant) -> None:
    page = _said(visitor, _log(database, tenant).replace(b'"minutes":90', b'"minutes":91'))
    assert "Not whole: do not rely on this file" in page
    assert "digest: the file was changed after it was made" in page


def test_a_log_that_was_never_handed_out_learns_nothing_of_the_ledger(
    visitor: FlaskClient, database: Database, tenant: MadeTenant
) -> None:
    with database.tenant(tenant.tenant_id) as scope:
        person = scope.session.get_one(Person, (tenant.tenant_id, tenant.mentor_id))
        unissued = hour_log(scope, person, since=None, until=None, at=NOON).file_bytes()
    page = _said(visitor, unissued)
    assert "no log with this digest was ever made from this ledger" in page
    assert page.count("<li>") == 1


def test_a_log_of_an_organisation_that_is_not_here_is_refused(
    visitor: FlaskClient, database: Database, tenant: MadeTenant
) -> None:
    log = json.loads(_log(database, tenant))
    foreign = json.dumps(log).replace(str(tenant.tenant_id), str(tenant.mentee_id)).encode()
    assert "Not whole" in _said(visitor, foreign)


@pytest.mark.parametrize("data", [b"", b"hello", b"{}", b"\x00\xff" * 500])
def test_something_else_is_said_to_be_no_hour_log(visitor: FlaskClient, data: bytes) -> None:
    assert "This is not an hour log" in _said(visitor, data)


def test_no_file_is_said_so(visitor: FlaskClient) -> None:
    answer = visitor.post("/verify", data={})
    assert answer.status_code == 422
    assert "Please choose a file first." in answer.text


def test_a_file_larger_than_a_log_is_refused_in_words(visitor: FlaskClient) -> None:
    kind = "multipart/form-data; boundary=x"
    answer = visitor.post("/verify", data=b"x" * 32_000_001, content_type=kind)
    assert answer.status_code == 413
    assert "This file is too large." in answer.text
