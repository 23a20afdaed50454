"""One session, two witnesses: linked where both tell it, seen where they differ or one is silent (P8)."""

from dataclasses import replace
from datetime import date, time
from itertools import permutations

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
        ({"on": None, "minutes": 90}, [FlagKind.MINUTES_DIFFER]),
    ],
)
def test_what_two_witnesses_tell_differently_is_seen(changes: dict[str, object], found: list[FlagKind]) -> None:
    assert told(**changes) == found


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


@pytest.mark.parametrize(
    "why",
    ["confirmed", "hours without a day", "told without a length", "letters", "another month answered", "no claimant"],
)
def test_a_partner_who_tells_of_it_in_some_way_is_not_silent(why: str) -> None:
    live, more, known = HOUR.live, [], dict[str, object](ANSWERED)
    if why == "confirmed":
        live = attested_by(live, KATE)
    elif why == "hours without a day":
        more = [of_kate(Hour(on=None, minutes=180)).live, of_kate(Hour(on=None, minutes=20)).live]
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
