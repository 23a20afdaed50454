"""The table of an hour log in CSV: its rows, and that no spreadsheet takes a cell for a formula (X2)."""

import csv
from io import StringIO

import pytest

from app.exports.log.schema import HourLog
from app.exports.tables.csv_rows import HEADER, csv_file, is_table, safe_cell
from tests.exports.sealed_log import contacts, log, log_by_hand

STAFF = contacts().staff


def rows(of: HourLog | None = None) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(csv_file(of or log(), STAFF).decode("utf-8-sig"), newline="")))


def test_there_is_a_row_for_each_claim_with_what_the_log_says() -> None:
    first = rows()[0]
    assert len(rows()) == len(log().claims)
    assert list(first) == list(HEADER)
    assert {name: first[name] for name in ("entry", "date", "start", "end", "minutes", "with", "state")} == {
        "entry": "1",
        "date": "2026-05-12",
        "start": "18:00",
        "end": "19:30",
        "minutes": "90",
        "with": "Kate Li",
        "state": "attested",
    }
    assert (first["answered_by"], first["answered_as"], first["answered_how"]) == ("Kate Li", "mentee", "mail")


def test_corrected_and_withdrawn_minutes_stand_beside_those_first_claimed() -> None:
    told = {row["entry"]: (row["claimed_minutes"], row["minutes"], row["state"]) for row in rows()}
    assert told["5"] == ("60", "30", "claimed")
    assert told["7"] == ("120", "0", "withdrawn")


def test_the_file_is_utf_8_with_its_mark_and_crlf_and_every_cell_in_quotes() -> None:
    data = csv_file(log(), STAFF)
    assert data.startswith(b'\xef\xbb\xbf"entry","month",')
    assert data.endswith(b'"\r\n')
    assert data.count(b"\n") == data.count(b"\r\n") == len(log().claims) + 1


def test_a_note_by_staff_has_a_column_of_its_own_and_the_row_says_whose() -> None:
    """I11: nobody's words stand in the member's mouth."""
    told, read = rows(log_by_hand())
    assert (told["words"], told["note"], told["entered_by"]) == ("", "Dan rang: =two calls", "Priya Nair")
    assert (read["words"], read["note"], read["entered_by"]) == ("45 min by phone", "", "Priya Nair")
    assert {(row["note"], row["entered_by"]) for row in rows()} == {("", "")}


def test_staff_without_a_name_stand_as_the_id_that_the_record_has() -> None:
    (first, *_) = csv.DictReader(StringIO(csv_file(log_by_hand(), {}).decode("utf-8-sig"), newline=""))
    assert first["entered_by"] == log_by_hand().entries[0].body.evidence.entered_by


def test_a_table_is_known_by_its_beginning_with_and_without_the_mark() -> None:
    data = csv_file(log(), STAFF)
    assert is_table(data)
    assert is_table(data.removeprefix(b"\xef\xbb\xbf"))
    assert not is_table(log().file_bytes())


def test_a_topic_that_would_be_a_formula_is_words() -> None:
    assert [row["topics"] for row in rows() if "1+1" in row["topics"]] == ["'=1+1"]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+1 780 555 0142", "'+1 780 555 0142"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1", "  '=1"),
        ("\t=1", " '=1"),
        ("yes\n=1", "yes =1"),
        ("yes\r\n\t=1", "yes =1"),
        ("a;=1", "a;'=1"),
        ("a,  +1", "a,  '+1"),
        ('a"=1', "a\"'=1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("\u200b=1", "\u200b'=1"),
        ("1 = 1, well-known", "1 = 1, well-known"),
        ("", ""),
    ],
)
def test_no_cell_begins_a_formula_under_any_separator(text: str, cell: str) -> None:
    assert safe_cell(text) == cell
