"""Rule 12 of the contract: what a later word corrects, and what it leaves as it was."""

from datetime import date, time

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import lengths, total

RECEIPT = "For May with Kate Li we wrote down: 3 hours by phone. Is that right?"


@pytest.mark.parametrize(
    "text",
    [
        "2 hours. Sorry, 1.5 hours.",
        "3 h... non, 1,5 h",
        "2 hours in person - wait, no, it was 1.5",
        "Oups, 1h30 plutôt que 2h",
    ],
)
def test_the_later_amount_wins(read: Read, text: str) -> None:
    assert (total(read(text)), read(text).correction) == (1.5, True)


def test_a_later_count_or_day_corrects_the_earlier_one(read: Read) -> None:
    assert lengths(read("We met 3 times, 1h each... actually only twice")) == [60, 60]
    days = [meeting.date for meeting in read("1h Zoom on the 5th. Correction: the 6th.").meetings]
    assert days == [date(2026, 5, 6)]


def test_a_correction_keeps_the_times_of_the_clock_that_agree_with_it(read: Read) -> None:
    text = "No - we spoke by phone on the 12th, 6-6:45pm. That's 45 minutes, not 2 hours."
    (meeting,) = read(text, kind="confirmation", sent=RECEIPT).meetings
    assert (meeting.start, meeting.end, meeting.minutes) == (time(18), time(18, 45), 45)


def test_a_no_before_the_figures_is_an_answer_and_not_nothing(read: Read) -> None:
    reading = read("No, it was one hour, not two: last Tuesday 5:30-6:30pm.", kind="attestation", sent=RECEIPT)
    assert (reading.answer, total(reading), lengths(reading)) == ("no", 1, [60])


@pytest.mark.parametrize(
    "text",
    [
        "30 minutes de plus",
        "30 more minutes",
        "30 minutes more",
        "half an hour more",
        "30 minutes supplémentaires par visio",
    ],
)
def test_more_minutes_are_added_to_a_receipt(read: Read, text: str) -> None:
    reading = read(text, kind="confirmation", sent=RECEIPT)
    assert (reading.outcome, reading.correction, reading.answer, total(reading)) == (Outcome.RECORDED, False, None, 0.5)


@pytest.mark.parametrize("text", ["30 minutes de plus", "30 minutes more"])
def test_more_than_we_do_not_know_is_a_question(read: Read, text: str) -> None:
    assert read(text).outcome == Outcome.CLARIFY


def test_something_forgotten_without_a_figure_adds_nothing(read: Read) -> None:
    text = "Nearly. It should be 4 hours, not 3. I forgot the evening at the library."
    reading = read(text, kind="confirmation", sent=RECEIPT)
    assert (reading.answer, reading.correction, total(reading)) == ("no", True, 4)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("jaccepte\ndan roy", "yes"),
        ("I have read it and agree to 2 hours a month. Dan Roy", "yes"),
        ("désolé, pas cette année", "no"),
        ("I am flattered but I already have two mentees", "no"),
        ("Not at the moment, sorry", "no"),
    ],
)
def test_answers_come_in_many_words(read: Read, text: str, answer: str) -> None:
    assert read(text, kind="proposal", sent="Would you take Kate Li as your mentee?").answer == answer


def test_a_yes_under_a_condition_is_asked_about(read: Read) -> None:
    reading = read("Yes, if we can meet on Zoom", kind="proposal", sent="Would you take Kate Li as your mentee?")
    assert (reading.outcome, reading.answer) == (Outcome.CLARIFY, None)


@pytest.mark.parametrize(
    "text",
    [
        "We had a phone call on May 12 - sorry, May 13 - for 50 minutes.",
        "50 minutes on the 12th, I mean the 13th",
        "We met May 12, no wait May 13, for 50 minutes",
        "50 min le 12 mai, pardon, le 13 mai",
    ],
)
def test_a_day_put_right_in_the_same_breath_is_the_later_one(read: Read, text: str) -> None:
    assert [(str(each.date), each.minutes) for each in read(text).meetings] == [("2026-05-13", 50)]


@pytest.mark.parametrize(
    "text",
    [
        "Hollis: 2 hours\nSaskia: 1 hour\n\nSorry, Saskia should be 1.5 hours.",
        "Hollis : 2 h et Saskia : 1 h. Correction : 1 h 30 avec Saskia",
    ],
)
def test_a_correction_of_one_partners_hours_leaves_the_others_as_they_were(read: Read, text: str) -> None:
    hours = read(text, partners=("Hollis Dray", "Saskia Moreau")).hours
    assert hours is not None
    assert {name: float(told) for name, told in hours.by_partner.items()} == {"Hollis Dray": 2, "Saskia Moreau": 1.5}
