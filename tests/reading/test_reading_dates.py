"""Rule 6 of the contract: days as written, against the mail's day and the check-in's month."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reading.times.calendar import Calendar, calendar_for, dates_of
from app.reading.times.dates import days_at
from app.reading.words.names import Names
from app.reading.words.sentences import one_sentence
from tests.reading.answered_checkin import Read, context

MAY = Calendar(date(2026, 6, 2), (2026, 5), None)  # a Tuesday


def dates(text: str, calendar: Calendar = MAY, *, coming: bool = False) -> list[tuple[date, ...]]:
    sentence = one_sentence(text, Names({}, 0))
    index = 0
    found: list[tuple[date, ...]] = []
    while index < len(sentence.tokens):
        days = days_at(sentence, index)
        found += [dates_of(day, calendar, coming=coming) for day in days]
        index = days[-1].end if days else index + 1
    return found


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("May 18", date(2026, 5, 18)),
        ("18 May 2026", date(2026, 5, 18)),
        ("Friday May 22", date(2026, 5, 22)),
        ("on Tuesday, May 12th", date(2026, 5, 12)),
        ("le 1er mai", date(2026, 5, 1)),
        ("mardi le 12 mai", date(2026, 5, 12)),
        ("2026-05-09", date(2026, 5, 9)),
        ("the 18th", date(2026, 5, 18)),
        ("le 18", date(2026, 5, 18)),
        ("yesterday", date(2026, 6, 1)),
        ("hier", date(2026, 6, 1)),
        ("last Tuesday", date(2026, 5, 26)),
        ("mardi dernier", date(2026, 5, 26)),
        ("12 December", date(2025, 12, 12)),
    ],
)
def test_a_day_is_read(text: str, day: date) -> None:
    assert dates(text) == [(day,)]


@pytest.mark.parametrize("text", ["May 6, 13 and 20", "6, 13 and 20 May", "May 6th, 13th and 20th"])
def test_a_list_shares_its_month(text: str) -> None:
    assert dates(text) == [(date(2026, 5, day),) for day in (6, 13, 20)]


def test_figures_are_read_as_the_day_inside_the_period() -> None:
    assert dates("05/06/2026") == [(date(2026, 5, 6),)]


@pytest.mark.parametrize(
    ("day_first", "read"),
    [(True, (date(2026, 6, 5),)), (False, (date(2026, 5, 6),)), (None, (date(2026, 6, 5), date(2026, 5, 6)))],
)
def test_figures_outside_the_period_follow_the_locale_or_stay_open(
    day_first: bool | None, read: tuple[date, ...]
) -> None:
    september = Calendar(date(2026, 10, 2), (2026, 9), day_first)
    assert dates("05/06/2026", september) == [read]


def test_figures_that_fit_one_order_only_are_clear() -> None:
    assert dates("22/10/2026") == [(date(2026, 10, 22),)]


def test_a_day_to_come_is_the_next_such_day() -> None:
    assert dates("June 20", coming=True) == [(date(2026, 6, 20),)]


def test_a_day_nearly_a_year_back_stays_open() -> None:
    assert dates("June 10") == [(date(2025, 6, 10), date(2026, 6, 10))]


@pytest.mark.parametrize("text", ["in May 3 calls", "May 2 hours", "1/2 hour", "the first session"])
def test_a_number_beside_a_word_is_not_always_a_day(text: str) -> None:
    assert dates(text) == []


def test_yesterday_is_counted_in_the_programmes_zone() -> None:
    calendar = calendar_for(context(), datetime(2026, 10, 2, 3, 30, tzinfo=UTC))
    assert dates("yesterday", calendar) == [(date(2026, 9, 30),)]


@given(st.dates(date(2025, 7, 1), date(2026, 6, 2)))
def test_a_written_date_comes_back_as_itself(day: date) -> None:
    assert dates(day.isoformat()) == [(day,)]
    assert dates(f"{day:%B} {day.day}, {day.year}") == [(day,)]


@pytest.mark.parametrize(
    "text",
    [
        "1 hour each on May 9 and 23 by phone",
        "May 9 & 23 - 1 hr ea. - phone",
        "1 heure chacune les 9 et 23 mai par téléphone",
    ],
)
def test_a_day_that_ends_a_list_is_no_number_of_hours(read: Read, text: str) -> None:
    assert [str(meeting.date) for meeting in read(text).meetings] == ["2026-05-09", "2026-05-23"]
