"""What the claims of one person show: overlaps, repetitions, long days, late, early and misplaced ones."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from uuid import UUID

import pytest

from app.integrity.flag import FlagKind
from app.integrity.history import MatchDays
from app.integrity.look_over import look_over
from app.ledger.states import LiveClaim, State
from app.programmes.rules import IntegrityRules
from tests.integrity.claims import DAN, KATE, MATCH, OTHER_MATCH, RULES, SAM, Hour, history, kinds

EVENING = Hour(starts=time(18), ends=time(19))
WITH_SAM = {"match": OTHER_MATCH, "with_": (SAM,)}
MAIL = UUID(int=7)


def at(starts: time, ends: time | None, **told: object) -> Hour:
    return Hour(starts=starts, ends=ends, **told)  # type: ignore[arg-type]


def test_two_sessions_at_the_same_time_in_two_matches_overlap() -> None:
    (flag,) = look_over(history(EVENING.live, at(time(18, 30), time(19, 30), **WITH_SAM).live))
    assert (flag.kind, flag.person_id, flag.figures) == (FlagKind.OVERLAP, DAN, {"minutes": 30})
    assert [live.claim.match_id for live in flag.claims] == [MATCH, OTHER_MATCH]


def test_one_session_after_the_other_does_not_overlap_nor_does_one_that_is_rounded_over_its_end() -> None:
    assert kinds(EVENING.live, at(time(19), time(20), **WITH_SAM).live) == []
    assert kinds(EVENING.live, at(time(18, 56), time(20), **WITH_SAM).live) == []


def test_a_session_without_an_end_lasts_as_long_as_its_minutes_say() -> None:
    assert kinds(EVENING.live, at(time(17, 30), None, minutes=60, **WITH_SAM).live) == [FlagKind.OVERLAP]
    assert kinds(EVENING.live, at(time(17), None, minutes=60, **WITH_SAM).live) == []


def test_a_session_over_midnight_reaches_the_next_day() -> None:
    late = at(time(23, 30), time(0, 30))
    assert kinds(late.live, at(time(0, 15), time(1), on=date(2026, 5, 13), **WITH_SAM).live) == [FlagKind.OVERLAP]


def test_zones_of_two_programmes_are_reckoned_with() -> None:
    in_toronto = at(time(18), time(19), zone="America/Toronto", **WITH_SAM)
    assert kinds(EVENING.live, in_toronto.live) == []
    assert kinds(at(time(16), time(17)).live, in_toronto.live) == [FlagKind.OVERLAP]


def test_a_long_session_overlaps_with_each_within_it_and_not_those_with_each_other() -> None:
    day = at(time(9), time(17), minutes=480)
    found = look_over(
        history(day.live, at(time(10), time(11), **WITH_SAM).live, at(time(15), time(16), **WITH_SAM).live)
    )
    assert [flag.kind for flag in found] == [FlagKind.OVERLAP] * 2
    assert all(day.minutes in {live.minutes for live in flag.claims} for flag in found)


KATES = Hour(by=KATE, with_=(DAN,), starts=time(10), ends=time(11))
SAMS = replace(KATES, by=SAM, match=OTHER_MATCH)


def test_a_mentor_whom_two_mentees_had_at_the_same_time_is_seen() -> None:
    first, second = KATES.live, replace(SAMS, starts=time(10, 30), ends=time(11, 30)).live
    (flag,) = look_over(history(first, second))
    assert (flag.kind, flag.person_id, flag.other_id) == (FlagKind.AT_ONCE, SAM, DAN)
    assert (flag.claims, flag.figures) == ((first, second), {"minutes": 30})


def test_two_others_may_round_differently_and_come_one_after_the_other() -> None:
    assert kinds(KATES.live, replace(SAMS, starts=time(11), ends=time(12)).live) == []
    assert kinds(KATES.live, replace(SAMS, starts=time(10, 45), ends=time(12)).live) == []
    assert kinds(KATES.live, replace(SAMS, starts=time(10, 44), ends=time(12)).live) == [FlagKind.AT_ONCE]


def test_a_mentors_own_session_is_at_the_same_time_as_what_another_mentee_tells() -> None:
    own = Hour(starts=time(10), ends=time(11))
    assert kinds(own.live, SAMS.live) == [FlagKind.AT_ONCE]
    assert kinds(own.live, KATES.live, SAMS.live) == [FlagKind.AT_ONCE]


def test_what_the_mentor_claims_at_once_is_one_matter_though_both_mentees_tell_it_too() -> None:
    own = Hour(starts=time(10), ends=time(11))
    both = (own.live, replace(own, match=OTHER_MATCH, with_=(SAM,)).live)
    assert kinds(*both, KATES.live, SAMS.live) == [FlagKind.OVERLAP]


def test_a_group_of_one_match_is_one_session_and_at_one_time_with_another_it_is_one_matter() -> None:
    group = [replace(KATES, with_=(DAN, SAM)).live, replace(KATES, by=SAM, with_=(DAN, KATE)).live]
    assert kinds(*group) == []
    lee = UUID(int=23)
    found = look_over(history(*group, replace(SAMS, by=lee).live))
    assert [(flag.kind, flag.other_id, len(flag.claims)) for flag in found] == [(FlagKind.AT_ONCE, DAN, 3)]


def test_people_who_share_nobody_may_meet_at_the_same_time() -> None:
    assert kinds(KATES.live, replace(SAMS, with_=(UUID(int=24),)).live) == []


def test_the_same_session_from_two_mails_stands_twice() -> None:
    assert kinds(EVENING.live, EVENING.live) == [FlagKind.TWICE]
    assert kinds(Hour().live, EVENING.live) == [FlagKind.TWICE]


def test_two_calls_of_half_an_hour_told_in_one_mail_were_two() -> None:
    assert kinds(Hour(minutes=30, mail=MAIL).live, Hour(minutes=30, mail=MAIL).live) == []


def test_two_sessions_of_a_day_at_different_times_are_two() -> None:
    assert kinds(EVENING.live, at(time(9), time(10)).live) == []


def test_more_than_a_day_holds_is_added_up_over_all_matches() -> None:
    (flag,) = look_over(history(Hour(minutes=540).live, Hour(minutes=481, mode="phone", **WITH_SAM).live))  # type: ignore[arg-type]
    assert flag.kind is FlagKind.LONG_DAY
    assert flag.figures == {"minutes": 1021, "limit": 960, "day": date(2026, 5, 12)}
    assert kinds(Hour(minutes=540).live, Hour(minutes=420, mode="phone", **WITH_SAM).live) == []  # type: ignore[arg-type]


def test_what_a_day_holds_is_the_programmes_rule() -> None:
    strict = {RULES: IntegrityRules(day_minutes=480)}
    assert kinds(Hour(minutes=481).live, rules=strict) == [FlagKind.LONG_DAY]


def test_hours_of_a_day_are_added_up_from_all_mails_and_programmes() -> None:
    """Each is lawful by itself; the stricter rule holds."""
    mails = [Hour(minutes=300, mode=mode, mail=UUID(int=at)).live for at, mode in enumerate(("video", "phone"), 50)]
    abroad = replace(Hour(minutes=400, **WITH_SAM).live.claim, programme_id=UUID(int=77))  # type: ignore[arg-type]
    assert kinds(*mails, LiveClaim(abroad, 400, State.CLAIMED, None)) == [FlagKind.LONG_DAY]


def test_more_than_a_month_holds_is_seen_with_days_or_without() -> None:
    (flag,) = look_over(history(Hour(on=None, minutes=200 * 60).live))
    assert (flag.kind, flag.figures) == (
        FlagKind.LONG_MONTH,
        {"minutes": 12_000, "limit": 3600, "month": "2026-05"},
    )
    in_parts = [Hour(on=None, minutes=1800).live, Hour(minutes=600).live, Hour(on=None, minutes=1201, **WITH_SAM).live]  # type: ignore[arg-type]
    assert kinds(*in_parts) == [FlagKind.LONG_MONTH]
    assert kinds(*in_parts[:2]) == []


def test_what_a_month_holds_is_the_programmes_rule() -> None:
    assert kinds(Hour(on=None, minutes=1201).live, rules={RULES: IntegrityRules(month_minutes=1200)}) == ["long_month"]


@pytest.mark.parametrize(("day", "found"), [(date(2026, 3, 4), []), (date(2026, 3, 3), [FlagKind.LATE])])
def test_an_entry_is_late_after_sixty_days(day: date, found: list[FlagKind]) -> None:
    told = datetime(2026, 5, 3, 15, tzinfo=UTC)
    assert kinds(Hour(on=day, told=told).live) == found


def test_a_month_without_a_day_is_late_sixty_days_after_its_end() -> None:
    assert kinds(Hour(on=None, period="2026-03", told=datetime(2026, 5, 30, tzinfo=UTC)).live) == []
    late = Hour(on=None, period="2026-02", told=datetime(2026, 5, 30, tzinfo=UTC))
    (flag,) = look_over(history(late.live))
    assert (flag.kind, flag.figures["days"]) == (FlagKind.LATE, 90)


def test_late_entries_of_one_mail_are_one_matter() -> None:
    told = datetime(2026, 6, 1, tzinfo=UTC)
    old = [Hour(on=date(2026, 1, day), told=told, mail=MAIL).live for day in (7, 14, 21)]
    (flag,) = look_over(history(*old))
    assert flag.claims == tuple(old)
    assert flag.figures == {"days": 144, "limit": 60}


def test_the_day_of_telling_is_that_of_the_programme() -> None:
    """At 5:00 UTC on 4 May it is still 3 May in Edmonton: the sixtieth day."""
    assert kinds(Hour(on=date(2026, 3, 4), told=datetime(2026, 5, 4, 5, tzinfo=UTC)).live) == []


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (datetime(2026, 5, 12, 23, 59, tzinfo=UTC), [FlagKind.FUTURE]),  # 17:59 in Edmonton
        (datetime(2026, 5, 13, 0, 30, tzinfo=UTC), []),
        (datetime(2026, 5, 11, 18, tzinfo=UTC), [FlagKind.FUTURE]),
    ],
)
def test_a_session_told_before_it_began_is_seen(told: datetime, found: list[FlagKind]) -> None:
    assert kinds(at(time(18), time(19), told=told).live) == found


def test_what_waited_for_us_is_neither_late_nor_told_afterwards() -> None:
    """The mail came in time and was recorded months later; or it came before the session it tells of."""
    held = Hour(on=date(2026, 5, 12), told=datetime(2026, 9, 1, 15, tzinfo=UTC)).live
    came = {held.claim.id: datetime(2026, 5, 13, 15, tzinfo=UTC)}
    assert (kinds(held), kinds(held, came=came)) == ([FlagKind.LATE], [])
    before = {held.claim.id: datetime(2026, 5, 11, 15, tzinfo=UTC)}
    assert kinds(held, came=before) == [FlagKind.FUTURE]


def test_hours_of_a_month_that_has_not_begun_are_seen() -> None:
    ahead = Hour(on=None, period="2026-07", told=datetime(2026, 6, 30, 18, tzinfo=UTC))
    assert kinds(ahead.live) == [FlagKind.FUTURE]


@pytest.mark.parametrize(
    ("day", "found"),
    [(date(2026, 1, 4), ["outside"]), (date(2026, 1, 5), []), (date(2026, 6, 30), []), (date(2026, 7, 1), ["outside"])],
)
def test_hours_on_a_day_without_the_match_are_seen(day: date, found: list[str]) -> None:
    days = {MATCH: MatchDays(date(2026, 1, 5), date(2026, 6, 30), frozenset({DAN, KATE}))}
    assert kinds(Hour(on=day).live, matches=days) == found


def test_the_month_in_which_a_match_began_is_within_it() -> None:
    assert kinds(Hour(on=None, period="2026-01").live) == []
    assert kinds(Hour(on=None, period="2025-12").live) == [FlagKind.OUTSIDE]


def test_a_flag_keeps_its_key_until_a_figure_changes() -> None:
    first, second = EVENING.live, EVENING.live
    (before,) = look_over(history(first, second))
    (again,) = look_over(history(first, second, Hour(on=date(2026, 5, 20)).live))
    assert before.key == again.key
    assert len(before.key) == 64
