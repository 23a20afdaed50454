"""Step 7: from what a reply says to what may be written, under the programme's rules. Pure."""

from datetime import date

import pytest

from app.inbound.apply_rules import apply_rules, plain_facts
from app.inbound.decision import Ignored, Question, Reason, Recorded, Review
from app.inbound.facts import Adjustment, HourItem, MeetingItem
from app.reading.contract import Kind, Outcome, Reading, Status
from tests.factories.knowing import (
    ASET,
    BOTH,
    MAY,
    WITH_KATE,
    entry,
    hours,
    known,
    match_with,
    reading,
    session,
    stands,
)

VIDEO = hours("1.5", {"video": "1.5"})


def test_clear_hours_are_recorded() -> None:
    """I1."""
    decision = apply_rules(reading(VIDEO), known())
    assert decision == Recorded(MAY, (HourItem(WITH_KATE, "video", 90),))


def test_nothing_happened_is_recorded_as_nothing() -> None:
    """The contract, rule 8."""
    assert apply_rules(reading(hours("0")), known()) == Recorded(MAY)


def test_a_status_without_hours_is_recorded() -> None:
    """I5: pause, stop."""
    assert apply_rules(reading(status=Status.PAUSED), known()) == Recorded(MAY)


def test_an_unsubscribing_is_no_reply() -> None:
    """I8."""
    assert apply_rules(reading(kind=Kind.UNSUBSCRIBE), known()) == Ignored(Reason.UNSUBSCRIBED)


def test_a_concern_goes_before_everything_that_is_clear() -> None:
    """C2."""
    said = reading(VIDEO, safeguarding=True)
    assert apply_rules(said, known()) == Review(Reason.SAFEGUARDING)


def test_a_request_is_for_a_person_to_read() -> None:
    """I3."""
    assert apply_rules(reading(outcome=Outcome.REVIEW), known()) == Review(Reason.REQUEST)


def test_who_has_no_running_match_cannot_record() -> None:
    assert apply_rules(reading(VIDEO), known(matches=())) == Review(Reason.NO_MATCH)


def test_what_is_unclear_gets_the_readings_own_question() -> None:
    """I3: one precise question."""
    said = reading(outcome=Outcome.CLARIFY, questions=("How many hours were there?", "And when?"))
    assert apply_rules(said, known()) == Question(Reason.UNCLEAR, wording="How many hours were there?")


def test_what_is_unclear_without_a_question_is_still_asked() -> None:
    assert apply_rules(reading(outcome=Outcome.CLARIFY), known()) == Question(Reason.UNCLEAR)


def test_the_period_is_the_check_ins_where_the_reply_names_none() -> None:
    decision = apply_rules(reading(VIDEO, period=None), known())
    assert isinstance(decision, Recorded)
    assert decision.period == MAY


def test_facts_of_no_period_at_all_are_read_by_a_person() -> None:
    assert apply_rules(reading(VIDEO, period=None), known(kind="none", period=None)) == Review(Reason.REQUEST)


@pytest.mark.parametrize(("said", "minutes"), [(reading(VIDEO), 90), (reading(None, session(None, day=5)), 0)])
def test_with_several_partners_and_none_named_we_ask_which(said: Reading, minutes: int) -> None:
    """The contract, rule 15: never guess."""
    decision = apply_rules(said, known(matches=BOTH))
    assert isinstance(decision, Question)
    assert decision.matter is Reason.WHICH_PARTNER
    assert decision.values == {"partners": ("Kate Li", "Sam Ode"), "minutes": minutes}


@pytest.mark.parametrize(("amount", "recorded"), [("60", True), ("60.02", False), ("100", False)])
def test_an_amount_above_the_limit_of_the_rules_is_asked_about(amount: str, *, recorded: bool) -> None:
    """T4: `ask_above_minutes`, 60 hours."""
    decision = apply_rules(reading(hours(amount)), known())
    assert isinstance(decision, Recorded) is recorded
    if isinstance(decision, Question):
        assert decision.matter is Reason.LARGE_AMOUNT


def test_the_limit_is_that_of_the_programme() -> None:
    strict = ASET.model_copy(update={"hours": ASET.hours.model_copy(update={"ask_above_minutes": 89})})
    decision = apply_rules(reading(VIDEO), known(rules=strict))
    assert decision == Question(Reason.LARGE_AMOUNT, values={"minutes": 90, "period": MAY})


