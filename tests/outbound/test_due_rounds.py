"""When a month's check-in is due: by the programme's day, hour, zone and holidays (I1, T4). Pure."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from app.outbound.due import latest_round
from app.programmes.rules import Rules, preset
from tests.factories.moments import local

ASET = preset("aset")  # the first of the month, nine o'clock in Edmonton


def rules(zone: str = "America/Edmonton", day: int = 1, hour: int = 9, holidays: tuple[date, ...] = ()) -> Rules:
    check_in = ASET.check_in.model_copy(update={"day": day, "hour": hour})
    return ASET.model_copy(update={"timezone": zone, "check_in": check_in, "holidays": holidays})


@pytest.mark.parametrize(
    ("now", "period"),
    [
        ("2026-06-01 09:00", "2026-05"),
        ("2026-06-01 08:59:59", "2026-04"),
        ("2026-06-30 23:59", "2026-05"),
        ("2026-07-01 00:00", "2026-05"),
        ("2026-03-01 09:00", "2026-02"),
        ("2026-03-31 12:00", "2026-02"),
        ("2024-03-01 09:00", "2024-02"),
        ("2026-01-01 09:00", "2025-12"),
        ("2026-01-01 08:00", "2025-11"),
        ("2025-12-31 23:59", "2025-11"),
    ],
)
def test_the_round_asks_about_the_month_before_from_its_hour_on(now: str, period: str) -> None:
    assert latest_round(ASET, local(now)).period == period


@pytest.mark.parametrize(
    ("now", "first", "last"),
    [
        ("2026-03-05 12:00", date(2026, 2, 1), date(2026, 2, 28)),
        ("2024-03-05 12:00", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-01-05 12:00", date(2025, 12, 1), date(2025, 12, 31)),
    ],
)
def test_the_round_covers_the_whole_month_that_it_asks_about(now: str, first: date, last: date) -> None:
    turn = latest_round(ASET, local(now))
    assert (turn.first_day, turn.last_day) == (first, last)


def test_a_round_of_the_28th_asks_about_the_month_before_its_own() -> None:
    assert latest_round(rules(day=28), local("2026-02-28 09:00")).period == "2026-01"
    assert latest_round(rules(day=28), local("2026-02-28 08:00")).period == "2025-12"


@pytest.mark.parametrize(
    ("zone", "now", "period"),
    [
        ("Pacific/Auckland", datetime(2026, 5, 31, 21, 0, tzinfo=UTC), "2026-05"),
        ("Pacific/Auckland", datetime(2026, 5, 31, 20, 59, tzinfo=UTC), "2026-04"),
        ("America/Vancouver", datetime(2026, 6, 1, 15, 59, tzinfo=UTC), "2026-04"),
        ("America/Vancouver", datetime(2026, 6, 1, 16, 0, tzinfo=UTC), "2026-05"),
        ("America/St_Johns", datetime(2026, 6, 1, 11, 30, tzinfo=UTC), "2026-05"),
    ],
)
def test_the_hour_is_that_of_the_programmes_zone(zone: str, now: datetime, period: str) -> None:
    assert latest_round(rules(zone), now).period == period


@pytest.mark.parametrize(
    ("month", "offset"),
    [("2026-03", -7), ("2026-04", -6), ("2026-10", -6), ("2026-11", -7)],
)
def test_nine_o_clock_stays_nine_o_clock_through_summer_time(month: str, offset: int) -> None:
    due_at = latest_round(ASET, local(f"{month}-20 12:00")).due_at
    assert due_at.astimezone(UTC) == datetime.fromisoformat(f"{month}-01T{9 - offset:02}:00+00:00")


def test_an_hour_that_the_clocks_skip_is_due_once_all_the_same() -> None:
    """8 March 2026, 02:00 does not exist in Edmonton."""
    skipping = rules(day=8, hour=2)
    assert latest_round(skipping, local("2026-03-08 01:59")).period == "2026-01"
    assert latest_round(skipping, local("2026-03-08 03:00")).period == "2026-02"


def test_an_hour_that_comes_twice_is_due_at_the_first() -> None:
    """1 November 2026, 01:00 comes twice in Edmonton."""
    twice = rules(day=1, hour=1)
    assert latest_round(twice, datetime(2026, 11, 1, 7, 0, tzinfo=UTC)).period == "2026-10"
    assert latest_round(twice, datetime(2026, 11, 1, 6, 59, tzinfo=UTC)).period == "2026-09"


def test_the_day_moves_past_holidays() -> None:
    """T4: holidays."""
    closed = rules(holidays=(date(2026, 7, 1), date(2026, 7, 2)))
    assert latest_round(closed, local("2026-07-02 23:00")).period == "2026-05"
    assert latest_round(closed, local("2026-07-03 09:00")).period == "2026-06"


def test_holidays_at_the_end_of_a_month_move_its_round_into_the_next() -> None:
    closed = rules(day=28, holidays=(date(2026, 2, 28), date(2026, 3, 1)))
    assert latest_round(closed, local("2026-03-01 12:00")).period == "2025-12"
    moved = latest_round(closed, local("2026-03-02 09:00"))
    assert (moved.period, moved.due_at) == ("2026-01", local("2026-03-02 09:00"))


def test_a_round_is_the_same_wherever_the_clock_that_asks_stands() -> None:
    now = local("2026-06-01 09:00")
    elsewhere = now.astimezone(ZoneInfo("Asia/Tokyo"))
    assert latest_round(ASET, now) == latest_round(ASET, elsewhere)
