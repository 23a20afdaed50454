"""Rows and label blocks of a tracking sheet, and form lines that hold more than a figure."""

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import by_mode, lengths


def test_blocks_of_labels_are_sessions(read: Read) -> None:
    text = "Date: May 5\nDuration: 1.5\nHow: phone\n\nDate: May 19\nDuration: 1\nHow: in person"
    reading = read(text)
    assert (by_mode(reading), lengths(reading)) == ({"phone": 1.5, "in_person": 1}, [90, 60])


def test_numbers_in_topics_are_no_hours(read: Read) -> None:
    rows = "May 5, 1h, zoom, talked about 2 job offers\nMay 19, 2h, in person, 3 mock interviews"
    assert by_mode(read(rows)) == {"video": 1, "in_person": 2}


def test_a_cancelled_row_is_no_session(read: Read) -> None:
    assert lengths(read("May 4: 1 hr zoom\nMay 11: cancelled\nMay 18: 1 hr zoom")) == [60, 60]


def test_a_form_line_with_two_amounts_adds_both(read: Read) -> None:
    assert by_mode(read("In person: 2h on the 5th and 1h on the 12th")) == {"in_person": 3}


@pytest.mark.parametrize(
    "text",
    ["In person: yes\nEmail: no", "In person: 2 meetings\nEmail: 1 hr", "In person: 3 (incl. 1h travel)"],
)
def test_a_form_line_that_does_not_say_how_long_is_asked_about(read: Read, text: str) -> None:
    reading = read(text)
    assert (reading.outcome, reading.hours) == (Outcome.CLARIFY, None)


@pytest.mark.parametrize(
    "row",
    [
        "May 12 / 12:30 pm / 1:45 pm / cover letters / redo page 1",
        "May 12; 12:30 pm; 1:45 pm; cover letters",
        "May 12, 12:30, 1:45, cover letters",
        "12 mai / 12 h 30 / 13 h 45 / lettres / refaire la page 1",
        "Day: May 12\nFrom: 12:30 pm\nTo: 1:45 pm\nSubject: 3 letters\nTo do: take 5 photos",
        "Jour : 12 mai\nDe : 12 h 30\nÀ : 13 h 45\nSujet : lettre\nÀ faire : 5 photos",
    ],
)
def test_a_day_a_start_and_an_end_are_a_session(read: Read, row: str) -> None:
    reading = read(row)
    assert (reading.outcome, lengths(reading)) == (Outcome.RECORDED, [75])


def test_days_in_a_row_are_no_clock(read: Read) -> None:
    assert read("May 5, 6, 12").hours is None


@pytest.mark.parametrize(
    "rows",
    [
        "12 May: 18:00-19:30, resume; 19 May: 17:00-18:00, interviews",
        "12 May 18:00-19:30, resume; 19 May 17:00-18:00, interviews",
        "12 May, 18:00-19:30, resume; 19 May, 17:00-18:00, interviews",
        "12 May: 6:00 pm - 7:30 pm, resume. 19 May: 5:00 pm - 6:00 pm, interviews.",
        "12 May: 18:00-19:30, resume; 19 May: 60 min, interviews",
        "12 May, 18:00-19:30, resume and then an hour on 19 May",
        "12 mai : 18 h à 19 h 30, CV ; 19 mai : 17 h à 18 h, entrevues",
    ],
)
def test_rows_on_one_line_are_sessions_each_and_no_topic_swallows_one(read: Read, rows: str) -> None:
    """H1: as a sheet asks for them, day, from and to, topics; a session that is lost here is lost without a word."""
    reading = read(rows)
    assert (lengths(reading), [each.date and each.date.day for each in reading.meetings]) == ([90, 60], [12, 19])


def test_each_row_on_a_line_keeps_its_own_way_and_topic(read: Read) -> None:
    reading = read("12 May: 18:00-19:30, video, resume; 19 May: 17:00-18:00, phone, interviews")
    assert (by_mode(reading), reading.topics) == ({"video": 1.5, "phone": 1}, ("resume", "interviews"))


def test_a_semicolon_within_a_topic_ends_no_row(read: Read) -> None:
    reading = read("12 May, 6:00 pm - 7:30 pm, resume; cover letter")
    assert (lengths(reading), reading.topics) == ([90], ("resume; cover letter",))
