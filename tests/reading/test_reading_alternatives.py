"""Rule 2 of the contract: of two guesses at one amount neither is recorded."""

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import by_mode, total


@pytest.mark.parametrize(
    "text",
    [
        "about an hour, maybe an hour and a half",
        "an hour, or maybe two",
        "1 or maybe 2 hours",
        "1 hour by phone or perhaps 90 minutes",
        "2 hours, possibly 3",
        "2 hours, maybe less",
        "une heure, peut-être une heure et demie",
        "une heure, voire une heure et demie",
        "2 heures ou 2 heures et demie",
    ],
)
def test_two_guesses_are_asked_about(read: Read, text: str) -> None:
    reading = read(text)
    assert (reading.outcome, reading.hours) == (Outcome.CLARIFY, None)


@pytest.mark.parametrize("text", ["2 hours, or 120 minutes, by phone", "2 hours (120 min) by phone"])
def test_an_amount_said_twice_is_one_amount(read: Read, text: str) -> None:
    assert total(read(text)) == 2


def test_a_doubtful_amount_of_another_mode_is_one_more_part(read: Read) -> None:
    assert by_mode(read("2 hours by phone, maybe 1 hour by email")) == {"phone": 2, "email": 1}


@pytest.mark.parametrize("text", ["3 hours ± 1", "3 hours +/- 1", "3 hours give or take 30 min"])
def test_an_amount_within_bounds_is_asked_about(read: Read, text: str) -> None:
    assert read(text).outcome == Outcome.CLARIFY


def test_give_or_take_without_a_figure_is_about_that_much(read: Read) -> None:
    assert total(read("3 hours, give or take")) == 3
