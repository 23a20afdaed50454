"""What goes before the programme's rules: a concern, doubt about the sender, what has ended, an answered question."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.inbound.decide import decide
from app.inbound.decision import Held, Question, Reason, Recorded, Review
from app.inbound.identity.authenticate import Verdict
from app.inbound.known import Known, PendingQuestion, Stranger
from tests.factories.knowing import MAY, hours, known, reading, stands

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
CLEAR = reading(hours("1.5", {"video": "1.5"}))
CONCERN = replace(CLEAR, safeguarding=True)
DAN = known()
STRANGER = Stranger(DAN.programme_id, DAN.context)
TRUSTED = Verdict("lenient", "dan@example.org", keyed=True, address_matches=True, doubt=None)


def doubted(doubt: Reason) -> Verdict:
    return replace(TRUSTED, doubt=doubt)


@pytest.mark.parametrize("verdict", [TRUSTED, doubted(Reason.OTHER_SENDER), doubted(Reason.TWO_SENDERS)])
@pytest.mark.parametrize("who", [DAN, STRANGER, replace(DAN, closed_at=LONG_AGO), known(matches=())])
def test_a_concern_reaches_the_named_person_whoever_wrote_it(who: Known | Stranger, verdict: Verdict) -> None:
    """C2."""
    assert decide(CONCERN, who, verdict).decision == Review(Reason.SAFEGUARDING)


@pytest.mark.parametrize("doubt", [Reason.OTHER_SENDER, Reason.TWO_SENDERS])
def test_doubt_about_the_sender_holds_the_mail(doubt: Reason) -> None:
    """I9."""
    assert decide(CLEAR, DAN, doubted(doubt)).decision == Held(doubt)


def test_doubt_goes_before_a_closed_programme_and_an_expired_key() -> None:
    """I9: a forger learns nothing and gets nobody a mail."""
    ended = replace(DAN, closed_at=LONG_AGO, key_expired_at=LONG_AGO)
    assert decide(CLEAR, ended, doubted(Reason.OTHER_SENDER)).decision == Held(Reason.OTHER_SENDER)


def test_a_stranger_is_held_whatever_the_verdict_says() -> None:
    assert decide(CLEAR, STRANGER, TRUSTED).decision == Held(Reason.UNKNOWN_SENDER)


def test_a_closed_programme_takes_no_hours() -> None:
    decision = decide(CLEAR, replace(DAN, closed_at=LONG_AGO, key_expired_at=LONG_AGO), TRUSTED).decision
    assert decision == Review(Reason.PROGRAMME_CLOSED)


def test_an_expired_key_takes_no_hours() -> None:
    """I9: a key expires."""
    assert decide(CLEAR, replace(DAN, key_expired_at=LONG_AGO), TRUSTED).decision == Review(Reason.KEY_EXPIRED)


def test_a_yes_writes_the_reading_that_waited_and_stands_on_it() -> None:
    """I3: the evidence is the first mail's words, not the word yes."""
    asked = replace(known(recorded=(stands(60),)), question=waiting(Reason.ADD_OR_REPLACE))
    read = decide(reading(answer="yes"), asked, TRUSTED)
    assert isinstance(read.decision, Recorded)
    assert sum(item.minutes for item in read.decision.items) == 90
    assert read.reading == CLEAR


def test_new_hours_in_the_answer_count_instead_of_those_that_waited() -> None:
    """ "No, 2 hours in all.\""""
    asked = replace(known(recorded=(stands(60, "video"),)), question=waiting(Reason.ADD_OR_REPLACE))
    said = reading(hours("2"), answer="no")
    read = decide(said, asked, TRUSTED)
    assert isinstance(read.decision, Recorded)
    assert [change.minutes for change in read.decision.adjustments] == [120]
    assert read.reading == said


def test_words_that_answer_nothing_are_read_on_their_own() -> None:
    asked = replace(known(recorded=(stands(60),)), question=waiting(Reason.ADD_OR_REPLACE))
    read = decide(CLEAR, asked, TRUSTED)
    assert isinstance(read.decision, Question)


def test_a_yes_to_a_question_that_kept_no_reading_is_read_on_its_own() -> None:
    asked = replace(DAN, question=PendingQuestion(DAN.person_id, Reason.UNCLEAR, None))
    assert decide(reading(answer="yes"), asked, TRUSTED).decision == Recorded(MAY)


def waiting(matter: Reason) -> PendingQuestion:
    return PendingQuestion(DAN.person_id, matter.value, CLEAR.to_json())
