"""Mail that nobody asked for comes by day and on working days, where its reader lives."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.outbound.pacing.quiet_hours import next_allowed, zone_of_person
from app.programmes.rules import QuietHours, Rules, preset

EDMONTON = ZoneInfo("America/Edmonton")
PLAIN = preset("aset")


NIGHT = QuietHours()


def rules(quiet: QuietHours | None = NIGHT, *holidays: date) -> Rules:
    return PLAIN.model_copy(update={"quiet_hours": quiet, "holidays": holidays})


def at(text: str, zone: ZoneInfo = EDMONTON) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


NIGHTLESS = rules(None, date(2026, 7, 1))
SIESTA = rules(QuietHours(begins=time(12), ends=time(14)))
LONG_WEEKEND = rules(QuietHours(), date(2026, 12, 25), date(2026, 12, 26), date(2026, 12, 27))


@pytest.mark.parametrize(
    ("under", "now", "allowed"),
    [
        (rules(), "2026-06-01T09:00", "2026-06-01T09:00"),
        (rules(), "2026-06-01T20:59:59", "2026-06-01T20:59:59"),
        (rules(), "2026-06-01T21:00", "2026-06-02T08:00"),
        (rules(), "2026-06-01T23:59", "2026-06-02T08:00"),
        (rules(), "2026-06-02T00:00", "2026-06-02T08:00"),
        (rules(), "2026-06-02T07:59:59", "2026-06-02T08:00"),
        (rules(), "2026-06-02T08:00", "2026-06-02T08:00"),
        (SIESTA, "2026-06-02T11:59", "2026-06-02T11:59"),
        (SIESTA, "2026-06-02T12:00", "2026-06-02T14:00"),
        (SIESTA, "2026-06-02T23:00", "2026-06-02T23:00"),
        (LONG_WEEKEND, "2026-12-24T22:00", "2026-12-28T08:00"),
        (LONG_WEEKEND, "2026-12-24T12:00", "2026-12-24T12:00"),
        (LONG_WEEKEND, "2026-12-25T12:00", "2026-12-28T08:00"),
        (LONG_WEEKEND, "2026-12-27T23:30", "2026-12-28T08:00"),
        (NIGHTLESS, "2026-07-01T03:00", "2026-07-02T09:00"),
        (NIGHTLESS, "2026-07-02T03:00", "2026-07-02T03:00"),
        (rules(), "2026-03-08T01:30", "2026-03-08T08:00"),  # the night in which an hour is missing
        (rules(), "2026-11-01T01:30", "2026-11-01T08:00"),  # the night that has one twice
    ],
)
def test_it_waits_for_the_next_morning_that_is_no_holiday(under: Rules, now: str, allowed: str) -> None:
    assert next_allowed(at(now), EDMONTON, under) == at(allowed)


def test_the_night_is_that_of_the_person() -> None:
    """Ten in the evening in Toronto is eight in Edmonton."""
    now = at("2026-06-01T20:00")
    assert next_allowed(now, EDMONTON, rules()) == now
    toronto = zone_of_person("America/Toronto", rules())
    assert next_allowed(now, toronto, rules()) == at("2026-06-02T08:00", toronto)


@pytest.mark.parametrize("unsaid", [None, "", "Mars/Olympus", "../etc/passwd"])
def test_where_nobody_said_or_no_zone_is_called_that_the_programmes_counts(unsaid: str | None) -> None:
    assert zone_of_person(unsaid, rules()) == EDMONTON


@given(
    st.integers(1_735_689_600, 1_830_297_600),
    st.sampled_from(["America/Edmonton", "Europe/Paris", "Asia/Kolkata", "Australia/Lord_Howe", "America/St_Johns"]),
    st.times(),
    st.times(),
    st.sets(st.dates(date(2025, 1, 1), date(2028, 1, 1)), max_size=9),
)
def test_what_is_allowed_is_allowed_and_never_earlier(
    now: int, zone: str, begins: time, ends: time, holidays: set[date]
) -> None:
    if begins == ends:
        return
    under = rules(QuietHours(begins=begins, ends=ends), *sorted(holidays))
    moment = datetime.fromtimestamp(now, UTC)
    allowed = next_allowed(moment, ZoneInfo(zone), under)
    assert allowed >= moment
    assert allowed.astimezone(ZoneInfo(zone)).date() not in holidays
    assert next_allowed(allowed, ZoneInfo(zone), under) == allowed
