"""Rule 2 of the contract: what is an exact amount, what is a claim, what is vague."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reading.times.amounts import Amount, amount_at
from app.reading.words.names import Names
from app.reading.words.sentences import one_sentence


def amounts(text: str) -> list[Amount]:
    sentence = one_sentence(text, Names({}, 0))
    found: list[Amount] = []
    index = 0
    while index < len(sentence.tokens):
        amount = amount_at(sentence, index)
        if amount:
            found.append(amount)
        index = amount.end if amount else index + 1
    return found


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("3 hours", 180),
        ("3h", 180),
        ("3 hrs", 180),
        ("1h30", 90),
        ("1 h 15", 75),
        ("1:30", 90),
        ("90 min", 90),
        ("45'", 45),
        ("1½ hours", 90),
        ("1 3/4 hours", 105),
        (".5 h", 30),
        ("an hour and a half", 90),
        ("an hour & a half", 90),
        ("hour and a half", 90),
        ("two and a half hours", 150),
        ("half an hour", 30),
        ("three quarters of an hour", 45),
        ("2 hr 15 min", 135),
        ("2 hours and 15 minutes", 135),
        ("about 3 hours", 180),
        ("~3h", 180),
    ],
)
def test_an_english_amount_is_exact(text: str, minutes: int) -> None:
    assert [amount.minutes for amount in amounts(text)] == [minutes]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1,5 h", 90),
        ("une heure et demie", 90),
        ("une demi-heure", 30),
        ("trois quarts d'heure", 45),
        ("trois quarts d’heure", 45),
        ("un quart d'heure", 15),
        ("deux heures et quart", 135),
        ("une heure trente", 90),
        ("2 h 30", 150),
        ("quarante-cinq minutes", 45),
    ],
)
def test_a_french_amount_is_exact(text: str, minutes: int) -> None:
    assert [amount.minutes for amount in amounts(text)] == [minutes]


@pytest.mark.parametrize(
    "text",
    [
        "2-3 hours",
        "2 to 3 hours",
        "two or three hours",
        "between 2 and 4 hours",
        "a few hours",
        "some time",
        "a couple of hours",
        "an hour or two",
        "more than 2 hours",
        "quelques heures",
        "une couple d'heures",
        "2 à 3 heures",
        "plus de 3 heures",
    ],
)
def test_a_vague_amount_has_no_minutes(text: str) -> None:
    assert [amount.minutes for amount in amounts(text)] == [None]


def test_two_amounts_joined_by_and_stay_two() -> None:
    assert [amount.minutes for amount in amounts("2 hours and half an hour")] == [120, 30]


def test_a_telephone_number_is_no_amount() -> None:
    assert amounts("780 555 0133") == []


def test_a_time_of_day_is_no_length() -> None:
    assert [amount.minutes for amount in amounts("18:00") if not amount.bare] == []


def test_a_bare_number_too_large_for_hours_stays_open() -> None:
    assert [amount.minutes for amount in amounts("45")] == [None]


@given(hours=st.integers(0, 23), minutes=st.integers(0, 59))
def test_hours_and_minutes_add_up_however_written(hours: int, minutes: int) -> None:
    expected = [Fraction(hours * 60 + minutes)]
    assert [amount.minutes for amount in amounts(f"{hours} hours {minutes} minutes")] == expected
    assert [amount.minutes for amount in amounts(f"{hours}h{minutes:02d}min")] == expected


@given(st.integers(1, 2400).filter(lambda hundredths: hundredths % 100 not in {15, 30, 45}))
def test_a_comma_and_a_point_mean_the_same(hundredths: int) -> None:
    figure = f"{hundredths // 100}.{hundredths % 100:02d}"
    expected = [Fraction(hundredths * 60, 100)]
    assert [amount.minutes for amount in amounts(f"{figure} h")] == expected
    assert [amount.minutes for amount in amounts(f"{figure.replace('.', ',')} h")] == expected


@pytest.mark.parametrize("text", ["1.30 hours", "1,30 h", "1.15", "2.45 hrs"])
def test_a_figure_that_may_be_hours_and_minutes_stays_open(text: str) -> None:
    assert [amount.minutes for amount in amounts(text)] == [None]
