"""Answers beside figures: what was asked about hours that we already hold (edges of the contract)."""

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import by_mode, total

ATTESTED = "Kate Li logged 2 hours by phone with you in May 2026. Is this right?"


@pytest.mark.parametrize(
    "text",
    [
        "2 hours yes but in person not by phone",
        "Sounds about right, maybe a bit less",
        "Yes. Also could you add 1 hour on Zoom?",
        "Yes!! And we also met 1 hour in person",
    ],
)
def test_a_yes_that_changes_something_is_asked_about(read: Read, text: str) -> None:
    reading = read(text, kind="attestation", sent=ATTESTED)
    assert (reading.outcome, reading.answer, reading.hours) == (Outcome.CLARIFY, None, None)


@pytest.mark.parametrize("text", ["I believe so", "yes that's right, 2 hours", "Yes, about that"])
def test_a_yes_restates_nothing(read: Read, text: str) -> None:
    reading = read(text, kind="attestation", sent=ATTESTED)
    assert (reading.outcome, reading.answer, reading.hours) == (Outcome.RECORDED, "yes", None)


@pytest.mark.parametrize(
    "text", ["No, 1.5", "I think it was more like 1.5", "That's not what I have, I have 1.5 hours"]
)
def test_another_figure_is_a_no_and_a_correction(read: Read, text: str) -> None:
    reading = read(text, kind="attestation", sent=ATTESTED)
    assert (reading.answer, reading.correction, total(reading)) == ("no", True, 1.5)


def test_another_mode_with_its_figure_is_a_correction(read: Read) -> None:
    reading = read("It was 2 hours but on Zoom", kind="attestation", sent=ATTESTED)
    assert (reading.answer, by_mode(reading)) == ("no", {"video": 2})
