"""What a coordinator recorded, as the reading that would have been right: only what the form says for sure."""

from dataclasses import replace
from datetime import date

import pytest

from app.inbound.decision import Recorded
from app.inbound.facts import Adjustment, HourItem, MeetingItem
from app.inbound.learning.right_reading import is_amended, right_reading, told
from app.reading.contract import Outcome, Status
from tests.factories.knowing import BOTH, MAY, WITH_KATE, WITH_SAM, entry, hours, known, reading, session

DAY = date(2026, 5, 19)
VIDEO = HourItem(WITH_KATE, "video", 90, DAY)
MET = MeetingItem(WITH_KATE, DAY, None, None, 90, "video")


def test_hours_sessions_month_and_status_are_pinned() -> None:
    facts = Recorded(MAY, (VIDEO, HourItem(WITH_KATE, "email", 20)), meetings=(MET,))
    assert right_reading(facts, Status.ENDING, reading(), known()) == {
        "kind": "reply",
        "outcome": "recorded",
        "period": MAY,
        "hours": {"total": 1.8333, "by_mode": {"video": 1.5, "email": 0.3333}},
        "meetings": [{"date": "2026-05-19", "minutes": 90, "mode": "video"}],
        "status": "ending",
    }


@pytest.mark.parametrize("item", [HourItem(WITH_KATE, "phone", 30), HourItem(WITH_KATE, "unspecified", 30, DAY)])
def test_sessions_are_not_pinned_where_the_form_cannot_tell_them(item: HourItem) -> None:
    """Rule 5 of the contract: a live hour may be a session, and the form has no row for one without a day."""
    expected = right_reading(Recorded(MAY, (VIDEO, item), meetings=(MET,)), Status.UNKNOWN, reading(), known())
    assert expected is not None
    assert "meetings" not in expected


def test_several_partners_are_named_and_a_single_one_is_not() -> None:
    """Rule 13."""
    facts = Recorded(MAY, (VIDEO, HourItem(WITH_SAM, "video", 60)))
    both = right_reading(facts, Status.UNKNOWN, None, known(matches=BOTH))
    one = right_reading(Recorded(MAY, (VIDEO,)), Status.UNKNOWN, None, known())
    assert both is not None
    assert both["hours"]["by_partner"] == {"Kate Li": 1.5, "Sam Ode": 1.0}
    assert one is not None
    assert "by_partner" not in one["hours"]


def test_hours_with_no_word_of_an_end_continue() -> None:
    """Rule 9; and a status that the form leaves open is that of the reading."""
    facts = Recorded(MAY, (VIDEO,))
    assert (right_reading(facts, Status.UNKNOWN, None, known()) or {})["status"] == "continuing"
    said = reading(status=Status.PAUSED)
    assert (right_reading(facts, Status.UNKNOWN, said, known()) or {})["status"] == "paused"


def test_a_status_alone_pins_no_hours() -> None:
    expected = right_reading(Recorded(MAY), Status.ENDED, None, known())
    assert expected == {"kind": "reply", "outcome": "recorded", "period": MAY, "status": "ended"}


def test_hours_changed_that_stood_before_make_no_case() -> None:
    """Whether the mail says the new figure or what to add, only its reader knows."""
    facts = Recorded(MAY, adjustments=(Adjustment(entry(1), 60),))
    assert right_reading(facts, Status.UNKNOWN, reading(), known()) is None


SUGGESTED = Recorded(MAY, (VIDEO, HourItem(WITH_KATE, "email", 20)))


def test_what_is_accepted_is_no_amendment_whatever_the_order() -> None:
    same = Recorded(MAY, tuple(reversed(SUGGESTED.items)), meetings=(MET,))
    said = reading(status=Status.CONTINUING)
    assert not is_amended(same, Status.CONTINUING, SUGGESTED, said)
    assert not is_amended(same, Status.UNKNOWN, SUGGESTED, said)


@pytest.mark.parametrize(
    "facts",
    [
        Recorded("2026-04", SUGGESTED.items),
        Recorded(MAY, SUGGESTED.items[:1]),
        Recorded(MAY, (replace(VIDEO, minutes=60), *SUGGESTED.items[1:])),
        Recorded(MAY, (replace(VIDEO, mode="phone"), *SUGGESTED.items[1:])),
        Recorded(MAY, (replace(VIDEO, held_on=None), *SUGGESTED.items[1:])),
        Recorded(MAY, (replace(VIDEO, match_id=WITH_SAM), *SUGGESTED.items[1:])),
    ],
)
def test_another_month_figure_mode_day_or_partner_amends(facts: Recorded) -> None:
    assert is_amended(facts, Status.UNKNOWN, SUGGESTED, reading())


def test_another_status_amends_and_so_does_anything_where_nothing_was_suggested() -> None:
    assert is_amended(SUGGESTED, Status.ENDED, SUGGESTED, reading(status=Status.CONTINUING))
    assert is_amended(SUGGESTED, Status.UNKNOWN, None, reading())
    assert is_amended(SUGGESTED, Status.UNKNOWN, SUGGESTED, None)


def test_the_note_holds_figures_and_fixed_words_only() -> None:
    said = reading(hours("1.5"), session(90), outcome=Outcome.CLARIFY, questions=("Did Kate say 2?",))
    assert told(said) == "came to clarify: 1.5 h, 1 meetings, continuing"
    assert told(None) == "nothing was read"
