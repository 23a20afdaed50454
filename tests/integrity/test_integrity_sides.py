"""One session, two witnesses: linked where both tell it, seen where they differ or one is silent (P8)."""

from dataclasses import replace
from datetime import date, time
from itertools import permutations
from uuid import UUID

import pytest

from app.integrity.flag import FlagKind
from app.integrity.look_over import look_over
from app.integrity.witnesses import witnesses
from tests.integrity.claims import DAN, KATE, MATCH, PROGRAMME, SAM, Hour, attested_by, history, kinds, of_kate

ANSWERED = {"answered": frozenset({(KATE, PROGRAMME, "2026-05")})}
HOUR = Hour()


def told(**changes: object) -> list[FlagKind]:
    """What is found when Kate tells the session with these differences."""
    return kinds(HOUR.live, replace(of_kate(HOUR), **changes).live)  # type: ignore[arg-type]


def test_a_session_that_both_tell_of_alike_is_one_with_two_witnesses() -> None:
    both = (HOUR.live, of_kate(HOUR).live)
    assert look_over(history(*both)) == ()
    (pair,) = witnesses(history(*both))
    assert {pair.first, pair.second} == set(both)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"minutes": 75}, []),
        ({"minutes": 76}, [FlagKind.MINUTES_DIFFER]),
        ({"minutes": 44}, [FlagKind.MINUTES_DIFFER]),
        ({"mode": "phone"}, [FlagKind.MODES_DIFFER]),
        ({"mode": "unspecified"}, []),
        ({"on": date(2026, 5, 14)}, [FlagKind.DATES_DIFFER]),
        ({"on": date(2026, 5, 10)}, [FlagKind.DATES_DIFFER]),
        ({"on": date(2026, 5, 15)}, []),
        ({"on": date(2026, 5, 13), "mode": "phone"}, []),
        ({"minutes": 120, "mode": "in_person"}, [FlagKind.MINUTES_DIFFER, FlagKind.MODES_DIFFER]),
        ({"on": None}, []),
        ({"on": None, "minutes": 75}, []),
        ({"on": None, "minutes": 90}, [FlagKind.MONTHS_DIFFER]),
        ({"on": None, "mode": "phone"}, [FlagKind.MODES_DIFFER]),
    ],
)
def test_what_two_witnesses_tell_differently_is_seen(changes: dict[str, object], found: list[FlagKind]) -> None:
    assert told(**changes) == found


@pytest.mark.parametrize(
    ("starts", "found"),
    [(None, []), (time(18, 30), []), (time(18, 31), [FlagKind.TIMES_DIFFER]), (time(6), [FlagKind.TIMES_DIFFER])],
)
def test_one_session_at_two_times_of_a_day_is_seen(starts: time | None, found: list[FlagKind]) -> None:
    evening = replace(HOUR, starts=time(18))
    assert kinds(evening.live, replace(of_kate(evening), starts=starts).live) == found


OF_MAY = Hour(on=None, mode="unspecified")


def test_two_lengths_of_the_only_session_of_a_month_differ_though_neither_tells_a_day() -> None:
    first, second = replace(OF_MAY, minutes=120).live, of_kate(OF_MAY).live
    (flag,) = look_over(history(first, second))
    assert (flag.kind, flag.person_id, flag.other_id) == (FlagKind.MONTHS_DIFFER, DAN, KATE)
    assert (flag.claims, flag.figures) == ((first, second), {"first": 120, "second": 60, "month": "2026-05"})


@pytest.mark.parametrize(
    ("minutes", "found"), [(180, []), (225, []), (226, ["months_differ"]), (60, ["months_differ"])]
)
def test_sessions_of_a_month_are_held_against_the_sum_that_the_other_side_tells(minutes: int, found: list[str]) -> None:
    """Dan tells of three hours on three days; each may be rounded by a quarter of an hour."""
    days = [Hour(on=date(2026, 5, day)).live for day in (5, 12, 19)]
    assert kinds(*days, of_kate(replace(OF_MAY, minutes=minutes)).live) == found


def test_what_is_left_of_a_month_is_held_against_each_other() -> None:
    """Both tell of the 5th; besides, Dan tells of an hour on the 19th, and Kate of another two hours."""
    ours = [Hour(on=date(2026, 5, day)) for day in (5, 19)]
    more = of_kate(replace(OF_MAY, minutes=120)).live
    (flag,) = look_over(history(*(hour.live for hour in ours), of_kate(ours[0]).live, more))
    assert (flag.kind, flag.figures["first"], flag.figures["second"]) == (FlagKind.MONTHS_DIFFER, 60, 120)


def test_letters_may_be_in_the_sum_of_one_side() -> None:
    letters = Hour(on=None, mode="email", minutes=60)
    assert kinds(HOUR.live, letters.live, of_kate(replace(OF_MAY, minutes=120)).live) == []
    assert kinds(HOUR.live, of_kate(letters).live, of_kate(replace(OF_MAY, minutes=60)).live) == []


def test_sums_of_a_group_and_of_two_months_are_not_compared() -> None:
    group = replace(OF_MAY, minutes=240, with_=(KATE, SAM))
    assert kinds(group.live, replace(OF_MAY, by=KATE, with_=(DAN, SAM)).live) == []
    assert kinds(replace(OF_MAY, minutes=240).live, of_kate(replace(OF_MAY, period="2026-04")).live) == []


