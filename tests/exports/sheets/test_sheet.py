"""The words on the pages of an hour log, in both languages (X2, U6, H3)."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.exports.bundles.sealed_files import check_url
from app.exports.log.paper_code import code_of
from app.exports.sheets.sheet import Row, Sheet, sheet
from tests.exports.sealed_log import PUBLIC_URL, contacts, log
from tests.ledger.memory_ledger import DAN, KATE, MemoryLedger, claim


def made(locale: str = "en-CA") -> Sheet:
    return sheet(log(), contacts(locale), check_url(PUBLIC_URL, log()))


def rows(locale: str = "en-CA") -> Iterator[Row]:
    for table in made(locale).tables:
        yield from table.rows


def plain(words: tuple[str, ...]) -> list[str]:
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in words]


def test_the_parties_stand_first_with_how_to_reach_them() -> None:
    told = [(party.label, party.name, *party.lines) for party in made().parties]
    assert told == [
        ("Member (mentor)", "Dan Roy", "Member number M-1", "dan@aset.example"),
        ("Met with", "Kate Li", "Member number M-2", "kate@aset.example"),
        ("Coordinator", "Priya Nair", "Mentoring for new registrants", "priya@aset.example", "780-555-0142"),
    ]


def test_the_totals_are_told_by_state_and_by_mode() -> None:
    words = made()
    assert words.total.replace("\N{NO-BREAK SPACE}", " ") == "3.5 h"
    assert [(one.label, one.time) for one in words.by_state] == [
        ("Confirmed", "2:00"),
        ("Recorded", "0:15"),
        ("Not confirmed yet", "0:30"),
        ("Disputed", "0:45"),
    ]
    assert [(one.label, one.time) for one in words.by_mode] == [("Video", "2:15"), ("Phone", "0:45"), ("Email", "0:30")]


def test_sessions_stand_in_the_order_of_their_days_and_undated_hours_apart() -> None:
    sessions, undated = made().tables
    assert [row.when[0] for row in sessions.rows] == ["2 April 2026", "1 May 2026", "12 May 2026", "20 May 2026"]
    assert [row.when for row in undated.rows] == [("May 2026",), ("May 2026",)]
    assert (sessions.time, undated.time) == ("2:15", "1:15")
    assert sessions.note == "Dates and times are local (America/Edmonton)."


def test_a_row_says_who_confirmed_and_how() -> None:
    row = next(row for row in rows() if row.when[0] == "12 May 2026")
    assert plain(row.when) == ["12 May 2026", "6:00 pm to 7:30 pm"]
    assert (row.hours, row.mode, row.partners, row.topics) == ("1:30", "Video", "Kate Li", "career plan")
    assert row.words == "“1.5h zoom with Kate on the 12th”"
    assert row.answer == ("Confirmed", "Kate Li, mentee", "by mail, 2 June 2026")
    assert row.recorded == ("2 June 2026", "entry 1, by mail")


def test_silence_is_named_where_it_counted() -> None:
    row = next(row for row in rows() if row.when[0] == "2 April 2026")
    assert row.answer[-1] == "by silence, as the rules allow, 2 June 2026"


def test_corrected_and_withdrawn_hours_are_shown_as_such() -> None:
    corrected = next(row for row in rows() if row.mode == "Email")
    assert (corrected.before, corrected.hours) == ("1:00", "0:30")
    assert corrected.answer == ("Not confirmed yet", "corrected 2 June 2026, was 1:00")
    withdrawn = next(row for row in rows() if row.state == "withdrawn")
    assert (withdrawn.before, withdrawn.hours) == ("2:00", "0:00")
    assert withdrawn.answer == ("Withdrawn", "on 2 June 2026, was 2:00")


def test_hours_that_nobody_is_asked_about_say_so() -> None:
    row = next(row for row in rows() if row.state == "recorded")
    assert row.answer == ("Recorded", "the rules ask for no confirmation")


def test_the_place_in_the_ledger_and_the_page_to_check_are_told() -> None:
    found = made().proof
    assert [fact.value for fact in found.place][:2] == [f"{log().head.seq}:{log().head.hash}", log().digest]
    assert found.check_url == f"https://mentorpost.example/c/{code_of(log().digest)}"


def test_the_french_page_is_french_throughout() -> None:
    words = made("fr-CA")
    assert (words.title, words.period) == ("Relevé d’heures de mentorat", "Toutes les heures à la date de ce relevé")
    assert words.parties[0].label == "Membre (mentor)"
    row = next(row for row in rows("fr-CA") if row.when[0] == "12 mai 2026")
    assert plain(row.when) == ["12 mai 2026", "18 h à 19 h 30"]
    assert row.answer == ("Confirmé", "Kate Li, personne mentorée", "par courriel, 2 juin 2026")
    assert plain((row.words,)) == ["« 1.5h zoom with Kate on the 12th »"]
    assert "« Consigné »" in plain(words.proof.paragraphs)[1]


@pytest.mark.parametrize(
    ("locale", "paper"),
    [("en-CA", "us-letter"), ("en-US", "us-letter"), ("en-GB", "a4"), ("fr-FR", "a4"), ("fr", "us-letter")],
)
def test_the_paper_is_that_of_the_readers_country(locale: str, paper: str) -> None:
    assert made(locale).paper == paper


def test_names_that_were_erased_are_said_to_be() -> None:
    ledger = MemoryLedger()
    entry = ledger.append(claim())
    ledger.openings[entry] = ()
    words = sheet(ledger.log(), replace(contacts(), addresses={}), "https://x.example")
    assert words.tables[0].rows[0].partners == "name erased"
    assert [(party.name, party.lines) for party in words.parties[1:2]] == [("name erased", ())]


def test_a_very_long_answer_is_cut_and_says_where_the_rest_is() -> None:
    ledger = MemoryLedger()
    ledger.append(replace(claim(), topics="word " * 500))
    topics = sheet(ledger.log(), contacts(), "https://x.example").tables[0].rows[0].topics
    assert len(topics) < 700
    assert topics.endswith("… (the rest is in the attached record)")


def test_a_log_without_hours_says_so() -> None:
    empty = MemoryLedger().log(DAN)
    words = sheet(empty, contacts(), "https://x.example")
    assert (words.tables, words.nothing) == ((), "No hours were recorded in this period.")
    assert KATE.name not in {party.name for party in words.parties}
