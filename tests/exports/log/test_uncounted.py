"""A log that leaves hours out says that it does not count those it shows, and why: a blank is no statement (H4, X2)."""

import io
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest

from app.db import Database
from app.exports.checks.known_tables import csv_faults, xlsx_faults
from app.exports.checks.proof import faults
from app.exports.log.compose import sealed
from app.exports.log.contacts import contacts_for
from app.exports.log.hour_log import hour_log
from app.exports.log.log_file import open_log
from app.exports.log.schema import HourLog
from app.exports.sheets.sheet import sheet
from app.exports.sheets.typeset import pdf_pages
from app.exports.tables.csv_rows import csv_file, read_csv
from app.exports.tables.xlsx_file import workbook_file
from app.programmes.models import Person
from tests.exports.log_changes import changed, told
from tests.exports.sealed_log import contacts
from tests.factories.tenants import MadeTenant

AT = datetime(2026, 7, 2, 14, 12, tzinfo=UTC)


def log_of(database: Database, made: MadeTenant, *, since: date | None = None, until: date | None = None) -> HourLog:
    """Two claims in May and one in June, on record for Dan."""
    with database.tenant(made.tenant_id) as scope:
        person = scope.session.get_one(Person, (scope.tenant_id, made.mentor_id))
        return hour_log(scope, person, since=since, until=until, at=AT)


@pytest.fixture
def of_may(database: Database, made: MadeTenant) -> HourLog:
    return log_of(database, made, until=date(2026, 5, 31))


def test_a_log_of_some_days_names_the_hours_that_it_does_not_count(of_may: HourLog, made: MadeTenant) -> None:
    (row,) = of_may.uncounted
    assert (of_may.cpd, row.narrowed_by, row.claims) == ([], ["days"], [claim.seq for claim in of_may.claims])
    assert [one.id for one in row.programmes] == [str(made.programme_id)]
    opened = open_log(of_may.file_bytes())
    assert (opened.log, opened.faults, faults(of_may)) == (of_may, (), [])


def test_days_that_leave_no_hour_out_leave_nothing_uncounted(database: Database, made: MadeTenant) -> None:
    log = log_of(database, made, since=date(2026, 5, 1), until=date(2026, 6, 30))
    assert (len(log.cpd), log.uncounted, faults(log)) == (1, [], [])


@pytest.mark.parametrize(
    ("locale", "begins"),
    [("en-CA", "This log is of some days only."), ("fr-CA", "Ce relevé ne porte que sur certains jours.")],
)
def test_the_pages_say_why_in_place_of_the_figures(of_may: HourLog, locale: str, begins: str) -> None:
    words = sheet(of_may, contacts(locale), "https://example.org/c/x")
    (part,) = words.cpd.parts
    assert (part.rows, part.lines[0].startswith(begins)) == ((), True)
    assert pdf_pages(words, of_may.file_bytes()).startswith(b"%PDF")


def test_the_tables_say_why_in_the_cells_of_each_claim(database: Database, made: MadeTenant, of_may: HourLog) -> None:
    head, *rows = read_csv(csv_file(of_may, {}))
    cells = [dict(zip(head, row, strict=True)) for row in rows]
    assert {(cell["programme"], cell["counts_minutes"], cell["why"]) for cell in cells} == {
        (f"Mentoring {made.slug}", "", "uncounted days")
    }
    with database.tenant(made.tenant_id) as scope:
        reader = contacts_for(scope, of_may)
    data = workbook_file(of_may, reader)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert [row[-1] for row in list(book.worksheets[0].values)[1:]] == [
        "not counted here: the log is of some days only"
    ] * len(of_may.claims)
    about = dict(row[:2] for row in book.worksheets[2].values)
    assert "Caps and minimums are of all hours together" in str(about["What counts as professional development"])
    assert [*csv_faults(of_may, csv_file(of_may, {})), *xlsx_faults(of_may, data)] == []


def _of_no_claim(content: dict[str, Any]) -> None:
    content["uncounted"][0]["claims"].append(999)


def _twice(content: dict[str, Any]) -> None:
    content["uncounted"].append(content["uncounted"][0])


def _of_all_days(content: dict[str, Any]) -> None:
    content["period"] = {"since": None, "until": None}


@pytest.mark.parametrize("change", [_of_no_claim, _twice, _of_all_days])
def test_hours_said_not_to_be_counted_without_reason_are_told(of_may: HourLog, change: Any) -> None:
    assert any(fault.startswith("uncounted:") for fault in told(faults(changed(of_may, change))))


def test_a_log_made_before_it_told_this_is_whole(of_may: HourLog) -> None:
    content = of_may.model_dump(mode="json", by_alias=True)
    del content["uncounted"]
    older = sealed(content)
    assert (older.uncounted, faults(older)) == ([], [])
    assert [row[-1] for row in read_csv(csv_file(older, {}))[1:]] == [""] * len(older.claims)
