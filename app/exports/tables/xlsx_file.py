"""An hour log as a workbook: sessions, evidence, and what it is about; the same log gives the same bytes (X2).

Nothing in it is a formula. Text that looks like one is text, and marked so that it stays text when somebody edits it.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from app.exports.log.background import NOTHING_MORE, Background
from app.exports.log.contacts import Contacts
from app.exports.log.paper_code import code_of
from app.exports.log.schema import HourLog
from app.exports.log.uncounted import uncounted_title, uncounted_words
from app.exports.sheets.annex import Annex, annex
from app.exports.sheets.sheet_words import made_words, period_words, state_words
from app.exports.tables.xlsx_values import Value, header, plain, serial, session_rows
from app.language import gettext_for
from app.language import mark as _
from app.programmes.mode_words import mode_words

SESSIONS: Final = 0
"""The place of the sheet that `mentorpost verify` compares with the record."""
_FORMULA: Final = re.compile(r"[\s\u200b-\u200f\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b\u2212]")
_HOURS_COLUMN: Final = 6
_WIDTHS: Final = (7, 9, 12, 8, 8, 18, 8, 9, 9, 14, 12, 24, 30, 44, 30, 18, 18, 20, 14, 20, 19, 24, 24, 12, 10, 10, 44)
_ANNEX_WIDTHS: Final = (7, 34, 44, 66, 70)
_ABOUT_WIDTHS: Final = (28, 70)


class _Styles:
    """The formats of the workbook's cells."""

    def __init__(self, book: Workbook) -> None:
        shared = {"font_name": "Arial", "font_size": 10, "valign": "top"}
        self.head = book.add_format({**shared, "bold": True, "bottom": 1, "text_wrap": True, "font_color": "#1d4f63"})
        self.text = book.add_format({**shared, "text_wrap": True})
        self.literal = book.add_format({**shared, "text_wrap": True, "quote_prefix": True})
        self.whole = book.add_format({**shared, "num_format": "0"})
        self.hours = book.add_format({**shared, "num_format": "0.00"})
        self.day = book.add_format({**shared, "num_format": "yyyy-mm-dd"})
        self.clock = book.add_format({**shared, "num_format": "hh:mm"})
        self.moment = book.add_format({**shared, "num_format": "yyyy-mm-dd hh:mm:ss"})

    def of(self, value: Value) -> Format:
        if isinstance(value, str):
            return self.literal if _FORMULA.match(value) else self.text
        if isinstance(value, datetime):
            return self.moment
        if isinstance(value, date):
            return self.day
        if isinstance(value, time):
            return self.clock
        return self.hours if isinstance(value, float) else self.whole


def workbook_file(log: HourLog, contacts: Contacts, background: Background = NOTHING_MORE) -> bytes:
    """The workbook in the member's language."""
    written, locale = BytesIO(), contacts.locale
    say = gettext_for(locale).gettext
    book = Workbook(written, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    book.set_properties({"title": say(_("Mentoring hour log")), "created": _naive(log.made_at)})
    styles = _Styles(book)
    _fill(
        book.add_worksheet(say(_("Sessions"))),
        styles,
        header(locale),
        session_rows(log, contacts.staff, locale),
        _WIDTHS,
    )
    told = annex(log, background, contacts)
    _fill(book.add_worksheet(say(_("Evidence"))), styles, _annex_head(told, locale), _annex_rows(told), _ANNEX_WIDTHS)
    about = [say(_("About this log")), ""]
    _fill(book.add_worksheet(say(_("About"))), styles, about, _about_rows(log, locale), _ABOUT_WIDTHS)
    book.close()
    return written.getvalue()


def _fill(
    sheet: Worksheet, styles: _Styles, head: Sequence[str], rows: Iterable[Sequence[Value]], widths: Sequence[int]
) -> None:
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    last = 0
    for last, row in enumerate([head, *rows]):
        for column, value in enumerate(row):
            _write(sheet, (last, column), value, styles.head if last == 0 else styles.of(value))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(head) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write(sheet: Worksheet, place: tuple[int, int], value: Value, style: Format) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        sheet.write_string(*place, plain(value), style)
    else:
        sheet.write_number(*place, serial(value), style)


def _annex_head(told: Annex, locale: str) -> list[str]:
    entry, says, stands_on, words = told.columns
    return [entry, says, stands_on, gettext_for(locale).gettext(_("Digest of the mail (SHA-256)")), words]


def _annex_rows(told: Annex) -> list[list[Value]]:
    rows: list[list[Value]] = [
        [int(row.entry), "\n".join(row.says), "\n".join(row.stands_on), row.digest, "\n".join(row.words)]
        for row in told.rows
    ]
    checks: list[list[Value]] = [[int(one.number), told.checks_title, one.words] for one in told.checks]
    return [*rows, [None], *checks] if checks else rows


def _about_rows(log: HourLog, locale: str) -> list[list[Value]]:
    say = gettext_for(locale).gettext
    by_state: list[list[Value]] = [
        [f"{say(_('Hours'))}, {state_words(state, locale)}", minutes / 60]
        for state, minutes in sorted(log.totals.by_state.items())
    ]
    by_mode: list[list[Value]] = [
        [f"{say(_('Hours'))}, {mode_words(mode, locale)}", minutes / 60]
        for mode, minutes in sorted(log.totals.by_mode.items())
    ]
    return [
        [say(_("Organisation")), log.tenant.name],
        [say(_("Member")), log.member.name],
        [say(_("Member number")), log.member.member_number],
        [say(_("Period")), period_words(log, locale)],
        [say(_("Made")), made_words(log, locale)],
        [say(_("Hours in all")), log.totals.minutes / 60],
        *by_state,
        *by_mode,
        *_uncounted(log, locale),
        [say(_("Ledger ends at")), f"{log.head.seq}:{log.head.hash}"],
        [say(_("Digest of the record")), log.digest],
        [say(_("Code on the paper")), code_of(log.digest)],
    ]


def _uncounted(log: HourLog, locale: str) -> list[list[Value]]:
    name = gettext_for(locale).gettext(_("What counts as professional development"))
    return [[name, f"{uncounted_title(row, locale)}. {uncounted_words(row, locale)}"] for row in log.uncounted]


def _naive(moment: str) -> Any:
    return datetime.fromisoformat(moment).replace(tzinfo=None)
