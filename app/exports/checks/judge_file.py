"""Judges one file that somebody hands in: its bytes, its seal, and the record in it; by itself, without a database.

What it cannot see is said by `against_head`, `against_ledger` and `since_then`, its neighbours.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import PurePath
from typing import Final

from asn1crypto import x509

from app.exports.bundles.sealed_files import SEAL_SUFFIX
from app.exports.checks.known_tables import csv_faults, xlsx_faults
from app.exports.checks.paper_file import SINCE_THEN, is_paper, paper_faults
from app.exports.checks.proof import faults
from app.exports.checks.record_within import record_remarks
from app.exports.checks.sealed_file import Sealed, is_pdf, open_pdf, open_with_seal
from app.exports.log.log_file import DamagedLog, NotAnHourLog, open_log
from app.exports.log.schema import HourLog
from app.exports.tables.csv_rows import is_table
from app.exports.tables.xlsx_reading import is_workbook
from app.finding import Finding, Trouble
from app.language import mark as _
from app.signing.detached import OtherBytes
from app.signing.keystore import NoAuthority
from app.signing.message import BrokenSeal

Beside = Callable[[str], bytes | None]
"""The file of a name that was handed in together with the one that is judged; None where there is none."""


class Form(StrEnum):
    """What kind of file it is."""

    PDF = "pdf"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    ZIP = "zip"


TABLES: Final = {Form.CSV: csv_faults, Form.XLSX: xlsx_faults}
_ELSEWHERE: Final = {
    Form.CSV: _(
        "table: its rows are those of the record beside it; what was changed is how it is written, or the seal"
    ),
    Form.XLSX: _(
        "table: its sessions are those of the record beside it; what was changed stands on another sheet, or is how "
        "the workbook is written, or the seal"
    ),
}
"""What is left where the rows of a changed table are those of the record."""


@dataclass(frozen=True, slots=True)
class Trust:
    """The roots that seals and time stamps are checked against, and the present.

    `lacking` says why there are no roots for seals, where that is so.
    """

    roots: Sequence[x509.Certificate]
    now: datetime
    lacking: NoAuthority | None = None
    time_roots: Sequence[x509.Certificate] = ()

    def required(self) -> Sequence[x509.Certificate]:
        """The roots.

        Raises:
            NoAuthority: when there is none.

        """
        if self.lacking:
            raise self.lacking
        return self.roots


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of one file: what is wrong with it, the record in it, its seal, and what was left open.

    `stale` is why a whole seal is not believed today.
    """

    form: Form
    faults: tuple[Finding, ...] = ()
    log: HourLog | None = None
    seal: Finding | None = None
    stale: Finding | None = None
    notes: tuple[Finding, ...] = ()


def form_of(name: str, data: bytes) -> Form:
    """What kind of file this is: by its bytes, and by its name where they say nothing."""
    ending = PurePath(name).suffix.lower()
    if data.startswith(b"PK") or ending in (".zip", ".xlsx"):
        return Form.XLSX if is_workbook(data) or ending == ".xlsx" else Form.ZIP
    if is_pdf(data):
        return Form.PDF
    return Form.CSV if is_table(data) or ending == ".csv" else Form.JSON


def judge_file(name: str, data: bytes, form: Form, beside: Beside, trust: Trust) -> Judged:
    """What is to be said of a file, which is no bundle.

    Raises:
        NotAnHourLog: when it is something else, or nothing can be said of it.
        NoAuthority: when its seal cannot be checked and nothing else would tell.

    """
    if form is Form.PDF:
        return _judged_pdf(data, trust)
    if form in TABLES:
        return _judged_table(name, data, form, beside, trust)
    return _judged_record(name, data, beside, trust)


def own_faults(data: bytes) -> tuple[HourLog | None, tuple[Finding, ...]]:
    """The record in these bytes and what it says against itself.

    Raises:
        NotAnHourLog: when it is something else.

    """
    try:
        opened = open_log(data)
    except DamagedLog as damage:
        return None, (damage.finding,)
    return opened.log, (*opened.faults, *faults(opened.log))


