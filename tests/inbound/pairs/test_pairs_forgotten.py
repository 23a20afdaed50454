"""After a no, or silence, nothing of somebody who has not consented stays but the hash of the address (M8)."""

import pytest
from sqlalchemy import MetaData, cast, or_, select
from sqlalchemy.types import String

from app.inbound.decision import Outcome
from app.matches.proposals import State, address_hash
from app.outbound.reach.failures import Failure
from app.outbound.reach.suppression import note_complaint, note_failure
from tests.factories.letters import written
from tests.factories.pairing import JOE, TOLD, consent, proposals, say, tell, time_is_up
from tests.factories.post_room import PostRoom


def _holds(room: PostRoom, words: str) -> list[str]:
    """Every table of the tenant in which the words stand anywhere, bytes of mails included."""
    tables = MetaData()
    tables.reflect(room.database.engine)
    with room.database.tenant(room.made.tenant_id) as scope:
        return [
            table.name
            for table in tables.sorted_tables
            if "tenant_id" in table.c
            and scope.session.execute(
                select(table.c.tenant_id)
                .where(
                    table.c.tenant_id == scope.tenant_id,
                    or_(*(cast(column, String).icontains(form) for column in table.c for form in _forms(words))),
                )
                .limit(1)
            ).first()
        ]


def _forms(words: str) -> tuple[str, str]:
    """As text, and as PostgreSQL writes bytes."""
    return words, words.encode().hex()


def _told_of(room: PostRoom) -> str:
    return room.latest("pair_told", room.made.mentor_email).text


def test_a_no_forgets_the_address_and_tells_the_member(pairs_room: PostRoom) -> None:
    tell(pairs_room)
    assert "raw_mail" in _holds(pairs_room, JOE)
    assert say(pairs_room, "No, I do not want this.\n\nJoe Poe") is Outcome.RECORDED
    assert _holds(pairs_room, JOE) == []
    assert "Joe Poe does not agree" in _told_of(pairs_room)
    (row,) = proposals(pairs_room)
    assert (row.state, row.name, row.email) == (State.DECLINED, "", "")
    assert row.address_hash == address_hash(pairs_room.made.tenant_id, JOE)


def test_nothing_goes_to_them_after_a_no(pairs_room: PostRoom) -> None:
    tell(pairs_room)
    say(pairs_room, "Non merci")
    assert [mail.kind for mail in pairs_room.sent(to=JOE)] == []
    assert [mail.kind for mail in pairs_room.sent() if mail.to_address == ""] == ["pair_consent"]


def test_our_question_and_what_was_said_before_are_forgotten_too(pairs_room: PostRoom) -> None:
    """The address stood in an answer to our question, and an unclear mail of theirs waits."""
    tell(pairs_room, "I am mentoring Joe Poe since 1 March")
    pairs_room.answer(pairs_room.latest("question"), f"it is {JOE}")
    pairs_room.watch.pass_by(minutes=5)
    assert say(pairs_room, "Who are you?") is Outcome.HELD
    say(pairs_room, "No.")
    assert _holds(pairs_room, JOE) == []
    assert {one.outcome for one in pairs_room.outcomes() if one.is_current} == {"recorded", "asked", "ignored"}


def test_silence_until_the_day_in_the_mail_is_a_no(pairs_room: PostRoom) -> None:
    tell(pairs_room)
    pairs_room.watch.pass_by(days=14)
    time_is_up(pairs_room)
    assert proposals(pairs_room)[0].state == State.ASKED, "the last day counts"
    pairs_room.watch.pass_by(days=1)
    time_is_up(pairs_room)
    assert proposals(pairs_room)[0].state == State.SILENT
    assert _holds(pairs_room, JOE) == []
    assert "has not answered our question" in _told_of(pairs_room)


def test_an_answer_that_comes_too_late_begins_nothing_and_is_forgotten(pairs_room: PostRoom) -> None:
    tell(pairs_room)
    key, asked = pairs_room.key_of(consent(pairs_room)), consent(pairs_room)
    pairs_room.watch.pass_by(days=20)
    time_is_up(pairs_room)
    late = written("Yes", sender=JOE, to=key, at=pairs_room.watch(), in_reply_to=asked.message_id)
    assert pairs_room.bring(late, key) is Outcome.IGNORED
    assert (pairs_room.reason(), proposals(pairs_room)[0].state) == ("pair_over", State.SILENT)
    assert _holds(pairs_room, JOE) == []


def test_a_mail_that_did_not_arrive_is_told_and_may_be_told_again(pairs_room: PostRoom) -> None:
    tell(pairs_room)
    with pairs_room.database.tenant(pairs_room.made.tenant_id) as scope:
        note_failure(scope, JOE, Failure.ADDRESS_UNKNOWN, pairs_room.watch())
    time_is_up(pairs_room)
    assert proposals(pairs_room)[0].state == State.UNDELIVERED
    assert "did not arrive" in _told_of(pairs_room)
    assert _holds(pairs_room, JOE) == []
    assert tell(pairs_room, f"Sorry, once more. {TOLD}") is Outcome.RECORDED
    assert len(pairs_room.sent("pair_consent")) == 2


def test_a_complaint_is_a_no(pairs_room: PostRoom) -> None:
    tell(pairs_room)
    with pairs_room.database.tenant(pairs_room.made.tenant_id) as scope:
        note_complaint(scope, JOE, pairs_room.watch())
    time_is_up(pairs_room)
    assert proposals(pairs_room)[0].state == State.DECLINED
    assert tell(pairs_room, f"Again: {TOLD}") is Outcome.REVIEW


@pytest.mark.parametrize("words", ["stop", "unsubscribe", "I don't know this person", "Je ne le connais pas"])
def test_these_are_noes(pairs_room: PostRoom, words: str) -> None:
    tell(pairs_room)
    assert say(pairs_room, words) is Outcome.RECORDED, pairs_room.reason()
    assert proposals(pairs_room)[0].state == State.DECLINED


def test_the_unsubscribe_button_of_a_mail_program_is_a_no(pairs_room: PostRoom) -> None:
    """RFC 2369: a mail without text, its subject says it."""
    tell(pairs_room)
    key = pairs_room.key_of(consent(pairs_room))
    assert pairs_room.bring(written("", sender=JOE, to=key, subject="unsubscribe", at=pairs_room.watch()), key)
    assert proposals(pairs_room)[0].state == State.DECLINED, pairs_room.reason()
