"""From decimal hours to whole minutes, and from what was said to what is claimed (T4, H1). Pure."""

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.inbound.facts import HourItem
from app.inbound.hours.claims import UnclearPartner, claimed_items, minutes_of, said_meetings, whole_minutes
from tests.factories.knowing import (
    BOTH,
    WITH_KATE,
    WITH_SAM,
    hours,
    known,
    match_with,
    reading,
    session,
)


@pytest.mark.parametrize(
    ("amount", "minutes"),
    [
        ("0", 0),
        ("1.5", 90),
        ("0.25", 15),
        ("0.3333", 20),
        ("0.6667", 40),
        ("0.0083", 0),
        ("0.0084", 1),
        ("2.0417", 123),
    ],
)
def test_hours_become_whole_minutes_halves_up(amount: str, minutes: int) -> None:
    assert whole_minutes(Decimal(amount)) == minutes


@given(st.integers(0, 60 * 24 * 31))
def test_every_whole_minute_survives_the_way_through_decimal_hours(minutes: int) -> None:
    """The contract's JSON keeps four places."""
    as_hours = Decimal(str(round(minutes / 60, 4)))
    assert whole_minutes(as_hours) == minutes


def test_a_reply_without_hours_claims_nothing() -> None:
    assert claimed_items(reading(), known()) == ()
    assert minutes_of(reading()) == 0


def test_nothing_happened_claims_nothing() -> None:
    """The contract, rule 8."""
    assert claimed_items(reading(hours("0")), known()) == ()


def test_each_mode_is_a_claim() -> None:
    items = claimed_items(reading(hours("2", {"video": "1.5", "email": "0.5"})), known())
    assert items == (HourItem(WITH_KATE, "video", 90), HourItem(WITH_KATE, "email", 30))


def test_a_bare_total_is_a_claim_without_a_mode() -> None:
    assert claimed_items(reading(hours("3")), known()) == (HourItem(WITH_KATE, "unspecified", 180),)


def test_a_total_whose_modes_were_left_out_is_still_claimed() -> None:
    assert claimed_items(reading(hours("3", {})), known()) == (HourItem(WITH_KATE, "unspecified", 180),)


def test_a_session_with_a_length_is_a_claim_on_its_day() -> None:
    """H1: date, start, mode."""
    said = reading(hours("1", {"video": "1"}), session(60, day=12, start=time(18, 0)))
    assert claimed_items(said, known()) == (HourItem(WITH_KATE, "video", 60, date(2026, 5, 12), time(18, 0)),)


def test_what_the_sessions_leave_of_a_mode_is_claimed_beside_them() -> None:
    said = reading(hours("2.5", {"video": "2", "email": "0.5"}), session(60, day=12))
    items = claimed_items(said, known())
    assert [(item.mode, item.minutes, item.held_on) for item in items] == [
        ("video", 60, date(2026, 5, 12)),
        ("video", 60, None),
        ("email", 30, None),
    ]


def test_a_session_is_no_claim_where_its_length_is_not_said() -> None:
    said = reading(hours("2", {"video": "2"}), session(None, day=12))
    assert claimed_items(said, known()) == (HourItem(WITH_KATE, "video", 120),)


def test_sessions_never_claim_more_than_was_said() -> None:
    """The form is the claim and the sessions are detail (the contract, rule 4)."""
    said = reading(hours("1", {"video": "1"}), session(40, day=12), session(40, day=19))
    assert sum(item.minutes for item in claimed_items(said, known())) == 60


def test_a_role_that_does_not_claim_hours_claims_none() -> None:
    """T4: in `aset` the mentor claims."""
    mentee = known(matches=(match_with(role="mentee"),))
    assert claimed_items(reading(hours("2")), mentee) == ()


def test_each_partner_gets_their_own_share() -> None:
    said = reading(hours("3", by_partner={"Kate Li": "2", "Sam Ode": "1"}))
    items = claimed_items(said, known(matches=BOTH))
    assert items == (HourItem(WITH_KATE, "unspecified", 120), HourItem(WITH_SAM, "unspecified", 60))


def test_the_one_mode_that_was_said_holds_for_every_partner() -> None:
    said = reading(hours("3", {"video": "3"}, {"Kate Li": "2", "Sam Ode": "1"}))
    assert {item.mode for item in claimed_items(said, known(matches=BOTH))} == {"video"}


def test_modes_of_a_share_are_told_by_its_sessions() -> None:
    said = reading(
        hours("2", {"video": "1", "phone": "1"}, {"Kate Li": "1", "Sam Ode": "1"}),
        session(60, "video", day=5, partner="Kate Li"),
        session(60, "phone", day=6, partner="Sam Ode"),
    )
    items = claimed_items(said, known(matches=BOTH))
    assert [(item.match_id, item.mode) for item in items] == [(WITH_KATE, "video"), (WITH_SAM, "phone")]


@pytest.mark.parametrize(
    "by_partner",
    [{}, {"Kate Li": "2"}, {"Kate Li": "2", "Sam Ode": "2"}, {"Kate Li": "2", "Somebody Else": "1"}],
)
def test_hours_that_no_partner_or_not_all_are_named_for_are_unclear(by_partner: dict[str, str]) -> None:
    """Never guess hours (the contract, rule 15)."""
    with pytest.raises(UnclearPartner):
        claimed_items(reading(hours("3", by_partner=by_partner)), known(matches=BOTH))


def test_a_name_that_two_matches_share_is_unclear() -> None:
    twins = (match_with(), match_with(WITH_SAM, "Kate Li"))
    with pytest.raises(UnclearPartner):
        claimed_items(reading(hours("2", by_partner={"Kate Li": "2"})), known(matches=twins))


def test_a_session_is_noted_in_its_match() -> None:
    said = reading(None, session(None, day=5, partner="Sam Ode"))
    (meeting,) = said_meetings(said, known(matches=BOTH))
    assert (meeting.match_id, meeting.held_on, meeting.minutes) == (WITH_SAM, date(2026, 5, 5), None)


def test_a_session_with_nobody_named_belongs_to_the_only_match() -> None:
    (meeting,) = said_meetings(reading(None, session(30)), known())
    assert meeting.match_id == WITH_KATE


def test_a_session_that_could_be_with_either_partner_is_unclear() -> None:
    with pytest.raises(UnclearPartner):
        said_meetings(reading(None, session(30)), known(matches=BOTH))


modes = st.dictionaries(
    st.sampled_from(["in_person", "email", "video", "phone", "other"]), st.integers(1, 600), min_size=1
)
lengths = st.lists(st.tuples(st.sampled_from(["in_person", "video", "phone"]), st.integers(1, 300)), max_size=5)


@given(modes, lengths)
def test_the_claims_always_add_up_to_what_was_said(by_mode: dict[str, int], told: list[tuple[str, int]]) -> None:
    """Nothing is added and nothing is lost, whatever sessions are told beside the amounts."""
    in_hours = {mode: str(Decimal(minutes) / 60) for mode, minutes in by_mode.items()}
    said = reading(
        hours(str(Decimal(sum(by_mode.values())) / 60), in_hours),
        *(session(minutes, mode, day=5) for mode, minutes in told),
    )
    items = claimed_items(said, known())
    assert {mode: sum(item.minutes for item in items if item.mode == mode) for mode in by_mode} == by_mode
    assert sum(item.minutes for item in items) == sum(by_mode.values())