def test_hours_beside_those_of_the_period_are_asked_about() -> None:
    """I2, I3: added or replaced? Never guessed."""
    decision = apply_rules(reading(VIDEO), known(recorded=(stands(60),)))
    assert decision == Question(Reason.ADD_OR_REPLACE, values={"before": 60, "minutes": 90, "period": MAY})


def test_hours_of_another_month_stand_beside_without_a_question() -> None:
    decision = apply_rules(reading(VIDEO), known(recorded=(stands(60, period="2026-04"),)))
    assert isinstance(decision, Recorded)


def test_a_nothing_beside_hours_that_stand_is_asked_about() -> None:
    decision = apply_rules(reading(hours("0")), known(recorded=(stands(60),)))
    assert decision == Question(Reason.ADD_OR_REPLACE, values={"before": 60, "minutes": 0, "period": MAY})


def test_a_session_told_unasked_on_a_new_day_comes_on_top() -> None:
    """I5: people log a meeting at any time."""
    own = known(kind="none", period=None, recorded=(stands(60, held_on=date(2026, 5, 5)),))
    decision = apply_rules(reading(VIDEO, session(90, day=12)), own)
    assert decision == Recorded(
        MAY,
        (HourItem(WITH_KATE, "video", 90, date(2026, 5, 12)),),
        meetings=plain_meetings(12),
    )


@pytest.mark.parametrize("kind", ["none", "monthly"])
def test_a_session_on_a_day_that_is_taken_is_asked_about(kind: str) -> None:
    own = known(kind=kind, recorded=(stands(60, held_on=date(2026, 5, 12)),))
    decision = apply_rules(reading(VIDEO, session(90, day=12)), own)
    assert isinstance(decision, Question)
    assert decision.matter is Reason.ADD_OR_REPLACE


@pytest.mark.parametrize("said", [reading(VIDEO, correction=True), reading(VIDEO, answer="no")])
def test_a_correction_replaces_what_stands(said: Reading) -> None:
    """I2, H2: corrected by simply replying again."""
    decision = apply_rules(said, known(recorded=(stands(60),)))
    assert decision == Recorded(MAY, adjustments=(Adjustment(entry(1), 90),))


def test_a_correction_with_nothing_to_correct_is_a_claim() -> None:
    decision = apply_rules(reading(VIDEO, correction=True), known())
    assert decision == Recorded(MAY, (HourItem(WITH_KATE, "video", 90),))


def test_a_correction_of_one_mode_asks_whether_the_rest_stays() -> None:
    before = (stands(60), stands(30, "email", number=2))
    decision = apply_rules(reading(VIDEO, correction=True), known(recorded=before))
    values = {"period": MAY, "said": [("video", 90)], "rest": [("email", 30)]}
    assert decision == Question(Reason.REST_STAYS, values=values)


def test_a_correction_in_another_mode_is_a_new_telling_of_the_whole() -> None:
    """I2: "Sorry, I meant 1.5 hours by video" where an hour by phone stands."""
    decision = apply_rules(reading(VIDEO, correction=True), known(recorded=(stands(60, "phone"),)))
    assert isinstance(decision, Recorded)
    assert decision.adjustments == (Adjustment(entry(1), 0),)
    assert [(item.mode, item.minutes) for item in decision.items] == [("video", 90)]


def test_nobody_is_asked_for_hours_that_are_not_theirs_to_claim() -> None:
    """T4, I1: a mentee's vague hours in `aset` are no reason for a question."""
    mentee = known(matches=(match_with(role="mentee"),))
    vague = reading(None, outcome=Outcome.CLARIFY, status=Status.CONTINUING, questions=("How many hours?",))
    assert apply_rules(vague, mentee) == Recorded(MAY)
    nothing = reading(None, outcome=Outcome.CLARIFY, status=Status.UNKNOWN, questions=("How many hours?",))
    assert apply_rules(nothing, mentee) == Question(Reason.HOW_IT_GOES, values={"partners": ("Kate Li",)})


def test_a_mentees_hours_are_no_claim_and_raise_no_question() -> None:
    """T4: in `aset` only mentors claim; what the mentee says is kept as a report (P8)."""
    mentee = known(matches=(match_with(role="mentee"),))
    assert apply_rules(reading(VIDEO), mentee) == Recorded(MAY)


def plain_meetings(day: int) -> tuple[MeetingItem, ...]:
    facts = plain_facts(reading(None, session(90, day=day)), known())
    assert isinstance(facts, Recorded)
    return facts.meetings
