"""Rules 3, 4 and 5 of the contract: counts, totals and parts, meetings."""

import pytest

from app.reading.contract import Outcome, Reading
from tests.reading.answered_checkin import Read


def minutes(reading: Reading) -> list[int | None]:
    return [meeting.minutes for meeting in reading.meetings]


def by_mode(reading: Reading) -> dict[str, float] | None:
    return {mode: float(hours) for mode, hours in reading.hours.by_mode.items()} if reading.hours else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "1 hour in person, 2 hours of phone calls and half an hour of emails",
            {"in_person": 1, "phone": 2, "email": 0.5},
        ),
        ("1h phone 2h email", {"phone": 1, "email": 2}),
        ("phone 1h email 2h", {"phone": 1, "email": 2}),
        ("Phone: 1h, Email: 2h", {"phone": 1, "email": 2}),
        ("we did 2 hrs on fone an 1 hr at the jobsite", {"phone": 2, "in_person": 1}),
        ("2 hours in total, one by phone and one by email", {"phone": 1, "email": 1}),
        ("Three hours. One hour in person, two by phone.", {"in_person": 1, "phone": 2}),
        ("3 hours with Kate (1 in person, 2 by phone)", {"in_person": 1, "phone": 2}),
        ("1,5 h en visio et environ 2 heures par courriel", {"video": 1.5, "email": 2}),
        ("Deux heures en mai : une en personne, une au téléphone.", {"in_person": 1, "phone": 1}),
        ("about 3 hours, mostly calls", {"unspecified": 3}),
        ("2 hours by phone and Zoom", {"unspecified": 2}),
        ("2 hours. Half of it was by email.", {"email": 1, "unspecified": 1}),
        ("in person 2 hours, email 30 minutes, phone none", {"in_person": 2, "email": 0.5}),
        ("1.5 hours of emails back and forth, no calls", {"email": 1.5}),
    ],
)
def test_each_amount_goes_to_its_own_mode(read: Read, text: str, expected: dict[str, float]) -> None:
    assert by_mode(read(text)) == expected


def test_parts_without_a_total_are_summed(read: Read) -> None:
    reading = read("2 hours by phone, 1 hour by email")
    assert reading.hours is not None
    assert reading.hours.total == 3


@pytest.mark.parametrize(
    "text",
    ["5 hours total: 2 on zoom and 2 in person", "2 hours at the office, 1 on the phone. That's 4 hours total."],
)
def test_a_total_that_differs_from_its_parts_is_a_question(read: Read, text: str) -> None:
    reading = read(text)
    assert (reading.outcome, reading.hours) == (Outcome.CLARIFY, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We met twice, an hour each.", [60, 60]),
        ("four weekly calls of 30 min", [30] * 4),
        ("3 x 30 min Zoom calls", [30] * 3),
        ("1hr x 3 on zoom", [60] * 3),
        ("two 1-hour meetings and a 30-minute call", [60, 60, 30]),
        ("Two video calls: 45 min and 60 min", [45, 60]),
        ("twice, 2 hours in all", [None, None]),
        ("2 hours over three calls", [None] * 3),
        ("half an hour, one phone call", [30]),
        ("Nous nous sommes rencontrés trois fois, 45 minutes chaque fois.", [45] * 3),
        ("Deux rencontres d'une heure", [60, 60]),
        ("2 hours by video", []),
        ("We traded emails on May 5 and May 12, an hour in all.", []),
        ("May 6, 1 hour phone; May 20, 30 min zoom", [60, 30]),
        ("We met May 4 and May 18, one hour each, on Zoom.", [60, 60]),
        ("May 7: 30 min phone in the morning, 1 hour in person after shift.", [30, 60]),
    ],
)
def test_sessions_are_counted(read: Read, text: str, expected: list[int | None]) -> None:
    reading = read(text)
    assert (reading.outcome, minutes(reading)) == (Outcome.RECORDED, expected)


