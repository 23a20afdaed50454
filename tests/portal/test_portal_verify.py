"""The public page that checks an hour log (X3): what it says, and that it keeps and tells nothing."""

import io
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.db import Database
from app.exports.bundles.bundle import bundle
from app.exports.bundles.sealed_files import file_name, sealed_files
from app.exports.log.contacts import contacts_for
from app.exports.log.hour_log import hour_log
from app.exports.log.issue import issue_hour_log
from app.exports.log.log_file import open_log
from app.inbound.models import ReceivedMail
from app.ledger.append import append
from app.ledger.models import CodeTry, HourLogExport, LedgerEntry, PaperCode
from app.programmes.models import Person
from app.tenants.models import AuditEntry
from tests.factories.tenants import MadeTenant, make_tenant
from tests.ledger.memory_ledger import correction
from tests.portal.pages import NOON, add_hours, browser, make_app, with_forms
from tests.signing.seals import data_dir, other_authority, seal

URL = "https://mentorpost.example"


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


def _sealed(database: Database, tenant: MadeTenant) -> dict[str, bytes]:
    """The files of a log that was handed out, by their endings."""
    with database.tenant(tenant.tenant_id) as scope:
        log = issue_hour_log(scope, str(tenant.mentor_id), since=None, until=None, at=NOON, by="a test")
        files = sealed_files(log, contacts_for(scope, log), seal(), URL)
    return {name.removeprefix(file_name(log)): content for name, content in files.items()}


def _hand_in(visitor: FlaskClient, files: Mapping[str, bytes]) -> str:
    handed = [(io.BytesIO(content), name) for name, content in files.items()]
    return visitor.post("/verify", data={"file": handed}).text


def _said(visitor: FlaskClient, data: bytes) -> str:
    return _hand_in(visitor, {"log.json": data})


def _rows(database: Database, tenant: MadeTenant) -> list[int | None]:
    """How many rows there are in each table that knows of logs."""
    with database.tenant(tenant.tenant_id) as scope:
        kept = (HourLogExport, LedgerEntry, ReceivedMail, AuditEntry, PaperCode, CodeTry)
        return [scope.session.scalar(select(func.count()).select_from(model)) for model in kept]


def test_a_log_as_it_was_handed_out_is_whole(visitor: FlaskClient, database: Database, tenant: MadeTenant) -> None:
    page = _said(visitor, _log(database, tenant))
    assert "Whole: this log is exactly what the ledger says" in page
    assert "Dan Roy, M-1" in page


def test_a_sealed_document_is_judged_by_its_seal_and_by_the_record_inside(
    database: Database, redis_url: str, tenant: MadeTenant
) -> None:
    visitor = with_forms(browser(make_app(database, redis_url=redis_url, data_dir=data_dir())))
    document = _sealed(database, tenant)[".pdf"]
    assert "Whole: this log is exactly what the ledger says" in _said(visitor, document)
    changed = document[:9000] + bytes([document[9000] ^ 1]) + document[9001:]
    refused = _said(visitor, changed)
    assert "Not whole: do not rely on this file" in refused
    assert "record: the record inside" in refused


def test_a_seal_that_is_not_trusted_here_is_not_taken_for_a_change(
    database: Database, redis_url: str, tenant: MadeTenant
) -> None:
    visitor = with_forms(browser(make_app(database, redis_url=redis_url, data_dir=other_authority())))
    refused = _said(visitor, _sealed(database, tenant)[".pdf"])
    assert "which the given authority does not vouch for" in refused
    assert "what was changed" not in refused


def test_a_table_without_its_seal_asks_for_it(visitor: FlaskClient, database: Database, tenant: MadeTenant) -> None:
    page = _hand_in(visitor, {"log.csv": _sealed(database, tenant)[".csv"]})
    assert "This could not be checked" in page
    assert "its seal log.csv.p7s is not beside it" in page


@pytest.mark.parametrize("end", [".csv", ".xlsx"])
def test_a_table_handed_in_with_its_seal_is_checked(
    visitor: FlaskClient, database: Database, tenant: MadeTenant, end: str
) -> None:
    files = _sealed(database, tenant)
    both = {f"log{end}": files[end], f"log{end}.p7s": files[f"{end}.p7s"]}
    assert "not a byte of this file was changed" in _hand_in(visitor, both)
    assert "Not whole" in _hand_in(visitor, {**both, f"log{end}": files[end][:-2] + b"xx"})


