"""Rule 14 of the contract: hours of several months are asked about."""

from datetime import UTC, datetime

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


@pytest.mark.parametrize(
    "text",
    ["We met in early June for an hour", "2 hours in late April", "Nous nous sommes vus début juin pendant une heure"],
)
def test_the_edge_of_another_month_is_asked_about(read: Read, text: str) -> None:
    reading = read(text)
    assert (reading.outcome, reading.hours, reading.period) == (Outcome.CLARIFY, None, "2026-05")
    assert "in May" in reading.questions[0]


def test_the_edge_of_our_own_month_is_clear(read: Read) -> None:
    assert read("We met in early May for an hour").outcome == Outcome.RECORDED


def test_a_late_session_of_the_day_it_names_needs_no_question(read: Read) -> None:
    on = datetime(2026, 2, 12, 16, tzinfo=UTC)
    text = "Le 10 février, 14h à 16h, 2 heures en personne"
    for period in ("2026-01", "2026-02"):
        reading = read(text, period=period, locale="fr-CA", on=on)
        assert reading.outcome == Outcome.RECORDED
        assert [meeting.minutes for meeting in reading.meetings] == [120]
