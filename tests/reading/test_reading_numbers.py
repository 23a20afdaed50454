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


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("1h 30m 20s", 1.5),
        ("I live in flat 6b; 2 hours by phone", 2),
        ("The 8:15 train gets me to the office by 9. 3 hours on video.", 3),
        ("Our 1:30 call was fine, 30 minutes.", 0.5),
        ("Kate is 29, has 3 kids and makes $31 an hour. 2 hours by email.", 2),
        ("J'ai 62 ans, Kate en a 24. 2 h en personne.", 2),
        ("2 h par courriel. Je suis joignable après 18 h.", 2),
        ("1-1/2 hours", 1.5),
        ("We talked for an hour and ten on Zoom.", 1.17),
        ("One hour a week, so four hours, all on Teams.", 4),
        ("30 min par semaine, donc 2 h, au téléphone.", 2),
    ],
)
def test_figures_of_other_things_beside_the_hours(read: Read, text: str, hours: float) -> None:
    reading = read(text)
    assert reading.hours is not None
    assert float(reading.hours.total) == pytest.approx(hours, abs=0.01)


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("Both meetings (May 5, May 19) were one hour, on Zoom.", [60, 60]),
        ("All three calls (4, 11, 18 May) were half an hour.", [30, 30, 30]),
        ("Both of our calls were about 20 minutes.", [20, 20]),
        ("Nos deux rencontres ont duré une heure, en personne.", [60, 60]),
        ("Both meetings together were 2 hours.", []),
    ],
)
def test_sessions_named_together_have_the_length_each(read: Read, text: str, lengths: list[int]) -> None:
    assert [meeting.minutes for meeting in read(text).meetings] == lengths