def _judged_pdf(data: bytes, trust: Trust) -> Judged:
    try:
        sealed = open_pdf(data, trust.required(), trust.time_roots)
    except BrokenSeal as broken:
        return Judged(Form.PDF, (broken.finding, *record_remarks(data, broken)))
    if is_paper(sealed.content):
        wrong = paper_faults(sealed.content)
        return Judged(Form.PDF, wrong, None, sealed.seal, sealed.ended(trust.now), (SINCE_THEN,))
    return _with_record(Form.PDF, sealed.content, sealed, trust)


def _judged_record(name: str, data: bytes, beside: Beside, trust: Trust) -> Judged:
    der = beside(name + SEAL_SUFFIX)
    if der is None or trust.lacking:
        return _with_record(Form.JSON, data, None, trust, _unsealed(name, der, trust))
    try:
        sealed = open_with_seal(data, der, trust.roots, trust.time_roots)
    except BrokenSeal as broken:
        return Judged(Form.JSON, (broken.finding, *_told_apart(data, broken)))
    return _with_record(Form.JSON, data, sealed, trust)


def _unsealed(name: str, der: bytes | None, trust: Trust) -> tuple[Finding, ...]:
    seal = PurePath(name).name + SEAL_SUFFIX
    if der is None:
        words = _("No seal was checked: %(seal)s is not beside it.")
        return (Finding.of(Trouble.UNCHECKED, words, seal=seal),)
    words = _("The seal beside it was not checked: %(why)s.")
    return (Finding.of(Trouble.UNCHECKED, words, why=str(trust.lacking)),)


def _told_apart(data: bytes, broken: BrokenSeal) -> tuple[Finding, ...]:
    """What a record under a broken seal says against itself: it tells a change from an exchanged seal."""
    try:
        _log, wrong = own_faults(data)
    except NotAnHourLog as other:
        return (other.finding,)
    if wrong or not isinstance(broken, OtherBytes):
        return wrong
    words = _("record: it agrees with itself; the seal beside it is that of another file, or the record was made anew")
    return (Finding(Trouble.FOREIGN, words),)


def _with_record(
    form: Form, data: bytes, sealed: Sealed | None, trust: Trust, notes: tuple[Finding, ...] = ()
) -> Judged:
    log, wrong = own_faults(data)
    if sealed is None:
        return Judged(form, wrong, log, notes=notes)
    return Judged(form, wrong, log, sealed.seal, sealed.ended(trust.now), notes)


def _judged_table(name: str, data: bytes, form: Form, beside: Beside, trust: Trust) -> Judged:
    der = beside(name + SEAL_SUFFIX)
    if der is None:
        words = _("a table proves nothing by itself, and its seal %(seal)s is not beside it")
        raise NotAnHourLog(Finding.of(Trouble.UNCHECKED, words, seal=PurePath(name).name + SEAL_SUFFIX))
    try:
        sealed = open_with_seal(data, der, trust.required(), trust.time_roots)
    except BrokenSeal as broken:
        return Judged(form, (broken.finding, *_against_record(name, data, form, beside, broken)))
    return Judged(form, seal=sealed.seal, stale=sealed.ended(trust.now))


def _against_record(name: str, data: bytes, form: Form, beside: Beside, broken: BrokenSeal) -> tuple[Finding, ...]:
    """Where a changed table differs from the record that lies beside it, if one does and is whole."""
    record = beside(str(PurePath(name).with_suffix(".json"))) if isinstance(broken, OtherBytes) else None
    log = None if record is None else _whole_log(record)
    if log is None:
        return ()
    return tuple(TABLES[form](log, data)) or (Finding(Trouble.CHANGED, _ELSEWHERE[form]),)


def _whole_log(data: bytes) -> HourLog | None:
    try:
        log, wrong = own_faults(data)
    except NotAnHourLog:
        return None
    return None if wrong else log
