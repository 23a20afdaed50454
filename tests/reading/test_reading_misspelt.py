"""Slips of the pen in long words, and the words that no slip is made of."""

import pytest

from app.reading.words.lexicon import lexicon
from app.reading.words.misspelt import misspelt
from tests.reading.answered_checkin import Read


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("2 hours in persn", "in_person"),
        ("2 hours by telphone", "phone"),
        ("2 hours on vidoe", "video"),
        ("2 hours of emials", "email"),
        ("2 heures au télephonne", "phone"),
        ("2 heures par courrels", "email"),
        ("2 heures en vidéoconfrence", "video"),
    ],
)
def test_a_slip_in_a_long_word_is_read(read: Read, text: str, mode: str) -> None:
    reading = read(text)
    assert reading.hours is not None
    assert reading.hours.by_mode == {mode: 2}


@pytest.mark.parametrize(
    "text", ["2 hours, we picked apples", "2 hours of testing her code", "2 hours, a bunch of things"]
)
def test_another_word_is_no_slip(read: Read, text: str) -> None:
    reading = read(text)
    assert reading.hours is not None
    assert set(reading.hours.by_mode) <= {"unspecified"}


def test_no_word_of_the_vocabulary_is_taken_for_a_slip_of_another() -> None:
    spelt_right = (("texting",), "mode", "text"), (("texitng",), "filler", "yes")
    assert (("texitng",), "mode", "text") not in misspelt(spelt_right)
    assert (("texting",), "mode", "text") not in misspelt(spelt_right)
    assert len(lexicon().phrases) > 1000
