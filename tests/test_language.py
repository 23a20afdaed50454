"""Dates, hours and lists as people write them, in English and Canadian French (I10)."""

import re
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.language import (
    LANGUAGES,
    clock_time,
    day,
    day_and_year,
    gettext_for,
    hours_words,
    language_of,
    list_words,
    month_name,
    weekday_and_day,
)

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("locale", "language"),
    [("en-CA", "en"), ("fr-CA", "fr"), ("fr_FR", "fr"), ("FR", "fr"), ("en", "en"), ("es-MX", "en"), ("", "en")],
)
def test_a_locale_is_written_in_its_language_or_else_in_english(locale: str, language: str) -> None:
    assert language_of(locale) == language
    assert language in LANGUAGES


def test_a_month_goes_by_its_name_in_each_language() -> None:
    assert month_name("2026-05", "en-CA") == "May"
    assert month_name("2026-08", "fr-CA") == "août"


def test_a_period_that_is_no_month_is_refused() -> None:
    with pytest.raises(ValueError, match="2026-13"):
        month_name("2026-13", "en-CA")


def test_days_are_written_with_the_number_first() -> None:
    assert day(date(2026, 5, 12), "en-CA") == "12 May"
    assert day(date(2026, 5, 12), "fr-CA") == "12 mai"
    assert weekday_and_day(date(2026, 6, 8), "en-US") == "Monday 8 June"
    assert weekday_and_day(date(2026, 6, 8), "fr-CA") == "lundi 8 juin"
    assert day_and_year(date(2026, 6, 30), "en-GB") == "30 June 2026"
    assert day_and_year(date(2026, 6, 30), "fr-CA") == "30 juin 2026"


def test_the_first_of_a_month_is_an_ordinal_in_french_only() -> None:
    first = date(2026, 6, 1)
    assert day(first, "fr-CA") == "1er juin"
    assert weekday_and_day(first, "fr-CA") == "lundi 1er juin"
    assert day_and_year(first, "fr-CA") == "1er juin 2026"
    assert day(first, "en-CA") == "1 June"
    assert day(date(2026, 6, 11), "fr-CA") == "11 juin"


def test_times_of_day_follow_the_locale() -> None:
    assert clock_time(time(18, 30), "fr-CA") == f"18{NBSP}h{NBSP}30"
    assert clock_time(time(9, 5), "fr-CA") == f"9{NBSP}h{NBSP}05"
    assert clock_time(time(18, 0), "fr-CA") == f"18{NBSP}h"
    assert clock_time(time(18, 30), "en-CA") == f"6:30{NBSP}pm"
    assert clock_time(time(18, 30), "en-GB") == "18:30"


@pytest.mark.parametrize(
    ("minutes", "english", "french"),
    [
        (0, "0 h", "0 h"),
        (30, "0.5 h", "0,5 h"),
        (45, "45 min", "45 min"),
        (60, "1 h", "1 h"),
        (75, "1 h 15 min", "1 h 15 min"),
        (90, "1.5 h", "1,5 h"),
        (126, "2.1 h", "2,1 h"),
        (61, "1 h 1 min", "1 h 1 min"),
    ],
)
def test_minutes_become_hours_without_rounding(minutes: int, english: str, french: str) -> None:
    assert hours_words(minutes, "en-CA") == english.replace(" ", NBSP)
    assert hours_words(minutes, "fr-CA") == french.replace(" ", NBSP)


@given(st.integers(min_value=0, max_value=60 * 999))
def test_the_words_for_hours_give_back_the_very_minutes(minutes: int) -> None:
    words = hours_words(minutes, "fr-CA").replace(",", ".")
    hours = re.search(rf"([\d.]+){NBSP}h", words)
    rest = re.search(rf"(\d+){NBSP}min", words)
    total = Decimal(hours.group(1) if hours else 0) * 60 + Decimal(rest.group(1) if rest else 0)
    assert total == minutes


def test_lists_end_with_and_in_the_readers_language() -> None:
    assert list_words((), "en-CA") == ""
    assert list_words(("Kate",), "en-CA") == "Kate"
    assert list_words(("Kate", "Sam"), "en-CA") == "Kate and Sam"
    assert list_words(("Kate", "Sam", "Ned"), "fr-CA") == "Kate, Sam et Ned"


def test_percent_signs_in_names_are_only_letters() -> None:
    assert list_words(("100 % Kate", "%(last)s"), "en-CA") == "100 % Kate and %(last)s"


def test_french_counts_one_and_none_as_singular() -> None:
    translate = gettext_for("fr-CA").ngettext
    one, many = "%(number)s meeting without a date", "%(number)s meetings without a date"
    assert translate(one, many, 0) == "%(number)s rencontre sans date"
    assert translate(one, many, 1) == "%(number)s rencontre sans date"
    assert translate(one, many, 2) == "%(number)s rencontres sans date"
    assert gettext_for("en-CA").ngettext(one, many, 0) == many
