"""Rules 2 and 15 of the contract in long letters: hours of other things beside the hours of the mentoring."""

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import by_mode, total


@pytest.mark.parametrize(
    "aside",
    [
        "Kate finished her 40-hour safety course.",
        "The usual rush here: nine staff and a 60-hour week for most of them.",
        "She set 42 points in a day.",
        "My 12-hour drills are over at last.",
    ],
)
def test_the_length_of_another_thing_is_left_out_where_hours_are_told(read: Read, aside: str) -> None:
    reading = read(f"{aside}\n\nWe had 2 hours in person.")
    assert by_mode(reading) == {"in_person": 2}
    assert reading.outcome == Outcome.RECORDED


@pytest.mark.parametrize("aside", ["I did the 4-hour tour on the 9th.", "The recital of her niece was 95 minutes."])
def test_what_may_be_ours_or_not_is_asked_about_and_never_added(read: Read, aside: str) -> None:
    reading = read(f"{aside}\n\nKate and I had 2 hours in May, all of it on Zoom.")
    assert reading.outcome == Outcome.CLARIFY
    assert "was that mentoring too?" in reading.questions[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 h zoom. We did a 2-hour review of her CV", 4),
        ("1 hour by phone, plus 30 minutes prep", 1.5),
        ("1 hour by phone. I spent 30 minutes preparing", 1.5),
        ("A 2-hour review of her report", 2),
    ],
)
def test_what_the_two_did_counts_whatever_it_was(read: Read, text: str, expected: float) -> None:
    assert total(read(text)) == expected
