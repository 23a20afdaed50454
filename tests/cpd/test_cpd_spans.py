"""Cycles and stretches of months on edge dates: leap days, the 31st, the ends of the calendar."""

from datetime import date, timedelta

import pytest

from app.cpd.spans import Cycle, cycle_of, last_of, months_later
from app.programmes.cpd_rules import CycleRules


@pytest.mark.parametrize(
    ("starts", "months", "last"),
    [
        ("2026-01-01", 6, "2026-06-30"),
        ("2026-01-15", 6, "2026-07-14"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2026-08-29", 6, "2027-02-28"),
        ("2026-08-28", 6, "2027-02-27"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-28"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-01-30", 1, "2026-02-28"),
        ("2026-03-31", 1, "2026-04-30"),
    ],
)
def test_a_stretch_ends_the_day_before_the_same_day_or_with_a_month_that_lacks_it(
    starts: str, months: int, last: str
) -> None:
    assert last_of(date.fromisoformat(starts), months) == date.fromisoformat(last)


@pytest.mark.parametrize("kind", ["calendar_year", "anniversary", "fixed"])
@pytest.mark.parametrize("years", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("own", ["2020-02-29", "2021-01-01", "2021-12-31", "2020-08-31"])
@pytest.mark.parametrize("leap_day", ["02-28", "03-01"])
def test_cycles_follow_one_another_without_gap_or_overlap(kind: str, years: int, own: str, leap_day: str) -> None:
    """Every day of thirty years lies in the cycle that holds it, and the day after its end in the next."""
    first = date.fromisoformat(own)
    values = {"kind": kind, "years": years, "leap_day": leap_day, "first": first if kind == "fixed" else None}
    rules = CycleRules.model_validate(values)
    day = date(first.year, 12, 31)
    while day.year < first.year + 30:
        cycle = cycle_of(rules, first, day)
        assert cycle is not None
        assert cycle.holds(day)
        after = cycle_of(rules, first, cycle.ends + timedelta(days=1))
        assert after is not None
        assert (after.number, after.starts) == (cycle.number + 1, cycle.ends + timedelta(days=1))
        day = after.ends


def test_calendar_years_of_one_year_need_no_date_and_have_no_beginning() -> None:
    rules = CycleRules()
    assert cycle_of(rules, None, date(1950, 12, 31)) == Cycle(date(1950, 1, 1), date(1950, 12, 31))


def test_listed_cycles_may_have_gaps() -> None:
    """A body that moves its year from September to January leaves a stub, and may leave a gap."""
    spans = [("2024-09-01", "2025-08-31"), ("2025-09-01", "2025-12-31"), ("2026-02-01", "2026-12-31")]
    rules = CycleRules.model_validate({"kind": "fixed", "spans": [{"starts": a, "ends": b} for a, b in spans]})
    found = [cycle_of(rules, None, date.fromisoformat(day)) for day in ("2025-08-31", "2025-12-31", "2026-01-15")]
    assert [cycle and cycle.number for cycle in found] == [0, 1, None]


def test_the_years_of_a_cycle_begin_on_its_day() -> None:
    cycle = Cycle(date(2024, 2, 29), date(2027, 2, 28))
    assert list(cycle.years()) == [date(2024, 2, 29), date(2025, 3, 1), date(2026, 3, 1)]
    assert [cycle.year_of(date.fromisoformat(day)) for day in ("2025-02-28", "2025-03-01", "2027-02-28")] == [0, 1, 2]


@pytest.mark.parametrize(
    ("leap_day", "day", "begin"),
    [
        ("03-01", "2027-05-01", ["2027-03-01", "2028-02-29", "2029-03-01"]),
        ("03-01", "2024-05-01", ["2024-02-29", "2025-03-01", "2026-03-01"]),
        ("02-28", "2024-05-01", ["2024-02-29", "2025-02-28", "2026-02-28"]),
    ],
)
def test_the_years_of_a_cycle_follow_from_the_members_own_day(leap_day: str, day: str, begin: list[str]) -> None:
    """Somebody of 29 February has that day again in each leap year, in the midst of a cycle, too."""
    rules = CycleRules.model_validate({"kind": "anniversary", "years": 3, "leap_day": leap_day})
    cycle = cycle_of(rules, date(2024, 2, 29), date.fromisoformat(day))
    assert cycle is not None
    assert [one.isoformat() for one in cycle.years()] == begin
    assert [cycle.year_of(date.fromisoformat(one)) for one in begin] == [0, 1, 2]


@pytest.mark.parametrize("day", ["0001-01-01", "0001-12-31", "9998-12-31", "9999-12-31"])
@pytest.mark.parametrize("kind", ["calendar_year", "anniversary"])
def test_the_ends_of_the_calendar_stop_nothing(kind: str, day: str) -> None:
    rules = CycleRules.model_validate({"kind": kind, "years": 5})
    at = date.fromisoformat(day)
    found = cycle_of(rules, date(2024, 2, 29), at)
    assert found is None or found.holds(at)


def test_months_later_counts_over_years() -> None:
    assert months_later(date(2026, 11, 30), 3) == date(2027, 3, 1)
    assert months_later(date(2026, 11, 30), 15) == date(2028, 3, 1)
    assert months_later(date(2026, 11, 29), 15) == date(2028, 2, 29)
