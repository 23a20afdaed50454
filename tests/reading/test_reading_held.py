"""Sessions of which only some were held: `3 calls planned, only 2 happened`. Those alone count (contract, rule 3)."""

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import by_mode, lengths


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Five sessions were booked, 4 of them happened, 30 min each by phone", [30, 30, 30, 30]),
        ("We had 3 calls scheduled and only one took place, 45 minutes.", [45]),
        ("Only 2 of the 4 weekly calls took place, 30 min each", [30, 30]),
        ("Three of our four coffees went ahead, an hour each.", [60, 60, 60]),
        ("Out of 3 planned zooms 2 actually happened, 40 minutes each", [40, 40]),
        ("Nous avions prévu 4 rencontres, mais seulement 3 se sont tenues, une heure chacune.", [60, 60, 60]),
        ("Deux de nos trois rencontres ont eu lieu, 45 minutes chacune, au café.", [45, 45]),
        ("Sur 5 appels prévus, deux ont eu lieu, 20 minutes chacun.", [20, 20]),
    ],
)
def test_only_sessions_that_were_held_count(read: Read, text: str, expected: list[int]) -> None:
    reading = read(text)
    assert reading.outcome == Outcome.RECORDED
    assert lengths(reading) == expected
    assert sum(by_mode(reading).values()) * 60 == pytest.approx(sum(expected), abs=1)


@pytest.mark.parametrize(
    "text",
    [
        "None of our three one hour calls took place.",
        "Aucune de nos deux rencontres d'une heure n'a eu lieu.",
        "3 calls planned, 2 took place by phone and 1 on Zoom after all, 30 minutes each",
    ],
)
def test_sessions_that_were_not_held_are_no_hours(read: Read, text: str) -> None:
    reading = read(text)
    assert reading.outcome == Outcome.CLARIFY or not sum(by_mode(reading).values())


def test_sessions_that_all_took_place_are_told_by_how_they_were_held(read: Read) -> None:
    reading = read("3 calls, 2 took place on Zoom and one by phone, 30 minutes each")
    assert by_mode(reading) == {"video": 1, "phone": 0.5}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nos trois rencontres de 45 minutes", [45, 45, 45]),
        ("Nos deux appels : 30 minutes chacun", [30, 30]),
        ("We did all three calls of 20 minutes by phone", [20, 20, 20]),
        ("Nos deux rencontres ont duré une heure.", [60, 60]),
        ("Both of our calls were half an hour.", [30, 30]),
    ],
)
def test_all_sessions_named_together_count(read: Read, text: str, expected: list[int]) -> None:
    assert lengths(read(text)) == expected
