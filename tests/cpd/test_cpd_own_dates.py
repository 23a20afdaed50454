"""An own date that is put right moves no cycle that has ended, and no day lies in two cycles or is lost (H4)."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from app.cpd.own_calendar import Outdated, OwnDates, cycle_at, cycle_numbered
from app.cpd.spans import cycle_of
from app.programmes.cpd_rules import CycleRules

YEARLY = CycleRules(kind="anniversary")
THREE_YEARS = CycleRules(kind="anniversary", years=3)
DAY = timedelta(days=1)
JUNE, MARCH, SEPTEMBER = date(2024, 6, 1), date(2024, 3, 15), date(2025, 9, 1)


def days(rules: CycleRules, dates: OwnDates, day: date) -> tuple[date, date] | None:
    found = cycle_at(rules, dates, day)
    return (found.starts, found.ends) if found else None


def put_right(first: date, on: date, to: date | None) -> OwnDates:
    return OwnDates(to, (Outdated(first, on),))


def test_ended_cycles_stay_and_the_running_one_ends_by_the_new_date() -> None:
    dates = put_right(JUNE, date(2026, 11, 21), MARCH)
    assert days(YEARLY, dates, date(2026, 4, 1)) == (date(2025, 6, 1), date(2026, 5, 31))
    assert days(YEARLY, dates, date(2026, 7, 1)) == (date(2026, 6, 1), date(2027, 3, 14))
    assert days(YEARLY, dates, date(2027, 4, 1)) == (date(2027, 3, 15), date(2028, 3, 14))
    assert days(YEARLY, dates, date(2024, 4, 1)) is None


def test_a_date_put_right_before_a_cycle_has_ended_holds_for_all_days() -> None:
    dates = put_right(JUNE, date(2025, 5, 31), MARCH)
    assert days(YEARLY, dates, date(2024, 4, 1)) == (MARCH, date(2025, 3, 14))
    assert days(YEARLY, dates, date(2025, 4, 1)) == (date(2025, 3, 15), date(2026, 3, 14))


def test_days_before_a_later_date_that_lie_in_no_ended_cycle_lie_in_none() -> None:
    dates = put_right(JUNE, date(2025, 11, 21), SEPTEMBER)
    assert days(YEARLY, dates, date(2025, 5, 31)) == (JUNE, date(2025, 5, 31))
    assert days(YEARLY, dates, date(2025, 8, 31)) is None
    assert days(YEARLY, dates, SEPTEMBER) == (SEPTEMBER, date(2026, 8, 31))


def test_a_cycle_cut_at_its_beginning_has_years_of_its_own() -> None:
    dates = put_right(JUNE, date(2027, 8, 1), date(2023, 3, 15))
    cycle = cycle_at(THREE_YEARS, dates, date(2027, 8, 1))
    assert cycle is not None
    assert (cycle.starts, cycle.ends) == (date(2027, 6, 1), date(2029, 3, 14))
    assert list(cycle.years()) == [date(2027, 6, 1), date(2028, 3, 15)]


def test_a_date_taken_away_leaves_the_ended_cycles() -> None:
    dates = put_right(JUNE, date(2026, 11, 21), None)
    assert days(YEARLY, dates, date(2026, 5, 31)) == (date(2025, 6, 1), date(2026, 5, 31))
    assert days(YEARLY, dates, date(2026, 6, 1)) is None


def test_cycles_that_are_the_same_for_everybody_are_moved_by_no_date() -> None:
    fixed = CycleRules(kind="fixed", first=date(2020, 1, 1), years=2)
    dates = put_right(JUNE, date(2026, 11, 21), MARCH)
    assert days(fixed, dates, JUNE) == (date(2024, 1, 1), date(2025, 12, 31))


_days = some.dates(date(2000, 2, 1), date(2040, 12, 31))


@given(
    own=some.lists(_days, min_size=1, max_size=4),
    corrected=some.lists(_days, min_size=3, max_size=3, unique=True),
    years=some.integers(1, 3),
    leap_day=some.sampled_from(["02-28", "03-01"]),
)
def test_whatever_was_put_right_the_days_lie_in_one_cycle_each_and_ended_ones_stay(
    own: list[date], corrected: list[date], years: int, leap_day: str
) -> None:
    rules = CycleRules.model_validate({"kind": "anniversary", "years": years, "leap_day": leap_day})
    moments = sorted(corrected)[: len(own) - 1]
    dates = OwnDates(own[-1], tuple(Outdated(day, on) for day, on in zip(own, moments, strict=False)))
    for held, later in pairwise(OwnDates(own[many], dates.before[:many]) for many in range(len(own))):
        on = later.before[-1].corrected_on
        day = date(2000, 1, 1)
        while day < on:
            cycle = cycle_at(rules, held, day)
            if cycle and cycle.ends < on:
                assert days(rules, later, day) == (cycle.starts, cycle.ends)
            day = max(cycle.ends if cycle else day, day) + 20 * DAY
    found = [cycle_numbered(rules, dates, number) for number in range(60)]
    known = [one for one in found if one]
    assert all(one.ends < other.starts and one.number + 1 == other.number for one, other in pairwise(known))
    assert all(cycle_at(rules, dates, day) == one for one in known for day in (one.starts, one.ends))
    assert all(one.years()[0] == one.starts and list(one.years()) == sorted(set(one.years())) for one in known)


@given(own=_days, day=_days, years=some.integers(1, 5))
def test_where_nothing_was_put_right_nothing_is_otherwise(own: date, day: date, years: int) -> None:
    rules = CycleRules(kind="anniversary", years=years)
    assert cycle_at(rules, OwnDates(own), day) == cycle_of(rules, own, day)
