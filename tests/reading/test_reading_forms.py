"""The form: what we print, and what comes back in it (rules 1, 4 and 8 of the contract)."""

from fractions import Fraction

import pytest

from app.reading.claims.forms.forms import Entry, entry_of, form_lines
from app.reading.contract import Outcome, ReplyLine
from app.reading.words.names import Names
from tests.reading.answered_checkin import Read

NOBODY = Names({}, 0)
MODES = ("in_person", "email", "video", "phone", "other")


def entry(text: str, answers: str | None = None) -> Entry:
    found = entry_of(ReplyLine(text, answers), NOBODY, None, with_total=True)
    assert found is not None
    return found


@pytest.mark.parametrize("language", ["en-CA", "fr-CA"])
def test_every_printed_line_is_read_back(language: str) -> None:
    lines = form_lines(language, MODES, "2026-05")
    entries = [entry(f"{line}1") for line in lines]
    assert [found.mode for found in entries] == [None, *MODES]
    assert [found.minutes for found in entries] == [60] * 6


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_printed_line_left_alone_is_blank(language: str) -> None:
    assert all(entry(line).is_blank for line in form_lines(language, MODES, "2026-12"))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("In-Person: (hrs) 1.5", 90),
        ("In-person (hours): [ 2.0 ]", 120),
        ("In-person (hours): half an hour", 30),
        ("In-person (hours): one", 60),
        ("In-person (hours): about 2", 120),
        ("In-person (hours): 30 min", 30),
        ("In-person (hours): none", 0),
        ("In-person (minutes): 45", 45),
        ("In-Person (hrs)\t1", 60),
        ("En personne (heures) : 1,5", 90),
    ],
)
def test_a_value_in_any_writing_is_read(text: str, minutes: int) -> None:
    found = entry(text)
    assert (found.mode, found.minutes) == ("in_person", Fraction(minutes))


@pytest.mark.parametrize(
    "value",
    [
        "",
        "-",
        "[ - ]",
        "n/a",
        "?",
    ],
)
def test_a_dash_or_nothing_is_blank(value: str) -> None:
    assert entry(f"Email (hours): {value}").is_blank


@pytest.mark.parametrize(
    "value",
    [
        "a few",
        "1-2",
        "2 to 3",
        "3?",
        "quelques heures",
    ],
)
def test_an_unclear_value_is_vague(value: str) -> None:
    assert entry(f"Email (hours): {value}").vague


def test_a_value_under_our_label_answers_it() -> None:
    found = entry("1.5", answers="Phone (hours): ")
    assert (found.mode, found.minutes) == ("phone", Fraction(90))


def test_an_in_place_line_is_read_without_its_label() -> None:
    found = entry("Phone (hours): 2 (two calls)", answers="Phone (hours): ")
    assert (found.minutes, found.comment) == (Fraction(120), "(two calls)")


def test_a_sentence_is_no_form_line() -> None:
    assert entry_of(ReplyLine("We spoke by phone: it was good"), NOBODY, None, with_total=True) is None


def test_partner_headings_give_hours_to_each(read: Read) -> None:
    text = "Kate\nIn person: 1\nPhone: 0.5\n\nSam Okoye:\nVideo: 2"
    reading = read(text, partners=("Kate Li", "Sam Okoye"))
    assert reading.hours is not None
    assert reading.hours.by_partner == {"Kate Li": 1.5, "Sam Okoye": 2}
    assert reading.hours.by_mode == {"in_person": 1, "phone": 0.5, "video": 2}


def test_labels_on_one_line_are_parted(read: Read) -> None:
    hours = read("In-person: 2hrs Email: 1hr Video: 0 Phone: 0").hours
    assert hours is not None
    assert hours.by_mode == {"in_person": 2, "email": 1}


def test_a_form_sent_back_blank_is_asked_about(read: Read) -> None:
    reading = read("In-person (hours): \nEmail (hours): ")
    assert (reading.outcome, reading.hours) == (Outcome.CLARIFY, None)
    assert reading.questions


def test_a_total_that_differs_from_its_parts_is_asked_about(read: Read) -> None:
    reading = read(
        "Total Hours: 4\nIn-Person: (hrs) 1.5\nEmail: (hrs) 1", sent="Total Hours: \nIn-Person: (hrs) \nEmail: (hrs) "
    )
    assert reading.outcome == Outcome.CLARIFY
    assert "4 h" in reading.questions[0]
    assert "2.5 h" in reading.questions[0]


def test_sessions_beside_a_form_are_its_detail(read: Read) -> None:
    reading = read("In-Person: 2\nEmail: 1\n\nWe met in person on May 6 for one hour and on May 20 for one hour.")
    assert reading.hours is not None
    assert reading.hours.total == 3
    assert [meeting.minutes for meeting in reading.meetings] == [60, 60]


def test_sessions_beyond_the_form_are_asked_about(read: Read) -> None:
    reading = read("In-Person: 1\n\nWe met in person on May 6 for 90 minutes.")
    assert reading.outcome == Outcome.CLARIFY


def test_french_labels_keep_their_colon_on_the_line() -> None:
    assert all(line.endswith("\u00a0: ") for line in form_lines("fr-CA", MODES, "2026-05"))


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f", " ", ""])
def test_a_mail_program_may_change_the_blank_before_a_colon(blank: str) -> None:
    sent = form_lines("fr-CA", ("phone",), "2026-05")[1]
    found = entry(sent.replace("\u00a0", blank) + "1,5", answers=sent)
    assert (found.mode, found.minutes) == ("phone", Fraction(90))


@pytest.mark.parametrize(
    ("line", "minutes"),
    [
        ("Video (hours): one and a half", 90),
        ("Video (hours): one-half", 30),
        ("Video (hours): three quarters", 45),
        ("Vidéo (heures) : deux et demie", 150),
        ("Vidéo (heures) : une demie", 30),
        ("Video (hours): --> 1.5", 90),
        ("Video (hours): => 1.5", 90),
        ("Vidéo (heures) : → 1,5", 90),
        ("Video -> 1.5", 90),
        ("Video => 1.5", 90),
        ("Video (hours): 1.5 (mock interview, room 214)", 90),
    ],
)
def test_a_value_is_read_in_words_and_behind_arrows(line: str, minutes: int) -> None:
    assert entry(line).mode == "video"
    assert entry(line).minutes == minutes


@pytest.mark.parametrize(
    "label",
    [
        "Hours of another kind",
        "Other ways",
        "Something else",
        "Autre moyen",
        "Heures d'une autre sorte",
    ],
)
def test_another_kind_is_the_other_mode(label: str) -> None:
    assert entry(f"{label}: 2").mode == "other"


@pytest.mark.parametrize(
    "value",
    [
        "> 2",
        "1 + 1",
        "three quarters of our time",
        "5 emails",
        "5 courriels",
        "half the time",
    ],
)
def test_a_value_that_is_no_amount_of_hours_stays_open(value: str) -> None:
    assert (entry(f"Email (hours): {value}").minutes, bool(entry(f"Email (hours): {value}").vague)) == (None, True)


@pytest.mark.parametrize("text", ["March is in the table.\n\n1.5\n\n1\n\n2.5", "Voici :\n1,5\n1"])
def test_numbers_without_labels_are_asked_about(read: Read, text: str) -> None:
    assert read(text).outcome == Outcome.CLARIFY
