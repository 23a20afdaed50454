"""When new words replace old ones: a correction is a compensating entry that names the old one (H2). Pure."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.inbound.decision import Recorded
from app.inbound.facts import Adjustment, HourItem, MeetingItem
from app.inbound.hours.replacing import replaced, rest_of, standing
from app.inbound.known import RecordedHours
from tests.factories.knowing import MAY, WITH_KATE, WITH_SAM, entry, known, stands

TWELFTH, NINETEENTH = date(2026, 5, 12), date(2026, 5, 19)


def facts(*items: HourItem, meetings: tuple[MeetingItem, ...] = ()) -> Recorded:
    return Recorded(MAY, items, meetings=meetings)


def item(minutes: int, mode: str = "video", held_on: date | None = None) -> HourItem:
    return HourItem(WITH_KATE, mode, minutes, held_on)


def test_only_the_period_and_the_matches_meant_stand_to_be_replaced() -> None:
    april, may, with_sam = (
        stands(30, number=1, period="2026-04"),
        stands(60, number=2),
        stands(90, number=3, match_id=WITH_SAM),
    )
    everything = known(recorded=(april, may, with_sam))
    assert standing(everything, MAY, {WITH_KATE}) == (may,)
    assert standing(everything, MAY, ()) == (may, with_sam)


def test_a_bare_new_total_adjusts_the_only_claim_and_keeps_its_mode_and_day() -> None:
    """I2: "sorry, I meant 2" after 1.5 h of video."""
    new = replaced(known(recorded=(stands(90, held_on=TWELFTH),)), facts(item(120, "unspecified")))
    assert (new.items, new.adjustments) == ((), (Adjustment(entry(1), 120),))


def test_the_same_mode_without_its_day_adjusts_the_only_claim() -> None:
    new = replaced(known(recorded=(stands(90, held_on=TWELFTH),)), facts(item(120)))
    assert (new.items, new.adjustments) == ((), (Adjustment(entry(1), 120),))


def test_another_mode_withdraws_the_old_claim_and_makes_a_new_one() -> None:
    new = replaced(known(recorded=(stands(90),)), facts(item(90, "phone")))
    assert (new.items, new.adjustments) == ((item(90, "phone"),), (Adjustment(entry(1), 0),))


def test_a_zero_withdraws_everything_of_the_period() -> None:
    """ "We did not meet in May after all.\""""
    new = replaced(known(recorded=(stands(90), stands(30, "email", number=2))), facts())
    assert set(new.adjustments) == {Adjustment(entry(1), 0), Adjustment(entry(2), 0)}


def test_claims_of_the_same_mode_and_day_are_adjusted_and_the_others_withdrawn() -> None:
    before = (stands(60, held_on=TWELFTH), stands(60, number=2, held_on=NINETEENTH), stands(30, "email", number=3))
    new = replaced(known(recorded=before), facts(item(90, held_on=TWELFTH), item(30, "email")))
    assert (new.items, new.adjustments) == ((), (Adjustment(entry(1), 90), Adjustment(entry(2), 0)))


def test_what_stays_the_same_is_left_alone() -> None:
    """No entry for nothing: an adjustment would set aside what was confirmed."""
    before = (stands(60, held_on=TWELFTH), stands(30, "email", number=2))
    new = replaced(known(recorded=before), facts(item(60, held_on=TWELFTH), item(30, "email")))
    assert (new.items, new.adjustments) == ((), ())


def test_another_match_is_left_alone() -> None:
    before = (stands(60), stands(60, number=2, match_id=WITH_SAM))
    new = replaced(known(recorded=before), facts(item(90)))
    assert new.adjustments == (Adjustment(entry(1), 90),)


def test_two_equal_claims_are_paired_one_to_one() -> None:
    before = (stands(60), stands(60, number=2))
    new = replaced(known(recorded=before), facts(item(60), item(45)))
    assert (new.items, new.adjustments) == ((), (Adjustment(entry(2), 45),))


def test_sessions_told_before_no_longer_stand_where_new_ones_are_told() -> None:
    told = MeetingItem(WITH_KATE, TWELFTH, None, None, 60, "video")
    assert replaced(known(recorded=(stands(90),)), facts(item(60), meetings=(told,))).replaces
    assert not replaced(known(recorded=(stands(90),)), facts(item(60))).replaces


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ((item(60),), ("email",)),  # video corrected, email not spoken of
        ((item(60, "unspecified"),), ()),  # a new total for everything
        ((item(60), item(15, "email")), ()),  # everything was named
        ((), ()),
    ],
)
def test_what_a_correction_leaves_unsaid_is_asked_about(said: tuple[HourItem, ...], rest: tuple[str, ...]) -> None:
    """Never guess: does the rest stay?"""
    before = (stands(90), stands(30, "email", number=2))
    assert tuple(left.mode for left in rest_of(known(recorded=before), facts(*said))) == rest


def test_a_correction_that_shares_no_mode_is_a_new_telling_of_the_whole() -> None:
    """ "Sorry, I meant three hours by phone" after a receipt for video and email."""
    before = known(recorded=(stands(90), stands(30, "email", number=2)))
    assert rest_of(before, facts(item(180, "phone"))) == ()


def test_only_the_modes_that_were_said_are_replaced_where_the_rest_stays() -> None:
    before = (stands(90), stands(30, "email", number=2))
    new = replaced(known(recorded=before), facts(item(60)), only_modes_said=True)
    assert new.adjustments == (Adjustment(entry(1), 60),)


amounts = st.tuples(
    st.sampled_from(["video", "email", "phone", "unspecified"]),
    st.sampled_from([None, TWELFTH, NINETEENTH]),
    st.integers(1, 300),
)


@given(st.lists(amounts, max_size=5), st.lists(amounts, max_size=5))
def test_after_a_replacement_exactly_what_was_said_last_stands(
    old: list[tuple[str, date | None, int]], new: list[tuple[str, date | None, int]]
) -> None:
    """H2: the total is right, whatever stood before."""
    before = tuple(stands(minutes, mode, number=n, held_on=day) for n, (mode, day, minutes) in enumerate(old))
    recorded = replaced(known(recorded=before), facts(*(item(minutes, mode, day) for mode, day, minutes in new)))
    assert total_after(before, recorded) == sum(minutes for _, _, minutes in new)


def total_after(before: tuple[RecordedHours, ...], recorded: Recorded) -> int:
    adjusted = {change.entry_id: change.minutes for change in recorded.adjustments}
    assert len(adjusted) == len(recorded.adjustments), "a claim is adjusted once"
    kept = sum(adjusted.get(claim.entry_id, claim.minutes) for claim in before)
    return kept + sum(new.minutes for new in recorded.items)
