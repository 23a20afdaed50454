"""The next meeting, told in many ways, and days that do not exist (rule 6 of the contract)."""

from datetime import date
from decimal import Decimal

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read

JUNE_16 = date(2026, 6, 16)


@pytest.mark.parametrize(
    "text",
    [
        "Our next get-together is June 16.",
        "We are seeing each other again on June 16.",
        "June 16 is when we meet again.",
        "There is a lunch in the diary for June 16.",
        "A Zoom is set for June 16.",
        "Back at it on June 16.",
        "We'll reconvene on June 16.",
        "We begin June 16 with a tour of the plant.",
        "June 16 we sit together for 3 hours.",
        "Prochain café le 16 juin.",
        "On remet ça le 16 juin.",
        "Rendez-vous pris pour le 16 juin.",
        "Un dîner est prévu le 16 juin.",
        "Le 16 juin, nous nous retrouvons au café.",
        "Le 16 juin, on se voit 3 heures.",
    ],
)
def test_a_session_to_come_is_the_next_meeting_and_counts_no_hours(read: Read, text: str) -> None:
    reading = read(f"2 hours by phone. {text}")
    assert reading.next_meeting is not None
    assert reading.hours is not None
    assert (reading.next_meeting.date, reading.hours.total, reading.outcome) == (
        JUNE_16,
        Decimal(2),
        Outcome.RECORDED,
    )


@pytest.mark.parametrize(
    "text",
    [
        "Her exam is on June 16.",
        "She starts her new job on June 16.",
        "I am away until June 16.",
        "I have booked a holiday from June 16.",
        "Son examen est le 16 juin.",
        "Je pars en vacances le 16 juin.",
    ],
)
def test_another_day_to_come_is_no_meeting(read: Read, text: str) -> None:
    assert read(f"2 hours by phone. {text}").next_meeting is None


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("When do you meet next?", "June 16"),
        ("When do you meet next?", "Yes, the 16th, by Zoom"),
        ("Is there a next date in the diary?", "Yes: June 16 for an hour"),
        ("Date of your next meeting:", "Date of your next meeting: June 16"),
        ("Avez-vous fixé la prochaine rencontre ?", "Oui, le 16 juin"),
        ("Quand vous revoyez-vous ?", "Le 16"),
    ],
)
def test_the_day_under_our_question_for_it_is_the_next_meeting(read: Read, asked: str, answer: str) -> None:
    reading = read([("2 hours by phone", None), (answer, asked)])
    assert reading.next_meeting is not None
    assert reading.next_meeting.date == JUNE_16


@pytest.mark.parametrize("answer", ["None yet", "No", "Not yet", "Pas encore", "Non"])
def test_no_next_meeting_is_not_no_time(read: Read, answer: str) -> None:
    assert read([(answer, "When do you meet next?")]).hours is None


def test_a_day_that_is_past_stays_past_under_the_question_for_the_next(read: Read) -> None:
    reading = read([("We met on May 12 for an hour", "When do you meet next?")])
    assert [meeting.date for meeting in reading.meetings] == [date(2026, 5, 12)]


def test_a_first_meeting_that_was_is_not_to_come(read: Read) -> None:
    reading = read("Our first meeting was on June 16, an hour.")
    assert (reading.outcome, reading.next_meeting) == (Outcome.CLARIFY, None)


NUMBERED = "1. Did you meet, and when?\n2. How much time did it take?\n3. When do you meet next?"


def test_a_number_before_an_answer_is_that_of_our_question(read: Read) -> None:
    reading = read("1. yes, May 12\n2. 1\n3. the 16th", sent=NUMBERED)
    assert reading.next_meeting is not None
    assert reading.hours is not None
    assert (reading.next_meeting.date, reading.hours.total) == (JUNE_16, Decimal(1))


def test_numbers_that_do_not_rise_are_of_a_list_of_their_own(read: Read) -> None:
    reading = read("1. May 12, 1 hour\n1. May 19, 1 hour", sent=NUMBERED)
    assert [meeting.date.day for meeting in reading.meetings if meeting.date] == [12, 19]


@pytest.mark.parametrize(
    "text",
    [
        "1 hour on the phone, June 31",
        "We talked on the 30th of February for an hour",
        "1h zoom 2026-02-30",
        "une heure le 31 avril",
        "une heure le 30/02/2026",
    ],
)
def test_a_day_that_no_month_has_is_asked_about(read: Read, text: str) -> None:
    reading = read(text)
    assert (reading.outcome, reading.hours) == (Outcome.CLARIFY, None)
    assert "no such day" in reading.questions[0]


def test_a_day_in_figures_behind_its_article_keeps_its_month(read: Read) -> None:
    assert [each.date for each in read("Une heure le 15/04/2026").meetings] == [date(2026, 4, 15)]
