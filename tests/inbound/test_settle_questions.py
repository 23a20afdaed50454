"""What an answered question comes to: the reading that waited is written, or asked for anew (I3). Pure."""

import pytest

from app.inbound.apply_rules import settle
from app.inbound.decision import Question, Reason, Recorded
from app.inbound.facts import Adjustment, HourItem
from tests.factories.knowing import BOTH, MAY, WITH_KATE, entry, hours, known, reading, stands

PENDING = reading(hours("1.5", {"video": "1.5"}))
NEW = HourItem(WITH_KATE, "video", 90)


def test_a_yes_adds_what_was_said_to_what_stands() -> None:
    decision = settle(Reason.ADD_OR_REPLACE, "yes", PENDING, known(recorded=(stands(60, "phone"),)))
    assert decision == Recorded(MAY, (NEW,))


def test_a_no_replaces_what_stands_with_what_was_said() -> None:
    decision = settle(Reason.ADD_OR_REPLACE, "no", PENDING, known(recorded=(stands(60, "phone"),)))
    assert decision == Recorded(MAY, (NEW,), (Adjustment(entry(1), 0),))


def test_a_yes_to_keep_leaves_everything_after_a_nothing() -> None:
    nothing = reading(hours("0"))
    assert settle(Reason.ADD_OR_REPLACE, "yes", nothing, known(recorded=(stands(60),))) == Recorded(MAY)


def test_a_no_to_keep_takes_out_what_stands_after_a_nothing() -> None:
    nothing = reading(hours("0"))
    decision = settle(Reason.ADD_OR_REPLACE, "no", nothing, known(recorded=(stands(60),)))
    assert decision == Recorded(MAY, adjustments=(Adjustment(entry(1), 0),))


@pytest.mark.parametrize(
    ("answer", "adjustments"),
    [
        ("yes", (Adjustment(entry(1), 90),)),
        ("no", (Adjustment(entry(1), 90), Adjustment(entry(2), 0))),
    ],
)
def test_the_rest_stays_on_a_yes_and_goes_on_a_no(answer: str, adjustments: tuple[Adjustment, ...]) -> None:
    before = (stands(60), stands(30, "email", number=2))
    decision = settle(Reason.REST_STAYS, answer, PENDING, known(recorded=before))
    assert isinstance(decision, Recorded)
    assert (decision.items, decision.adjustments) == ((), adjustments)


def test_a_large_amount_is_recorded_on_a_yes() -> None:
    large = reading(hours("80"))
    assert settle(Reason.LARGE_AMOUNT, "yes", large, known()) == Recorded(
        MAY, (HourItem(WITH_KATE, "unspecified", 4800),)
    )


def test_a_large_amount_denied_is_asked_for_anew() -> None:
    assert settle(Reason.LARGE_AMOUNT, "no", reading(hours("80")), known()) == Question(Reason.UNCLEAR)


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_what_is_unclear_meanwhile_is_asked_and_not_written(answer: str) -> None:
    """A second match began between the question and its answer."""
    decision = settle(Reason.ADD_OR_REPLACE, answer, PENDING, known(matches=BOTH))
    assert isinstance(decision, Question)
    assert decision.matter is Reason.WHICH_PARTNER


def test_a_large_amount_that_is_right_is_still_not_added_unasked_to_what_stands() -> None:
    """Never guess hours: the second doubt is asked about after the first."""
    decision = settle(Reason.LARGE_AMOUNT, "yes", reading(hours("80")), known(recorded=(stands(60),)))
    assert decision == Question(Reason.ADD_OR_REPLACE, values={"before": 60, "minutes": 4800, "period": MAY})


def test_a_large_correction_that_is_right_replaces_what_stands() -> None:
    pending = reading(hours("80"), correction=True)
    decision = settle(Reason.LARGE_AMOUNT, "yes", pending, known(recorded=(stands(60),)))
    assert decision == Recorded(MAY, adjustments=(Adjustment(entry(1), 4800),))
