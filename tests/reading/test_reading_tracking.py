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
