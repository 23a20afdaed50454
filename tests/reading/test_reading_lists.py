"""Rules 2, 3 and 6 of the contract: lengths said once for several sessions, and figures that share a unit."""

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import lengths, total


@pytest.mark.parametrize(
    "text",
    [
        "Kate and I had coffee on the 6th and again on the 20th, 45 minutes both times.",
        "We met May 6 and May 20, both for 45 minutes",
        "Zoom calls on the 6th and 20th, both 45 minutes",
        "We spoke on the 6th, then again on the 20th. Each time for 45 minutes.",
        "On s'est vus le 6 et le 20, 45 minutes les deux fois",
        "Deux cafés, le 6 mai et le 20 mai, 45 minutes chaque fois",
        "the 6th (45 min), the 20th (45 min)",
        "The 6th: 45 minutes. The 20th: 45 minutes.",
        "le 6 : 45 min; le 20 : 45 min",
        "05-06: 45 min\n05-20: 45 min",
        "Here is May:\n• 6 May: Zoom, 45 min\n• 20 May: Zoom, 45 min",
    ],
)
def test_two_days_may_share_one_length(read: Read, text: str) -> None:
    reading = read(text)
    assert [meeting.date.day for meeting in reading.meetings if meeting.date] == [6, 20]
    assert (total(reading), lengths(reading)) == (1.5, [45, 45])


@pytest.mark.parametrize(
    "text",
    [
        "Two calls, 20 and 40 minutes",
        "Two Zoom calls (20 and 40 min)",
        "deux appels, 20 et 40 minutes",
        "We Zoomed twice, first time 20 minutes, second time 40 minutes.",
        "Two sessions: 20 min + 40 min",
    ],
)
def test_figures_of_a_list_share_the_unit_that_closes_it(read: Read, text: str) -> None:
    assert lengths(read(text)) == [20, 40]


def test_a_small_figure_beside_minutes_is_hours_and_shares_nothing(read: Read) -> None:
    assert total(read("2 and 30 minutes")) == 2.5


@pytest.mark.parametrize(
    ("text", "hours", "meetings"),
    [
        ("2 hours a week for 4 weeks", 8, []),
        ("an hour a week for four weeks", 4, []),
        ("30 min a week, 4 weeks", 2, []),
        ("1h par semaine pendant 4 semaines", 4, []),
        ("1 h/sem pendant 4 semaines", 4, []),
        ("We met every Monday for 30 minutes, four times in all", 2, [30] * 4),
        ("Every Wednesday in May (4 calls), 30 min each", 2, [30] * 4),
        ("1 hour weekly x 4", 4, [60] * 4),
    ],
)
def test_an_amount_a_week_counts_as_often_as_there_were_weeks(
    read: Read, text: str, hours: float, meetings: list[int]
) -> None:
    reading = read(text)
    assert (total(reading), lengths(reading)) == (hours, meetings)


@pytest.mark.parametrize(
    "text",
    [
        "every week for 30 minutes",
        "2 hours a month for 4 weeks",
        "an hour every other week for 4 weeks",
        "1 h par semaine",
    ],
)
def test_how_often_is_not_guessed(read: Read, text: str) -> None:
    reading = read(text)
    assert (reading.outcome, reading.hours) == (Outcome.CLARIFY, None)


@pytest.mark.parametrize(
    "text",
    [
        "Saw each other twice in person, 2.5 hours in all.",
        "Spoke to one another twice, 2.5 hours all told",
        "On s'est vus deux fois en personne, 2,5 h en tout",
    ],
)
def test_each_other_says_nothing_of_a_length(read: Read, text: str) -> None:
    reading = read(text)
    assert (total(reading), lengths(reading)) == (2.5, [None, None])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("trois appels téléphoniques de 20 minutes", [20, 20, 20]),
        ("deux appels de 30 minutes et une rencontre d'une heure", [30, 30, 60]),
        ("two video chats of 45 min", [45, 45]),
        ("We talked 3 times, 40 min a call", [40, 40, 40]),
        ("Logging a session with Kate: May 19, 45 minutes on Zoom.", [45]),
        ("on s'est parlé 40 min", [40]),
    ],
)
def test_sessions_are_counted_by_their_noun(read: Read, text: str, expected: list[int]) -> None:
    assert lengths(read(text)) == expected


def test_messages_are_not_the_mode_of_the_calls_before_them(read: Read) -> None:
    reading = read("We had two calls in May, about half an hour each, and exchanged emails for another hour.")
    assert reading.hours is not None
    assert {mode: float(part) for mode, part in reading.hours.by_mode.items()} == {"unspecified": 1, "email": 1}
    assert lengths(reading) == [30, 30]


@pytest.mark.parametrize("text", ["over two meetings we spent 3 hours", "3 hours over two meetings"])
def test_hours_over_several_meetings_are_those_of_all(read: Read, text: str) -> None:
    reading = read(text)
    assert (total(reading), lengths(reading)) == (3, [None, None])


@pytest.mark.parametrize(
    "text", ["2-3", "2 hrs, could be 3", "2/3 hours", "just shy of 2 hours", "une heure et des poussières"]
)
def test_figures_that_leave_a_margin_are_a_question(read: Read, text: str) -> None:
    assert (read(text).outcome, read(text).hours) == (Outcome.CLARIFY, None)


def test_a_length_without_its_unit_is_a_question(read: Read) -> None:
    assert read("We talked for an hour on the 9th and again on the 23rd for 30").outcome == Outcome.CLARIFY


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("1h½ en visio", 1.5),
        ("1 hr 15 zoom", 1.25),
        ("une heure trois quarts", 1.75),
        ("2 petites heures", 2),
        ("hour and twenty minutes by phone", 1.33),
        ("une p'tite heure", 1),
    ],
)
def test_amounts_are_read_in_mobile_style(read: Read, text: str, hours: float) -> None:
    assert total(read(text)) == hours
