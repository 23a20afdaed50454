"""Hours told once and then by portions: so much of them was spent so (rule 4 of the contract)."""

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read


@pytest.mark.parametrize(
    ("text", "by_mode"),
    [
        ("4 hours, half by phone and half on Zoom", {"phone": 2, "video": 2}),
        ("Six hours, half of them in person and half on Zoom.", {"in_person": 3, "video": 3}),
        ("In all 5 hours: 60% in person, 40% video.", {"in_person": 3, "video": 2}),
        ("4 hours, split evenly between phone and Zoom.", {"phone": 2, "video": 2}),
        ("Two thirds of our 3 hours were by phone, the rest by email.", {"phone": 2, "email": 1}),
        ("4 hrs. A quarter of it email, the rest in person.", {"email": 1, "in_person": 3}),
        ("3 hours, half by phone", {"phone": 1.5, "unspecified": 1.5}),
        ("6 h : un tiers au téléphone, le reste en personne", {"phone": 2, "in_person": 4}),
        ("4 h, les trois quarts en visio, le reste par courriel", {"video": 3, "email": 1}),
        ("Trois heures au total, dont les deux tiers au téléphone.", {"phone": 2, "unspecified": 1}),
        ("2 heures moitié-moitié visio et téléphone", {"video": 1, "phone": 1}),
        ("2 h (70 % en visio, 30 % au téléphone)", {"video": 1.4, "phone": 0.6}),
    ],
)
def test_portions_of_the_hours_are_given_to_their_ways(read: Read, text: str, by_mode: dict[str, float]) -> None:
    reading = read(text)
    assert reading.outcome == Outcome.RECORDED
    assert reading.hours is not None
    assert {mode: float(hours) for mode, hours in reading.hours.by_mode.items()} == by_mode


@pytest.mark.parametrize(
    "text",
    [
        "4 hours, the first half of the month by phone, the second half on Zoom",
        "4 hours, mostly by phone, some on Zoom",
        "4 h, surtout au téléphone, un peu en visio",
        "4 hours, 60% of it good",
    ],
)
def test_what_is_no_portion_of_the_hours_leaves_their_way_open(read: Read, text: str) -> None:
    reading = read(text)
    assert reading.hours is not None
    assert reading.hours.by_mode == {"unspecified": 4}


@pytest.mark.parametrize(
    ("text", "by_mode"),
    [
        ("an hour and a half by phone and half an hour on zoom", {"phone": 1.5, "video": 0.5}),
        ("two and a half hours by phone", {"phone": 2.5}),
        ("deux heures et demie au téléphone, un quart d'heure en visio", {"phone": 2.5, "video": 0.25}),
    ],
)
def test_halves_and_quarters_of_an_hour_stay_lengths(read: Read, text: str, by_mode: dict[str, float]) -> None:
    reading = read(text)
    assert reading.hours is not None
    assert {mode: float(hours) for mode, hours in reading.hours.by_mode.items()} == by_mode