@pytest.mark.parametrize(
    "text",
    [
        "We talk every week for 30 minutes on the phone.",
        "On se parle chaque semaine une demi-heure.",
        "We met 3 times, all good.",
        "Several calls, 30 minutes",
        "3 meetings, 2 hours",
        "maybe 2 hours?",
        "Mira and I met on May 15 at the plant.",
    ],
)
def test_what_does_not_give_hours_is_a_question(read: Read, text: str) -> None:
    reading = read(text)
    assert (reading.outcome, reading.hours) == (Outcome.CLARIFY, None)
    assert len(reading.questions) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Kate works 40 hours a week so we only managed 1 hour by phone.",
        "The drive was 2 hours but we met for 1 hour by phone",
        "1 hour by phone; it was supposed to be 2 hours but she had to leave.",
        "1 hour by phone. Her exam takes 8 hours.",
        "1 hour by phone. We will have 2 hours on June 10.",
        "1 hour by phone, 8 emails",
    ],
)
def test_hours_of_something_else_are_left_out(read: Read, text: str) -> None:
    assert by_mode(read(text)) == {"phone": 1}


def test_a_mode_said_of_everything_holds_for_all(read: Read) -> None:
    assert by_mode(read("May 12: 1 hr. May 19: 1 hr. All on Zoom.")) == {"video": 2}


def test_answers_between_the_lines_complete_each_other(read: Read) -> None:
    lines = [("We met 3 times", "1. Did you meet, and how many times?"), ("An hour each time", "2. How many hours?")]
    assert minutes(read(lines)) == [60, 60, 60]


def test_a_no_to_another_question_is_no_zero(read: Read) -> None:
    lines = [("2 hours by phone", "1. How many hours?"), ("No", "2. Is there anything you need?")]
    assert by_mode(read(lines)) == {"phone": 2}


def test_rows_of_a_tracking_sheet_are_sessions_and_their_notes_are_kept_apart(read: Read) -> None:
    rows = "Date | Start - end | Topics | Homework\nMay 5 | 6:00 pm - 7:00 pm | Resume | Call 2 people"
    reading = read(rows)
    assert minutes(reading) == [60]
    assert (reading.topics, reading.homework) == (("Resume",), ("Call 2 people",))


def test_two_partners_each_get_their_hours(read: Read) -> None:
    reading = read("Kate: 2h by phone, Sam: 1h", partners=("Kate Li", "Sam Okoye"))
    assert reading.hours is not None
    assert reading.hours.by_partner == {"Kate Li": 2, "Sam Okoye": 1}


@pytest.mark.parametrize("text", ["3 hours in all", "Kate and Sam together, 2 hours"])
def test_hours_of_nobody_in_particular_are_asked_about(read: Read, text: str) -> None:
    reading = read(text, partners=("Kate Li", "Sam Okoye"))
    assert (reading.outcome, reading.hours) == (Outcome.CLARIFY, None)


def test_an_hour_with_each_is_given_to_each(read: Read) -> None:
    reading = read("An hour with each of them, on Zoom.", partners=("Kate Li", "Sam Okoye"))
    assert reading.hours is not None
    assert reading.hours.by_partner == {"Kate Li": 1, "Sam Okoye": 1}


def test_evidence_is_the_exact_words(read: Read) -> None:
    reading = read("We had about 1½ hours by Phone.")
    assert [(item.field, item.text) for item in reading.evidence] == [("hours.by_mode.phone", "1½ hours")]


def test_a_number_of_emails_leaves_their_mode_to_the_hours(read: Read) -> None:
    reading = read("We met once for coffee (1 hour) and exchanged about 5 emails (30 minutes).")
    assert by_mode(reading) == {"in_person": 1, "email": 0.5}


def test_again_on_a_past_day_is_no_meeting_to_come(read: Read) -> None:
    reading = read("We met on May 7 for an hour, and again on May 21 over Zoom for 45 minutes.")
    assert minutes(reading) == [60, 45]
