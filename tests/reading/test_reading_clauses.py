"""Rules 3, 4, 5 and 7 of the contract: which words belong to one session, and which to another."""

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import by_mode, lengths, total


@pytest.mark.parametrize(
    "text",
    [
        "We met for 2 hours on May 14 from 5 to 7pm at Tim Hortons",
        "May 14, 5-7pm (2 hours), in person",
        "May 14, 2 hours, 5-7pm, in person",
        "Nous nous sommes vus le 14 mai de 17 h à 19 h pendant 2 heures au café",
        "We met at the library on May 14 from 1 to 3. Two hours well spent.",
    ],
)
def test_a_length_and_its_clock_times_are_one_session(read: Read, text: str) -> None:
    reading = read(text)
    assert (by_mode(reading), lengths(reading)) == ({"in_person": 2}, [120])


@pytest.mark.parametrize(
    "text",
    [
        "We met for 2 hours on May 14 from 5 to 8pm at Tim Hortons",
        "May 14, 5-8pm (2 hours), in person",
        "2 hours: May 3 5-6pm, May 10 5-6:30pm",
        "We met on May 5 and May 19 for two hours",
    ],
)
def test_lengths_that_do_not_agree_are_asked_about(read: Read, text: str) -> None:
    reading = read(text)
    assert (reading.outcome, reading.hours) == (Outcome.CLARIFY, None)


def test_sessions_of_their_own_day_and_mode_stay_apart(read: Read) -> None:
    reading = read("1 hour on May 3 by phone, 5-6pm on May 7 in person")
    assert (by_mode(reading), lengths(reading)) == ({"phone": 1, "in_person": 1}, [60, 60])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Total 2:30 - 1:00 in person, 1:30 by Teams", {"in_person": 1, "video": 1.5}),
        ("Total: 3h - 1h phone, 2h zoom", {"phone": 1, "video": 2}),
        ("Total : 4 hours ( 2 zoom + 2 in person )", {"video": 2, "in_person": 2}),
        ("3 hours, of which 1 by phone", {"unspecified": 2, "phone": 1}),
        ("3 hours, 1 of them by phone", {"unspecified": 2, "phone": 1}),
        ("3 hours, 3 on zoom", {"video": 3}),
        ("2h, soit 1h en personne et 1h par courriel", {"in_person": 1, "email": 1}),
    ],
)
def test_a_total_and_its_parts_are_counted_once(read: Read, text: str, expected: dict[str, float]) -> None:
    assert by_mode(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two one-hour coffees and a 20 minute phone call", [60, 60, 20]),
        ("3 sessions @ 1 hour", [60, 60, 60]),
        ("3 weekly 1h calls", [60, 60, 60]),
        ("20-minute call x3", [20, 20, 20]),
        ("We met every Tuesday in May for an hour (4 times)", [60, 60, 60, 60]),
        ("May 5 and 12, 6-7pm", [60, 60]),
        ("We met on May 5 and May 19 for two hours in total", [None, None]),
        ("Meetings: 2\nHours: 3", [None, None]),
        ("Call 1: 30 min. Call 2: 45 min.", [30, 45]),
        ("Session 1 - May 5 - 60 minutes\nSession 2 - May 19 - 90 minutes", [60, 90]),
        ("Deux fois 45 min en visio", [45, 45]),
        ("1:1 meeting, 1 hour", [60]),
        ("1: May 5, 1 hour\n2: May 19, 30 min", [60, 30]),
        ("A few emails and one call (30 min)", [30]),
    ],
)
def test_sessions_and_their_lengths(read: Read, text: str, expected: list[int | None]) -> None:
    assert lengths(read(text)) == expected


def test_two_equal_parts_are_no_total_and_its_detail(read: Read) -> None:
    assert total(read("1 hour of reading and 1 hour by phone")) == 2
    assert total(read("1 hour on her resume by email, 1 hour on Zoom")) == 2


def test_a_number_of_meetings_is_no_number_of_hours(read: Read) -> None:
    assert total(read("Meetings: 2\nHours: 3")) == 3


def test_hours_with_two_people_are_asked_about(read: Read) -> None:
    reading = read("2 hours with Kate and Sam", partners=("Kate Li", "Sam Okoye"))
    assert (reading.outcome, reading.hours) == (Outcome.CLARIFY, None)


def test_the_mode_in_front_of_a_bracket_is_of_the_hours_in_it(read: Read) -> None:
    assert by_mode(read("1 meeting (2 hours), 5 emails (1 hour)")) == {"unspecified": 2, "email": 1}


def test_the_number_of_a_week_is_no_amount(read: Read) -> None:
    assert total(read("week 1: 1h, week 2: 0.5h, week 3: none, week 4: 1h")) == 2.5


def test_a_day_in_brackets_is_of_the_session_before_it(read: Read) -> None:
    meetings = read("phone 1h (8 May), lunch 1h (22 May)").meetings
    assert [(meeting.mode, meeting.date and meeting.date.day) for meeting in meetings] == [
        ("phone", 8),
        ("in_person", 22),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("met weekly, 4 hours total", 4),
        ("biweekly, 1 hour, so 2 hours total", 2),
        ("On s'est parlé 20 minutes par semaine, soit 1h20 en tout", 1.33),
    ],
)
def test_a_total_says_what_a_rate_leaves_open(read: Read, text: str, expected: float) -> None:
    assert total(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two calls (30 min and 45 min) and one coffee (1 hour)", [30, 45, 60]),
        ("3 calls (30 min, 30 min, 1h) and two coffees of 1 hour", [30, 30, 60, 60, 60]),
        ("three calls and two coffees, 1 hour each", [60, 60, 60, 60, 60]),
        ("90 minutes twice", [90, 90]),
    ],
)
def test_every_count_has_the_lengths_that_are_its_own(read: Read, text: str, expected: list[int]) -> None:
    assert lengths(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("3 hours with Kate on May 14, in person, 2pm to 5pm, about report writing", 180),
        ("We met on May 14 from 2pm to 5pm in person, 3 hours", 180),
        ("45 minutes au téléphone le 14 mai, de 10h à 10h45", 45),
    ],
)
def test_a_length_apart_from_its_clock_times_is_counted_once(read: Read, text: str, minutes: int) -> None:
    reading = read(text)
    assert (lengths(reading), total(reading)) == ([minutes], minutes / 60)
