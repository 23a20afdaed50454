"""Sessions told by their number, and then what some of them were: how, when and how long (rules 3 to 5)."""

from collections import Counter

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read

Told = dict[tuple[int | None, str], int]


@pytest.mark.parametrize(
    ("text", "by_mode", "told"),
    [
        (
            "five calls of half an hour, two of them on Teams",
            {"video": 1, "unspecified": 1.5},
            {(30, "video"): 2, (30, "unspecified"): 3},
        ),
        (
            "We met three times, an hour each, once at the library",
            {"in_person": 1, "unspecified": 2},
            {(60, "in_person"): 1, (60, "unspecified"): 2},
        ),
        (
            "3 meetings of 1 h, the last one by phone",
            {"phone": 1, "unspecified": 2},
            {(60, "phone"): 1, (60, "unspecified"): 2},
        ),
        (
            "We had three sessions of an hour, two in person and one on Zoom",
            {"in_person": 2, "video": 1},
            {(60, "in_person"): 2, (60, "video"): 1},
        ),
        (
            "met 4 times, 3 in person 1 by phone, 1h each",
            {"in_person": 3, "phone": 1},
            {(60, "in_person"): 3, (60, "phone"): 1},
        ),
        (
            "We met 3 times for an hour. Two were on Zoom, the other at her office.",
            {"video": 2, "in_person": 1},
            {(60, "video"): 2, (60, "in_person"): 1},
        ),
        (
            "We had three meetings: two video calls and one coffee, an hour each",
            {"video": 2, "in_person": 1},
            {(60, "video"): 2, (60, "in_person"): 1},
        ),
        (
            "Trois rencontres d'une heure, dont une au téléphone",
            {"phone": 1, "unspecified": 2},
            {(60, "phone"): 1, (60, "unspecified"): 2},
        ),
        (
            "Trois séances d'une heure: les deux premières par Teams et la dernière au bureau",
            {"video": 2, "in_person": 1},
            {(60, "video"): 2, (60, "in_person"): 1},
        ),
        (
            "On s'est parlé deux fois 45 minutes, une fois par Teams et une fois au téléphone",
            {"video": 0.75, "phone": 0.75},
            {(45, "video"): 1, (45, "phone"): 1},
        ),
    ],
)
def test_how_some_of_the_sessions_were_held_is_said_of_those_only(
    read: Read, text: str, by_mode: dict[str, float], told: Told
) -> None:
    reading = read(text)
    assert reading.outcome == Outcome.RECORDED
    assert reading.hours is not None
    assert {mode: float(hours) for mode, hours in reading.hours.by_mode.items()} == by_mode
    assert Counter((meeting.minutes, meeting.mode) for meeting in reading.meetings) == told


@pytest.mark.parametrize(
    ("text", "total", "told"),
    [
        (
            "We had four meetings, two of them on Zoom, 5 hours in total",
            5,
            {(None, "video"): 2, (None, "unspecified"): 2},
        ),
        (
            "3 sessions (one on Zoom), 4 hours total",
            4,
            {(None, "video"): 1, (None, "unspecified"): 2},
        ),
        (
            "We met 3 times: 1 in person, 2 on zoom. 4 hours altogether.",
            4,
            {(None, "in_person"): 1, (None, "video"): 2},
        ),
        (
            "One video call and one phone call, 1 hour in total",
            1,
            {(None, "video"): 1, (None, "phone"): 1},
        ),
        (
            "Deux visios et un café, 3 heures en tout",
            3,
            {(None, "video"): 2, (None, "in_person"): 1},
        ),
    ],
)
def test_hours_of_all_sessions_are_not_given_to_the_way_of_some(read: Read, text: str, total: int, told: Told) -> None:
    reading = read(text)
    assert reading.outcome == Outcome.RECORDED
    assert reading.hours is not None
    assert reading.hours.by_mode == {"unspecified": total}
    assert Counter((meeting.minutes, meeting.mode) for meeting in reading.meetings) == told


@pytest.mark.parametrize(
    ("text", "by_mode"),
    [
        ("We had five calls this month. Four were 15 minutes, one was an hour.", {"unspecified": 2}),
        ("We talked 6 times on the phone; five were 10 minutes, one was 40 minutes.", {"phone": 1.5}),
        ("Four video calls. Three of them were half an hour, the fourth one was a full hour.", {"video": 2.5}),
        ("4 sessions, 1 hour each except the last (30 min). Zoom.", {"video": 3.5}),
        ("Two meetings, one of an hour at the office, the other of 30 minutes on zoom", {"in_person": 1, "video": 0.5}),
        ("Two zooms: the first 50 minutes, the second an hour and ten.", {"video": 2}),
        ("Two sessions. The first was 40 minutes. The second was 50 minutes. Both on Zoom.", {"video": 1.5}),
        ("We met twice: the first time for an hour, the second time for 90 minutes", {"unspecified": 2.5}),
        ("We had two calls and one coffee, an hour each", {"unspecified": 2, "in_person": 1}),
        ("One call and one coffee, 30 min each", {"unspecified": 0.5, "in_person": 0.5}),
        ("Trois appels : le premier de 20 min, le deuxième de 30 min et le dernier de 40 min.", {"unspecified": 1.5}),
        (
            "Deux rencontres, l'une d'une heure au bureau, l'autre de 30 minutes en visio",
            {"in_person": 1, "video": 0.5},
        ),
        ("On s'est vus deux fois, la première fois une heure, la deuxième 45 minutes", {"unspecified": 1.75}),
        ("Deux visios : une de 50 min et une de 70 min", {"video": 2}),
    ],
)
def test_each_session_has_the_length_told_of_it(read: Read, text: str, by_mode: dict[str, float]) -> None:
    reading = read(text)
    assert reading.outcome == Outcome.RECORDED
    assert reading.hours is not None
    assert {mode: float(hours) for mode, hours in reading.hours.by_mode.items()} == by_mode


def test_sessions_keep_the_days_told_of_them(read: Read) -> None:
    reading = read("Two meetings of 45 minutes, one on May 5 on Zoom, the other on May 19 by phone")
    told = [(str(meeting.date), meeting.minutes, meeting.mode) for meeting in reading.meetings]
    assert told == [("2026-05-05", 45, "video"), ("2026-05-19", 45, "phone")]


@pytest.mark.parametrize(
    "text",
    [
        "We had three calls. Two were 20 minutes.",
        "Trois appels. Deux ont duré 20 minutes.",
    ],
)
def test_sessions_whose_length_is_not_told_are_asked_about(read: Read, text: str) -> None:
    assert read(text).outcome == Outcome.CLARIFY


@pytest.mark.parametrize(
    ("text", "by_mode"),
    [
        ("We met twice: 2 hours in person and 1 by phone", {"in_person": 2, "phone": 1}),
        ("Met twice, 2 in person, 1 by phone", {"in_person": 2, "phone": 1}),
        ("2h, one of them by email", {"email": 1, "unspecified": 1}),
        ("3 hours, one of those on zoom, the rest in person", {"video": 1, "in_person": 2}),
        ("We met twice, an hour each, at a cafe downtown", {"in_person": 2}),
        ("We met twice, 90 min each time, over a coffee.", {"in_person": 3}),
    ],
)
def test_numbers_that_are_hours_and_places_that_are_no_sessions_stay_so(
    read: Read, text: str, by_mode: dict[str, float]
) -> None:
    reading = read(text)
    assert reading.hours is not None
    assert {mode: float(hours) for mode, hours in reading.hours.by_mode.items()} == by_mode
