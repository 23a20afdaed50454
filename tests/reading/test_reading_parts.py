"""Rules 2 to 4 of the contract: parts and their total, what belongs to which session, and what is no time."""

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import by_mode, lengths, total


@pytest.mark.parametrize(
    "text",
    [
        "Six hours for the month: three in person, two by phone.",
        "J'arrive à 5 heures en tout : 2 h au téléphone, 2 h en personne.",
        "5 hours in all: 2 h by phone, 2 h in person",
    ],
)
def test_parts_that_do_not_come_to_their_total_are_asked_about(read: Read, text: str) -> None:
    assert read(text).outcome == Outcome.CLARIFY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 hours: 1.5 by phone and 1.5 at her office", {"phone": 1.5, "in_person": 1.5}),
        ("4 hours altogether: 3 in person, 1 over the phone", {"in_person": 3, "phone": 1}),
        ("By email half an hour, by phone an hour, which makes 1.5 hours.", {"email": 0.5, "phone": 1}),
        ("3 hours, and all 3 on zoom", {"video": 3}),
        ("3 h, les 3 en visio", {"video": 3}),
        ("Deux heures et quart en visio, et on a bien ri.", {"video": 2.25}),
        ("three hours in video and half hour on the telephone", {"video": 3, "phone": 0.5}),
        ("20 min on zoom at breakfast and 40 min on the phone at night", {"video": 0.33, "phone": 0.67}),
        ("25 minutes by phone, mostly us moaning about reports", {"phone": 0.42}),
        ("Correction to my last email: it was 4 hours, all in person.", {"in_person": 4}),
        ("the answer to your question about May is: in person, 2 hours.", {"in_person": 2}),
    ],
)
def test_each_part_keeps_its_way(read: Read, text: str, expected: dict[str, float]) -> None:
    assert by_mode(read(text)) == expected


def test_a_figure_beside_counted_ones_is_never_lost(read: Read) -> None:
    reading = read("2 by phone and 1 at her cousin's place on Zoom")
    assert reading.outcome == Outcome.CLARIFY or total(reading) == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Twice, 3 hours in all, both times in person.", [None, None]),
        ("Session one was 50 minutes at her office, session two was 70 minutes on Zoom", [50, 70]),
        ("Session one, in person: 90 minutes. Session two, by phone: 20 minutes.", [90, 20]),
        ("2 fortnightly Teams chats, 45 min each", [45, 45]),
        ("We met on two occasions, an hour each time", [60, 60]),
        ("On s'est vus à trois reprises, 45 minutes à chaque fois", [45, 45, 45]),
    ],
)
def test_sessions_have_their_own_length_or_none(read: Read, text: str, expected: list[int | None]) -> None:
    assert lengths(read(text)) == expected


@pytest.mark.parametrize("text", ["Fridays, 30 min", "we talk every other saturday on the phone, half hr or so"])
def test_a_day_of_every_week_without_a_count_is_asked_about(read: Read, text: str) -> None:
    assert read(text).outcome == Outcome.CLARIFY


@pytest.mark.parametrize(
    ("asked", "answer", "expected"),
    [
        ("How many times did you meet?", "Just one.", [90]),
        ("How often did you and Kate meet in May?", "Just one, he was away", [90]),
        ("Combien de rencontres avez-vous eues?", "Une seule", [90]),
        ("How many times did you meet?", "Two", [None, None]),
    ],
)
def test_a_number_under_how_often_counts_sessions(
    read: Read, asked: str, answer: str, expected: list[int | None]
) -> None:
    reading = read([(answer, asked), ("1.5 hours, on Zoom", "How long in all?")], sent=f"{asked}\nHow long in all?")
    assert lengths(reading) == expected


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2 hours in person on May 6, and on the 13th for 45 minutes by phone", ["2026-05-06", "2026-05-13"]),
        ("met thursday 14 for 2 hours", ["2026-05-14"]),
        ("Un seul rdv, le mardi 12 de 18h30 à 19h15", ["2026-05-12"]),
        ("Tuesday: 1h Zoom", ["2026-06-02"]),
        ("I forgot to tell you about May 19, another hour by phone", ["2026-05-19"]),
    ],
)
def test_a_session_has_the_day_that_is_told_with_it(read: Read, text: str, days: list[str]) -> None:
    assert [str(each.date) for each in read(text).meetings] == days


def test_harm_told_behind_a_figure_goes_to_a_person(read: Read) -> None:
    """C2."""
    reading = read("Time in person: 2 hours. At the end he tried to kiss me and got angry.")
    assert (reading.safeguarding, reading.outcome) == (True, Outcome.REVIEW)


@pytest.mark.parametrize(
    "text", ["March was 4 hours in person, April was 2 hours in person.", "Avril : 2 h, mai : 3 h"]
)
def test_hours_of_two_months_are_asked_about(read: Read, text: str) -> None:
    assert read(text).outcome == Outcome.CLARIFY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Spent 4 hrs w/ Kate - 2 in person, 2 over email", {"in_person": 2, "email": 2}),
        ("In person: 12th and 19th, 1h each", {"in_person": 2}),
        ("unlike April (3 hours) we managed 1 hour", {"unspecified": 1}),
        ("Same as April, 3 hours", {"unspecified": 3}),
        ("Kate works 9am to 5pm. 2 h by phone", {"phone": 2}),
        ("Kate cancelled the 2 hour session. 1 hour by phone", {"phone": 1}),
        ("may 16, 10-12, at the depot in person", {"in_person": 2}),
    ],
)
def test_figures_of_days_of_other_months_and_of_what_was_not_are_no_hours(
    read: Read, text: str, expected: dict[str, float]
) -> None:
    reading = read(text)
    assert by_mode(reading) == expected
    assert reading.period == "2026-05"


@pytest.mark.parametrize(
    "text",
    [
        "YTD 14 hours",
        "Total to date: 14 hours",
        "total cumulatif 14 heures",
        "we have 3 hours left",
        "please deduct 1 hour",
    ],
)
def test_running_totals_and_what_is_left_are_never_recorded(read: Read, text: str) -> None:
    assert read(text).hours is None


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("I'd love to but I can't", "no"),
        ("J'aimerais bien mais je ne peux pas", "no"),
        ("I agree but not to clause 3", None),
        ("yes no", None),
        ("Yes, but please write to my other address", "yes"),
    ],
)
def test_a_yes_that_is_taken_back_in_the_same_breath_is_none(read: Read, text: str, answer: str | None) -> None:
    sent = "Will you be Kate's mentor for six months? Reply yes or no."
    assert read(text, kind="proposal", sent=sent).answer == answer


def test_the_days_to_choose_from_are_told_in_words(read: Read) -> None:
    (question,) = read("1 hour on 05/06/2026", period="2026-04").questions
    assert "5 June 2026" in question
    assert "6 May 2026" in question