def test_a_bundle_is_checked_as_a_whole(visitor: FlaskClient, database: Database, tenant: MadeTenant) -> None:
    with database.tenant(tenant.tenant_id) as scope:
        log = issue_hour_log(scope, str(tenant.mentor_id), since=None, until=None, at=NOON, by="a test")
        contacts = contacts_for(scope, log)
    packed = bundle(log, sealed_files(log, contacts, seal(), URL), seal(), URL)
    assert "Whole: this log is exactly what the ledger says" in _hand_in(visitor, {"log.zip": packed})
    changed = packed.replace(b'"90"', b'"91"', 1)
    page = _hand_in(visitor, {"log.zip": changed})
    assert "Not whole: do not rely on this file" in page
    assert "under minutes, the record" in page


def test_what_was_corrected_since_is_told(visitor: FlaskClient, database: Database, tenant: MadeTenant) -> None:
    document = _sealed(database, tenant)[".pdf"]
    with database.tenant(tenant.tenant_id) as scope:
        claim = scope.session.scalars(select(LedgerEntry.id).where(LedgerEntry.kind == "claim")).first()
        assert claim
        append(scope, [correction(claim, 15)], NOON)
    page = _hand_in(visitor, {"log.pdf": document})
    assert "Whole, but corrected or disputed since it was made" in page
    assert "corrected since, on 2026-06-09" in page
    assert "Ask for a log made today" in page


def test_a_french_reader_is_told_in_french(app: Flask, database: Database, tenant: MadeTenant) -> None:
    visitor = with_forms(browser(app, language="fr-CA"))
    page = _said(visitor, _log(database, tenant).replace(b'"minutes":90', b'"minutes":91'))
    assert "empreinte\u00a0: le fichier a été modifié après coup" in page
    assert "Ne vous y fiez pas." in page


@pytest.fixture
def no_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files would appear; asking for one that has no name is refused."""

    def refuse(*_arguments: object, **_named: object) -> None:
        raise AssertionError("a file that was handed in went to a disk")

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr("werkzeug.formparser.SpooledTemporaryFile", refuse)
    return tmp_path


def test_nothing_of_a_file_is_kept(
    visitor: FlaskClient, database: Database, tenant: MadeTenant, no_temporary_files: Path
) -> None:
    """No file, not even a temporary one, and no row."""
    large = _sealed(database, tenant)[".pdf"] + b"canary-4d1c" * 100_000
    before = _rows(database, tenant)
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="canary-4d1c.pdf"\r\n\r\n'
    page = visitor.post("/verify", data=head + large + b"\r\n--x--\r\n", content_type="multipart/form-data; boundary=x")
    assert "Not whole" in page.text
    assert list(no_temporary_files.iterdir()) == []
    assert _rows(database, tenant) == before


def test_more_files_than_a_log_has_are_refused(visitor: FlaskClient) -> None:
    files = {f"{place}.json": b"{}" for place in range(17)}
    assert "At most 16 files at once" in _hand_in(visitor, files)


def test_the_code_on_a_paper_says_when_the_log_was_handed_out(
    visitor: FlaskClient, database: Database, tenant: MadeTenant
) -> None:
    """X3: what the QR code of older documents leads to."""
    log = open_log(_log(database, tenant)).log
    page = visitor.get("/verify", query_string={"organisation": tenant.slug, "digest": log.digest}).text
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
    assert "this is not an hour log" in _said(visitor, data)


def test_no_file_is_said_so(visitor: FlaskClient) -> None:
    answer = visitor.post("/verify", data={})
    assert answer.status_code == 422
    assert "Please choose a file first." in answer.text


def test_a_file_larger_than_a_log_is_refused_in_words(visitor: FlaskClient) -> None:
    kind = "multipart/form-data; boundary=x"
    answer = visitor.post("/verify", data=b"x" * 32_000_001, content_type=kind)
    assert answer.status_code == 413
    assert "This file is too large." in answer.text


@pytest.mark.parametrize("names", [("log.json", "log.json"), ("may/log.json", "june/log.json")])
def test_of_two_files_of_one_name_none_is_judged_in_place_of_the_other(
    visitor: FlaskClient, database: Database, tenant: MadeTenant, names: tuple[str, str]
) -> None:
    whole = _log(database, tenant)
    handed = [(io.BytesIO(content), name) for content, name in zip((b"{}", whole), names, strict=True)]
    answer = visitor.post("/verify", data={"file": handed})
    assert answer.status_code == 422
    assert "Two of your files are called log.json." in answer.text
