"""Rule 2 of the contract: numbers in words, in full."""

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import total


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("twenty-one minutes", 21),
        ("thirty-five minutes", 35),
        ("seventy minutes", 70),
        ("eighty minutes", 80),
        ("one hundred and ten minutes", 110),
        ("a hundred and twenty minutes", 120),
        ("a hundred five minutes", 105),
        ("vingt et une minutes", 21),
        ("soixante-dix minutes", 70),
        ("soixante et onze minutes", 71),
        ("septante-cinq minutes", 75),
        ("quatre-vingts minutes", 80),
        ("huitante minutes", 80),
        ("nonante minutes", 90),
        ("quatre-vingt-dix minutes", 90),
        ("cent vingt minutes", 120),
        ("cent cinq minutes", 105),
    ],
)
def test_a_number_in_words_is_read_whole(read: Read, words: str, minutes: int) -> None:
    assert total(read(words)) == round(minutes / 60, 2)


@pytest.mark.parametrize("words", ["12:30", "10:30 by phone", "9:15 on Zoom"])
def test_figures_that_may_be_a_time_of_day_are_asked_about(read: Read, words: str) -> None:
    assert read(words).outcome == Outcome.CLARIFY


def test_a_time_of_day_behind_a_weekday_is_no_length(read: Read) -> None:
    assert total(read("Tuesday 12:30 for 1 hour")) == 1
    assert total(read("Friday, 2:30 - 45 min by phone")) == 0.75


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("two and a half on video", 2.5),
        ("une et demie au téléphone", 1.5),
        ("Meeting one: 45 minutes over coffee. Meeting two: 75 minutes, Zoom.", 2),
        ("Rencontre un : 45 minutes. Rencontre deux : 1 h 15", 2),
        ("An hour by phone on the 2nd and half an hour by phone on the 30th", 1.5),
        ("I was away for half of May, still we did 2 hours by phone", 2),
    ],
)
def test_a_number_that_names_a_session_a_day_or_half_a_month_is_no_time(read: Read, text: str, hours: float) -> None:
    reading = read(text)
    assert total(reading) == hours
    assert reading.hours is not None
    assert "unspecified" not in reading.hours.by_mode or "Rencontre" in text