def test_a_contradiction_names_both_and_their_figures() -> None:
    (flag,) = look_over(history(HOUR.live, replace(of_kate(HOUR), minutes=120).live))
    assert (flag.person_id, flag.other_id, flag.figures) == (DAN, KATE, {"first": 60, "second": 120})


def test_the_sessions_that_are_most_alike_are_one_though_another_stands_first() -> None:
    """Dan tells of two, Kate of the second: the first is his alone."""
    first, second = Hour(starts=time(9), minutes=120), Hour(starts=time(14), minutes=60)
    (pair,) = witnesses(history(first.live, second.live, of_kate(second).live))
    assert {pair.first.claim.starts, pair.second.claim.starts} == {time(14)}


def test_several_sessions_of_a_day_are_paired_by_their_time_in_whatever_order_they_stand() -> None:
    hours = [Hour(starts=time(9), minutes=30), Hour(starts=time(14), minutes=90), Hour(starts=time(19), minutes=60)]
    theirs = [of_kate(hour).live for hour in hours]
    for order in permutations(theirs):
        assert kinds(*(hour.live for hour in hours), *order) == []


def test_a_session_of_a_weekly_pair_is_not_mistaken_for_the_one_of_the_week_before() -> None:
    ours = [Hour(on=date(2026, 5, day)).live for day in (5, 12, 19)]
    theirs = [of_kate(Hour(on=date(2026, 5, day))).live for day in (5, 19)]
    found = look_over(history(*ours, *theirs, **ANSWERED))
    assert [(flag.kind, flag.claims) for flag in found] == [(FlagKind.ONE_SIDE, (ours[1],))]


def test_what_one_side_alone_tells_is_seen_once_the_other_has_answered() -> None:
    assert kinds(HOUR.live) == []
    (flag,) = look_over(history(HOUR.live, **ANSWERED))
    assert (flag.kind, flag.person_id, flag.other_id) == (FlagKind.ONE_SIDE, DAN, KATE)
    assert flag.figures == {"month": "2026-05"}


def test_hours_without_a_day_are_one_sides_alone_where_the_other_answered_and_tells_of_none() -> None:
    assert kinds(OF_MAY.live) == []
    assert kinds(OF_MAY.live, **ANSWERED) == [FlagKind.ONE_SIDE]
    assert kinds(OF_MAY.live, told=frozenset({(MATCH, KATE, date(2026, 5, 13))}), **ANSWERED) == []
    assert kinds(OF_MAY.live, told=frozenset({(MATCH, KATE, date(2026, 6, 13))}), **ANSWERED) == [FlagKind.ONE_SIDE]


SILENT = {"unanswered": frozenset({(KATE, PROGRAMME, month) for month in ("2026-04", "2026-05")})}


def test_a_partner_who_never_answered_is_told_apart_from_one_who_answered_without_it() -> None:
    april = replace(HOUR, on=date(2026, 4, 14)).live
    may = HOUR.live
    (flag,) = look_over(history(april, may, **SILENT))
    assert (flag.kind, flag.person_id, flag.other_id) == (FlagKind.UNHEARD, DAN, KATE)
    assert (flag.claims, flag.figures) == ((april, may), {"months": ("2026-04", "2026-05")})
    assert kinds(april, may, **SILENT, **ANSWERED) == [FlagKind.ONE_SIDE, FlagKind.UNHEARD]


def test_nobody_is_waited_for_who_told_of_it_or_where_somebody_confirmed_it() -> None:
    assert kinds(HOUR.live, of_kate(HOUR).live, **SILENT) == []
    assert kinds(attested_by(HOUR.live, KATE), **SILENT) == []
    assert kinds(attested_by(HOUR.live, UUID(int=99)), **SILENT) == []
    assert kinds(replace(HOUR, mode="email").live, **SILENT) == []


@pytest.mark.parametrize(
    "why",
    ["confirmed", "hours without a day", "told without a length", "letters", "another month answered", "no claimant"],
)
def test_a_partner_who_tells_of_it_in_some_way_is_not_silent(why: str) -> None:
    live, more, known = HOUR.live, [], dict[str, object](ANSWERED)
    if why == "confirmed":
        live = attested_by(live, KATE)
    elif why == "hours without a day":
        more = [of_kate(Hour(on=None, minutes=45)).live, of_kate(Hour(on=None, minutes=20)).live]
    elif why == "told without a length":
        known["told"] = frozenset({(MATCH, KATE, date(2026, 5, 13))})
    elif why == "letters":
        live = replace(HOUR, mode="email").live
    elif why == "another month answered":
        known["answered"] = frozenset({(KATE, PROGRAMME, "2026-04")})
    else:
        live = replace(HOUR, with_=(SAM,)).live
    assert kinds(live, *more, **known) == []


def test_in_a_group_one_who_tells_of_it_is_enough() -> None:
    group = replace(HOUR, with_=(KATE, SAM))
    assert kinds(group.live, of_kate(HOUR).live, answered=frozenset({(SAM, PROGRAMME, "2026-05")})) == []


def test_a_partner_who_says_that_they_have_not_met_contradicts() -> None:
    unmet = {"unmet": frozenset({(MATCH, KATE, "2026-05")})}
    (flag,) = look_over(history(HOUR.live, **unmet, **ANSWERED))
    assert (flag.kind, flag.other_id) == (FlagKind.NOT_MET, KATE)
    assert kinds(replace(HOUR, mode="email").live, **unmet) == []
