"""What one sentence leaves out and another one says (rules 3 and 4 of the contract)."""

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import by_mode, lengths


def test_a_count_and_a_length_in_two_sentences_are_sessions(read: Read) -> None:
    assert lengths(read("We met twice. An hour each time.")) == [60, 60]


@pytest.mark.parametrize("text", ["2 hours. All by phone.", "2 hours.\nIt was on the phone."])
def test_a_mode_in_its_own_sentence_is_of_the_hours(read: Read, text: str) -> None:
    assert by_mode(read(text)) == {"phone": 2}


@pytest.mark.parametrize(
    ("text", "words"),
    [("same as last month", "same as last month"), ("Comme le mois dernier", "Comme le mois dernier")],
)
def test_a_month_like_the_last_one_is_asked_about_in_its_own_words(read: Read, text: str, words: str) -> None:
    reading = read(text)
    assert reading.outcome == Outcome.CLARIFY
    assert words in reading.questions[0]


def test_a_rate_is_asked_about_in_its_own_words(read: Read) -> None:
    assert "an hour a week all month" in read("an hour a week all month").questions[0]
