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


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Oh and 30 min zoom with Kate too", {"video": 0.5}),
        ("Also 1 hour by phone", {"phone": 1}),
        ("plus 30 min by email", {"email": 0.5}),
        ("another hour by phone", {"phone": 1}),
        ("I forgot to add 1 hour of email", {"email": 1}),
        ("Oops, also half an hour on zoom", {"video": 0.5}),
        ("Yes, and also 30 minutes by phone", {"phone": 0.5}),
        ("En plus, 30 minutes au téléphone", {"phone": 0.5}),
        ("Aussi 30 min par courriel", {"email": 0.5}),
        ("j'ai oublié 30 minutes", {"unspecified": 0.5}),
    ],
)
def test_words_that_add_to_a_receipt_replace_nothing(read: Read, text: str, hours: dict[str, float]) -> None:
    reading = read(text, kind="confirmation", sent="For May with Kate Li we wrote down: 3 hours.")
    assert (reading.outcome, reading.correction, reading.answer) == (Outcome.RECORDED, False, None)
    assert by_mode(reading) == hours


@pytest.mark.parametrize(
    "text",
    ["Sorry, I meant 2 hours", "it was 2", "no, 2 hours", "It was more like 2 hours", "In person: 1\nEmail: 1"],
)
def test_words_that_replace_a_receipt_are_a_correction(read: Read, text: str) -> None:
    reading = read(text, kind="confirmation", sent="For May with Kate Li we wrote down: 3 hours.")
    assert (reading.outcome, reading.correction, reading.answer, total(reading)) == (Outcome.RECORDED, True, "no", 2)
