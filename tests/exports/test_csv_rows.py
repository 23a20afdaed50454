"""The table of an hour log in CSV: its rows, and that no spreadsheet takes a cell for a formula (X2)."""

import csv
from io import StringIO

import pytest

from app.exports.csv_rows import HEADER, csv_file, safe_cell
from tests.exports.sealed_log import log


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(csv_file(log()).decode("utf-8-sig"), newline="")))


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
    data = csv_file(log())
    assert data.startswith(b'\xef\xbb\xbf"entry","month",')
    assert data.endswith(b'"\r\n')
    assert data.count(b"\n") == data.count(b"\r\n") == len(log().claims) + 1


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
