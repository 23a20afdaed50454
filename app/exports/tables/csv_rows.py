"""The claims of an hour log as CSV (RFC 4180), safe to open in a spreadsheet (X2).

Names and words come from mails that anybody may have written. A cell that a spreadsheet would take for a formula gets
an apostrophe before its first sign, and so does each place at which a program with other separators would begin a new
cell. The record in JSON has the exact words.
"""

import csv
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from typing import Final

from app.exports.log.hand_entered import entered_by, note, own_words
from app.exports.log.schema import AnswerRow, ClaimRow, HourLog, LoggedEntry
from app.exports.tables import counted_cells

HEADER: Final = (
    "entry",
    "month",
    "date",
    "start",
    "end",
    "zone",
    "minutes",
    "claimed_minutes",
    "mode",
    "role",
    "with",
    "topics",
    "words",
    "note",
    "entered_by",
    "state",
    "answered_by",
    "answered_as",
    "answered_how",
    "answered_at",
    *counted_cells.HEADER,
)
_BREAKS: Final = re.compile(r"[\r\n\t\v\f\x1c-\x1e\x85\u2028\u2029]+")
_SIGNS: Final = r"=+\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b\u2212"
"""What begins a formula in some spreadsheet: = + - @ and their wide, small and mathematical forms."""
_FORMULA: Final = re.compile(rf"""(^|[;,|"'])([\s\u200b-\u200f\ufeff]*)([{_SIGNS}])""")


def csv_file(log: HourLog, staff: Mapping[str, str]) -> bytes:
    """The file: UTF-8 with its mark, so that spreadsheets read the accents, every cell in quotes, CRLF line ends.

    `staff` names those who entered hours by hand, by their membership; one without a name stands as that id.
    """
    written = StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows(rows_of(log, staff))
    return written.getvalue().encode("utf-8-sig")


def rows_of(log: HourLog, staff: Mapping[str, str]) -> list[list[str]]:
    """The rows below the header, one a claim, in the order of the claims."""
    entries = {entry.seq: entry for entry in log.entries}
    counted = counted_cells.csv_cells(log)
    return [
        [*_row(claim, entries[claim.seq], staff), *_cells(counted.get(claim.seq, counted_cells.NOTHING))]
        for claim in log.claims
    ]


def read_csv(data: bytes) -> list[list[str]]:
    """The rows of a table, the header among them.

    Raises:
        ValueError: when it is not UTF-8, or not a table.

    """
    try:
        return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    except csv.Error as error:
        raise ValueError(str(error)) from error


def is_table(data: bytes) -> bool:
    """Whether the bytes begin as such a file does."""
    return data.removeprefix(BOM_UTF8).startswith(f'"{HEADER[0]}","{HEADER[1]}",'.encode("ascii"))


def safe_cell(text: str) -> str:
    """A text in one line that no spreadsheet takes for a formula."""
    return _FORMULA.sub(r"\1\2'\3", _BREAKS.sub(" ", text))


def _row(claim: ClaimRow, entry: LoggedEntry, staff: Mapping[str, str]) -> list[str]:
    by = entered_by(entry)
    values = (
        claim.seq,
        claim.period,
        claim.date,
        claim.start,
        claim.end,
        claim.zone,
        claim.minutes,
        claim.claimed_minutes,
        claim.mode,
        claim.role,
        "; ".join(name or "?" for name in claim.partners),
        claim.topics,
        own_words(claim, entry),
        note(claim, entry),
        None if by is None else staff.get(by, by),
        claim.state,
        *_answer(claim.answer),
    )
    return _cells(values)


def _cells(values: Iterable[str | int | None]) -> list[str]:
    return ["" if value is None else safe_cell(str(value)) for value in values]


def _answer(answer: AnswerRow | None) -> Iterator[str | None]:
    if answer is None:
        yield from (None, None, None, None)
    else:
        yield from (answer.name, answer.role, answer.means, answer.recorded_at)
