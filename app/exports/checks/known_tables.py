"""What the tables of a log should hold, by its record, and what a table that is handed in says instead."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from app.exports.checks.table_check import Expected, table_faults
from app.exports.log.schema import HourLog
from app.exports.tables import counted_cells, csv_rows, xlsx_values
from app.exports.tables.xlsx_reading import read_workbook
from app.finding import Finding, Trouble
from app.language import LANGUAGES
from app.language import mark as _

_NO_STAFF: Final[Mapping[str, str]] = {}
_CSV_OPEN: Final = frozenset({csv_rows.HEADER.index("entered_by")})
_XLSX_OPEN: Final = frozenset({xlsx_values.ENTERED_BY})


def csv_faults(log: HourLog, data: bytes) -> list[Finding]:
    """What a CSV file says otherwise than the record. Names of staff are not compared: the record has none."""
    try:
        found = csv_rows.read_csv(data)
    except ValueError as error:
        return [_unreadable(error)]
    expected = Expected(csv_rows.HEADER, csv_rows.rows_of(log, _NO_STAFF), _CSV_OPEN)
    return table_faults(_as_then(expected, found), found)


def xlsx_faults(log: HourLog, data: bytes) -> list[Finding]:
    """What the sessions of a workbook say otherwise than the record, in whichever of our languages it is."""
    try:
        found = read_workbook(data)
    except ValueError as error:
        return [_unreadable(error)]
    head = found[0] if found else []
    known = {one: xlsx_values.header(one) for one in LANGUAGES}
    locale = next((one for one in LANGUAGES if head in (known[one], _older(known[one]))), LANGUAGES[0])
    expected = _as_then(_workbook(log, locale), found)
    return table_faults(expected, [_padded(row, len(expected.header)) for row in found])


def _workbook(log: HourLog, locale: str) -> Expected:
    rows = [list(map(xlsx_values.as_read, row)) for row in xlsx_values.session_rows(log, _NO_STAFF, locale)]
    return Expected(xlsx_values.header(locale), rows, _XLSX_OPEN)


def _as_then(expected: Expected, found: Sequence[Sequence[str]]) -> Expected:
    """As a table was before it said what counts, where one of then is handed in."""
    if not found or list(found[0]) != _older(expected.header):
        return expected
    return replace(expected, header=_older(expected.header), rows=[_older(row) for row in expected.rows])


def _older(row: Sequence[str]) -> list[str]:
    return list(row[: -len(counted_cells.HEADER)])


def _padded(row: Sequence[str], columns: int) -> list[str]:
    return [*row, *[""] * (columns - len(row))]


def _unreadable(error: Exception) -> Finding:
    return Finding.of(Trouble.CHANGED, _("table: it can no longer be read: %(why)s"), why=str(error)[:200])
