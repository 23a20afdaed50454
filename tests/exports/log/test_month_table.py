"""The month by person and mode, and its CSV without formulas (X1)."""

import csv
import io
from uuid import UUID

import pytest

from app.db import Database
from app.exports.log.month import MonthRow, MonthTable, inert, month_csv, month_table
from app.ledger.append import append
from app.ledger.drafts import CorrectionDraft, Evidence
from app.programmes.models import Person
from tests.factories.tenants import make_tenant
from tests.portal.pages import NOON, PERIOD, claim

HEADINGS = ("Name", "Number", "Month", "All", "Unconfirmed")


def test_the_table_holds_what_stands_now_by_person_and_mode(database: Database) -> None:
    tenant = make_tenant(database)
    with database.tenant(tenant.tenant_id) as scope:
        drafts = [
            claim(tenant, minutes=minutes, mode=mode) for minutes, mode in ((90, "video"), (30, "email"), (45, "video"))
        ]
        first, *_ = append(scope, drafts, NOON)
        append(scope, [CorrectionDraft(first.id, 60, Evidence("lenient", ""))], NOON)
        table = month_table(scope, PERIOD)
        empty = month_table(scope, "2026-04")
    assert [(row.name, row.member_number, dict(row.by_mode), row.minutes) for row in table.rows] == [
        ("Dan Roy", "M-1", {"video": 105, "email": 30}, 135)
    ]
    assert (table.modes, table.minutes, table.unconfirmed) == (("video", "email"), 135, 0)
    assert (empty.rows, empty.minutes) == ((), 0)


def test_withdrawn_hours_are_not_in_the_table(database: Database) -> None:
    tenant = make_tenant(database)
    with database.tenant(tenant.tenant_id) as scope:
        (first,) = append(scope, [claim(tenant, minutes=90, mode="video")], NOON)
        append(scope, [CorrectionDraft(first.id, 0, Evidence("lenient", ""))], NOON)
        assert month_table(scope, PERIOD).rows == ()


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\N{NO-BREAK SPACE}=1"])
def test_no_cell_begins_like_a_formula(name: str) -> None:
    """CWE-1236: whatever a member calls themselves."""
    row = MonthRow(UUID(int=1), name, name, {"video": 90}, 90, 0)
    table = MonthTable(PERIOD, ("video",), (row,), {"video": 90}, 90, 0)
    text = month_csv(table, HEADINGS, {"video": name}).decode("utf-8-sig")
    for line in csv.reader(io.StringIO(text)):
        assert [cell for cell in line if cell.lstrip()[:1] in set("=+-@")] == []
    assert inert("Zoë O'Neill-Roy") == "Zoë O'Neill-Roy"


def test_the_csv_is_utf8_with_a_mark_and_minutes_as_numbers(database: Database) -> None:
    tenant = make_tenant(database)
    with database.tenant(tenant.tenant_id) as scope:
        scope.session.get_one(Person, (tenant.tenant_id, tenant.mentor_id)).name = "Zoë, “Z” Roy"
        append(scope, [claim(tenant, minutes=90, mode="video")], NOON)
        data = month_csv(month_table(scope, PERIOD), HEADINGS, {"video": "Video"})
    assert data.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig")))) == [
        ["Name", "Number", "Month", "Video", "All", "Unconfirmed"],
        ["Zoë, “Z” Roy", "M-1", "2026-05", "90", "90", "0"],
    ]
