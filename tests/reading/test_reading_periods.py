"""Rule 14 of the contract: hours of several months are asked about."""

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import total


@pytest.mark.parametrize(
    "text",
    [
        "Since January we have spent 12 hours",
        "met 8 times since January, about an hour each",
        "12 h depuis janvier",
        "12 hours so far this year",
        "2 hours in April and 1 hour in May",
    ],
)
def test_hours_of_a_longer_time_are_asked_about(read: Read, text: str) -> None:
    reading = read(text)
    assert (reading.outcome, reading.hours is None, len(reading.questions)) == (Outcome.CLARIFY, True, 1)


def test_a_match_that_is_older_than_the_month_changes_nothing(read: Read) -> None:
    reading = read("We've been matched since January and spent 2 hours by phone")
    assert (reading.outcome, total(reading), reading.period) == (Outcome.RECORDED, 2, "2026-05")


@pytest.mark.parametrize("text", ["in april we had 2 hours", "2 hours for April"])
def test_another_month_that_is_named_is_the_period(read: Read, text: str) -> None:
    assert read(text).period == "2026-04"
