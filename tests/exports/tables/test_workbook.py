"""The workbook: dates are dates, hours are numbers, nothing is a formula, and every change of a row is named (X2)."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from functools import partial

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from app.cpd.counting import Question
from app.cpd.facts import Member
from app.cpd.rulebook import Rulebook
from app.cpd.statement import Basis
from app.exports.checks.known_tables import xlsx_faults
from app.exports.log.schema import HourLog
from app.exports.tables.xlsx_file import workbook_file
from app.programmes.cpd_rules import cpd_pack
from tests.exports.sealed_log import contacts, log, log_by_hand
from tests.ledger.memory_ledger import PROGRAMME, MemoryLedger, claim


def sheet(data: bytes, place: int = 0) -> Worksheet:
    found = openpyxl.load_workbook(io.BytesIO(data)).worksheets[place]
    assert isinstance(found, Worksheet)
    return found


def changed(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The workbook with one of its parts changed and packed anew."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name).decode()
            new.writestr(name, change(content) if name == part else content)
    return written.getvalue()


def said(data: bytes, of: HourLog | None = None) -> list[str]:
    return [str(fault) for fault in xlsx_faults(of or log(), data)]


SESSIONS = "xl/worksheets/sheet1.xml"


def test_dates_times_and_hours_are_values_to_calculate_with() -> None:
    row = dict(zip(*list(sheet(workbook_file(log(), contacts())).values)[:2], strict=True))
    assert (str(row["Date"]), row["Start"], row["End"]) == ("2026-05-12 00:00:00", time(18, 0), time(19, 30))
    assert (row["Hours"], row["Minutes"]) == (1.5, 90)
    assert str(row["Answered at (UTC)"]) == "2026-06-02 14:12:00"


def test_what_counts_stands_in_the_last_columns_in_words_and_numbers() -> None:
    ledger = MemoryLedger()
    ledger.append(claim(90))
    book = Rulebook.of(cpd_pack("oacett-like"), PROGRAMME)
    told = ledger.log(bases=(Basis(Question(book, Member(), date(2026, 6, 30)), {PROGRAMME: "Mentorat"}),))
    data = workbook_file(told, contacts("fr-CA"))
    head, row = list(sheet(data).values)[:2]
    last = dict(zip(head, row, strict=True))
    assert (last["Programme"], last["Compte comme"], last["Minutes qui comptent"], last["Unités qui comptent"]) == (
        "Mentorat",
        "échanges avec des pairs et des professionnels",
        0,
        0,
    )
    assert (last["Unité"], last["Motif"]) == ("h", "pas encore confirmé")
    assert said(data, told) == []
    raised = changed(data, SESSIONS, lambda part: re.sub(r'(<c r="X2"[^>]*><v>)0<', r"\g<1>90<", part))
    assert said(raised, told) != []


def test_a_french_member_gets_french_words() -> None:
    head, first, *_rest = sheet(workbook_file(log(), contacts("fr-CA"))).values
    assert head[:7] == ("Inscription", "Mois", "Date", "Début", "Fin", "Fuseau horaire", "Heures")
    assert "visioconférence" in first


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\uff1d1", '=HYPERLINK("http://x","y")'])
def test_what_looks_like_a_formula_is_text_and_stays_so_when_edited(text: str) -> None:
    ledger = MemoryLedger()
    ledger.append(replace(claim(), topics=text))
    data = workbook_file(ledger.log(), contacts())
    cell = sheet(data)["M2"]
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", text, True)
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(data)).read(SESSIONS)


def test_the_sums_stand_with_the_place_in_the_ledger() -> None:
    about = dict(row[:2] for row in sheet(workbook_file(log(), contacts()), 2).values)
    assert about["Hours in all"] == log().totals.minutes / 60
    assert about["Digest of the record"] == log().digest


def test_the_evidence_has_a_row_for_each_entry() -> None:
    rows = list(sheet(workbook_file(log(), contacts()), 1).values)[1:]
    assert [row[0] for row in rows[: len(log().entries)]] == [entry.seq for entry in log().entries]


@pytest.mark.parametrize("locale", ["en-CA", "fr-CA"])
def test_it_says_what_the_record_says(locale: str) -> None:
    assert said(workbook_file(log(), contacts(locale))) == []
    assert said(workbook_file(log_by_hand(), contacts(locale)), log_by_hand()) == []


def test_a_row_taken_out_is_named() -> None:
    data = changed(workbook_file(log(), contacts()), SESSIONS, partial(re.sub, r'<row r="3".*?</row>', ""))
    assert "table: the row of entry 3 is missing" in said(data)


def test_a_figure_changed_is_named() -> None:
    data = changed(workbook_file(log(), contacts()), SESSIONS, lambda text: text.replace("<v>90</v>", "<v>99</v>", 1))
    assert 'table: the row of entry 1 says "99" under Minutes, the record "90"' in said(data)


def test_a_formula_put_in_place_of_a_figure_is_named() -> None:
    put = partial(re.sub, "<v>90</v>", "<f>45*2</f><v>90</v>", count=1)
    data = changed(workbook_file(log(), contacts()), SESSIONS, lambda text: put(string=text))
    assert 'says "=45*2" under Minutes' in "".join(said(data))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a workbook"])
def test_what_is_no_workbook_any_more_is_said_so(data: bytes) -> None:
    (fault,) = said(data)
    assert fault.startswith("table: it can no longer be read")


def test_a_damaged_part_is_named() -> None:
    data = bytearray(workbook_file(log(), contacts()))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        place = archive.getinfo(SESSIONS).header_offset + 30 + len(SESSIONS)
    data[place : place + 8] = b"\xff" * 8
    assert said(bytes(data)) == [f"table: it can no longer be read: {SESSIONS} in it is damaged"]
