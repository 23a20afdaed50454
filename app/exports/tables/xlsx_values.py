"""The cells of an hour log's workbook as values: dates are dates, times times, hours numbers, all else text (X2)."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Final

from app.exports.log.hand_entered import entered_by, note, own_words
from app.exports.log.schema import AnswerRow, ClaimRow, HourLog, LoggedEntry
from app.exports.sheets.sheet_words import means_words, role_words, state_words
from app.exports.tables import counted_cells
from app.language import gettext_for
from app.language import mark as _
from app.programmes.mode_words import mode_words

Value = str | int | float | date | time | datetime | None

LONGEST: Final = 32_767
"""Signs that a cell may hold."""
_EPOCH: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - a workbook knows no zones
_DAY: Final = 86_400
_MINUTES_PER_HOUR: Final = 60
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")

COLUMNS: Final = (
    _("Entry"),
    _("Month"),
    _("Date"),
    _("Start"),
    _("End"),
    _("Time zone"),
    _("Hours"),
    _("Minutes"),
    _("Minutes claimed"),
    _("Mode"),
    _("Role"),
    _("With"),
    _("Topics"),
    _("Words"),
    _("Note"),
    _("Entered by"),
    _("Confirmation"),
    _("Answered by"),
    _("Answered as"),
    _("Answered how"),
    _("Answered at (UTC)"),
    *counted_cells.COLUMNS,
)
ENTERED_BY: Final = COLUMNS.index("Entered by")


def header(locale: str) -> list[str]:
    """The names of the columns in the reader's language."""
    say = gettext_for(locale).gettext
    return [say(words) for words in COLUMNS]


def session_rows(log: HourLog, staff: Mapping[str, str], locale: str) -> list[list[Value]]:
    """One row a claim, in the order of the claims; `staff` names those who entered hours by hand."""
    entries = {entry.seq: entry for entry in log.entries}
    counted = counted_cells.value_cells(log, locale)
    return [
        [*_row(claim, entries[claim.seq], staff, locale), *counted.get(claim.seq, counted_cells.NOTHING)]
        for claim in log.claims
    ]


def as_read(value: Value) -> str:
    """A value as whoever reads the workbook's cells finds it: numbers in the shortest exact way, nothing as ''."""
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return plain(value)
    return f"{serial(value):.15g}"


def serial(value: int | float | date | time | datetime) -> float:  # noqa: PYI041 - a minute count is whole
    """A number as it is; a date as days since the end of 1899, a time as part of a day."""
    if isinstance(value, datetime):
        apart = value.replace(tzinfo=None) - _EPOCH
        return apart.days + apart.seconds / _DAY
    if isinstance(value, date):
        return (datetime(value.year, value.month, value.day) - _EPOCH).days  # noqa: DTZ001
    if isinstance(value, time):
        return (value.hour * _MINUTES_PER_HOUR + value.minute) * 60 / _DAY
    return value


def plain(text: str) -> str:
    """Text that a cell can hold: no control signs but line ends, and no more than a cell takes."""
    written = _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))
    return written if len(written) <= LONGEST else f"{written[: LONGEST - 1]}…"


def _row(claim: ClaimRow, entry: LoggedEntry, staff: Mapping[str, str], locale: str) -> list[Value]:
    by = entered_by(entry)
    return [
        claim.seq,
        claim.period,
        None if claim.date is None else date.fromisoformat(claim.date),
        None if claim.start is None else time.fromisoformat(claim.start),
        None if claim.end is None else time.fromisoformat(claim.end),
        claim.zone,
        claim.minutes / _MINUTES_PER_HOUR,
        claim.minutes,
        claim.claimed_minutes,
        mode_words(claim.mode, locale),
        role_words(claim.role, locale),
        "; ".join(name or "?" for name in claim.partners),
        claim.topics,
        own_words(claim, entry),
        note(claim, entry),
        None if by is None else staff.get(by, by),
        state_words(claim.state, locale),
        *_answer(claim.answer, locale),
    ]


def _answer(answer: AnswerRow | None, locale: str) -> list[Value]:
    if answer is None:
        return [None] * 4
    return [
        answer.name,
        role_words(answer.role, locale),
        means_words(answer.means, locale),
        datetime.fromisoformat(answer.recorded_at),
    ]
