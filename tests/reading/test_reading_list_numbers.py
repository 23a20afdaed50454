"""Numbers that name a week or an item of a list, and count no hours: `wk2 30 min`, `(1) Zoom 1 h (2) phone 20 min`."""

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import by_mode, lengths


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("wk1 30 min zoom\nwk2 45 min zoom\nwk3 -\nwk4 1h phone", {"video": 1.25, "phone": 1}),
        ("Week 1 30 min phone\nWeek 2 nothing\nWeek 3 1 hour zoom", {"phone": 0.5, "video": 1}),
        ("W1 45 min zoom, W2 none, W3 45 min zoom", {"video": 1.5}),
        ("wk 1: 1h by phone, wk 2: 2h by phone", {"phone": 3}),
        ("(1) Zoom 45 minutes (2) coffee 1 hour", {"video": 0.75, "in_person": 1}),
        ("1) phone 1 hour 2) email 15 minutes 3) zoom 30 minutes", {"phone": 1, "email": 0.25, "video": 0.5}),
        ("1. in person 2 hours 2. phone 20 minutes", {"in_person": 2, "phone": 0.33}),
        ("Sem. 1 : 45 min visio\nSem. 2 : rien\nSem. 3 : 30 min tel", {"video": 0.75, "phone": 0.5}),
        ("S1 1 h visio, S2 rien, S3 30 min tel", {"video": 1, "phone": 0.5}),
        ("1 h au téléphone sem. 2, 30 min au téléphone sem. 3", {"phone": 1.5}),
        ("(1) une heure au café (2) 30 minutes au téléphone", {"in_person": 1, "phone": 0.5}),
    ],
)
def test_a_number_that_names_a_week_or_an_item_counts_nothing(
    read: Read, text: str, expected: dict[str, float]
) -> None:
    reading = read(text)
    assert reading.outcome == Outcome.RECORDED
    assert by_mode(reading) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zoom (1), phone (2)", {"video": 1, "phone": 2}),
        ("We met twice (2) for an hour each", {"unspecified": 2}),
        ("each week 2 zoom calls of 30 min, 8 in all", {"video": 4}),
    ],
)
def test_a_number_that_counts_is_no_item(read: Read, text: str, expected: dict[str, float]) -> None:
    assert by_mode(read(text)) in ({}, expected)


def test_a_day_at_the_end_of_a_sentence_is_no_item(read: Read) -> None:
    reading = read("1. We met on May 2. It was an hour.")
    assert [str(meeting.date) for meeting in reading.meetings] == ["2026-05-02"]
    assert lengths(reading) == [60]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("three horus on zoom", {"video": 3}),
        ("one huor by phone", {"phone": 1}),
        ("2 hures et demie en personne", {"in_person": 2.5}),
        ("une huere au téléphone", {"phone": 1}),
        ("3 eures en visio", {"video": 3}),
    ],
)
def test_an_hour_with_a_slip_is_an_hour(read: Read, text: str, expected: dict[str, float]) -> None:
    assert by_mode(read(text)) == expected
