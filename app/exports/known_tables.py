"""What the tables of a log should hold, by its record, and what a table that is handed in says instead."""

from collections.abc import Mapping, Sequence
from typing import Final

from app.exports import csv_rows, xlsx_values
from app.exports.schema import HourLog
from app.exports.table_check import Expected, table_faults
from app.exports.xlsx_reading import read_workbook
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
    return table_faults(Expected(csv_rows.HEADER, csv_rows.rows_of(log, _NO_STAFF), _CSV_OPEN), found)


def xlsx_faults(log: HourLog, data: bytes) -> list[Finding]:
    """What the sessions of a workbook say otherwise than the record, in whichever of our languages it is."""
    try:
        found = read_workbook(data)
    except ValueError as error:
        return [_unreadable(error)]
    head = found[0] if found else []
    locale = next((one for one in LANGUAGES if xlsx_values.header(one) == head), LANGUAGES[0])
    return table_faults(_workbook(log, locale), [_padded(row) for row in found])


def _workbook(log: HourLog, locale: str) -> Expected:
    rows = [list(map(xlsx_values.as_read, row)) for row in xlsx_values.session_rows(log, _NO_STAFF, locale)]
    return Expected(xlsx_values.header(locale), rows, _XLSX_OPEN)


def _padded(row: Sequence[str]) -> list[str]:
    return [*row, *[""] * (len(xlsx_values.COLUMNS) - len(row))]


def _unreadable(error: Exception) -> Finding:
    return Finding.of(Trouble.CHANGED, _("table: it can no longer be read: %(why)s"), why=str(error)[:200])
