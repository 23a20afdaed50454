"""What cannot be read is quarantined with its bytes and its reason, can be read again, and holds nobody up."""

import email.policy
from datetime import timedelta
from email.message import EmailMessage
from uuid import UUID

import pytest
from sqlalchemy import func, select, update

from app.inbound.bounded import Bounded
from app.inbound.decision import Outcome
from app.inbound.models import RawMail, ReceivedMail
from app.inbound.process import MOST_ATTEMPTS
from app.inbound.stored import begin
from app.inbound.waiting import NotQuarantined, replayable, undecided, waiting_mails
from tests.factories.kept import kept_mails
from tests.factories.letters import written
from tests.factories.post_room import PostRoom


def many_parts(room: PostRoom, count: int) -> bytes:
    head = f"From: {room.made.mentor_email}\r\nTo: x\r\nSubject: Re\r\nMIME-Version: 1.0\r\n"
    head += 'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
    return (head + "--b\r\nContent-Type: text/plain\r\n\r\n3 hours\r\n" * count + "--b--\r\n").encode()


def deep(room: PostRoom, levels: int) -> bytes:
    message = EmailMessage(policy=email.policy.SMTP)
    message.set_content("3 hours")
    for _ in range(levels):
        outer = EmailMessage(policy=email.policy.SMTP)
        outer["Content-Type"] = "multipart/mixed"
        outer.attach(message)
        message = outer
    message["From"] = room.made.mentor_email
    return bytes(message)


def key(room: PostRoom) -> str:
    return room.key_of(room.check_in(room.made.mentor_email))


def answer(room: PostRoom, words: str = "3 hours") -> bytes:
    return written(words, sender=room.made.mentor_email, to=key(room), at=room.watch())


def test_ten_thousand_parts_are_quarantined_with_the_reason(room: PostRoom) -> None:
    raw = many_parts(room, 10_000)
    assert room.bring(raw, key(room), signed=False) is Outcome.QUARANTINED
    (decided,) = room.outcomes()
    assert (decided.reason, decided.detail) == ("unreadable", "it has more than 500 parts")
    assert [mail.content for mail in kept_mails(room.database, room.made.tenant_id)] == [raw]
    assert {mail.kind for mail in room.sent()} == {"checkin"}


@pytest.mark.parametrize("raw", [b"", b"\r\n \r\n", b"\x00" * 50])
def test_a_mail_of_nothing_is_quarantined(room: PostRoom, raw: bytes) -> None:
    assert room.bring(raw, key(room)) is Outcome.QUARANTINED
    assert "no bytes" in room.outcomes()[0].detail


def test_parts_within_parts_without_end_are_quarantined(room: PostRoom) -> None:
    assert room.bring(deep(room, 80), key(room)) is Outcome.QUARANTINED
    assert room.reason() == "unreadable"


def test_a_quarantined_mail_is_listed_and_can_be_named_for_a_replay(room: PostRoom) -> None:
    room.bring(many_parts(room, 600), key(room))
    with room.database.tenant(room.made.tenant_id) as scope:
        (waiting,) = waiting_mails(scope, Outcome.QUARANTINED)
        assert waiting.detail == "it has more than 500 parts"
        assert replayable(scope, ()) == [waiting.received_mail_id]
        assert replayable(scope, [waiting.received_mail_id]) == [waiting.received_mail_id]


def test_only_what_is_in_quarantine_is_replayed(room: PostRoom) -> None:
    room.bring(answer(room), key(room))
    (decided,) = room.outcomes()
    with room.database.tenant(room.made.tenant_id) as scope:
        with pytest.raises(NotQuarantined, match=str(decided.received_mail_id)):
            replayable(scope, [decided.received_mail_id])
        assert replayable(scope, ()) == []


def test_a_replay_adds_an_outcome_and_keeps_the_history(room: PostRoom) -> None:
    raw = many_parts(room, 600)
    (mail_id,) = room.take(raw, key(room))
    assert room.process(mail_id) is Outcome.QUARANTINED
    assert room.process(mail_id, again=True) is Outcome.QUARANTINED
    first, second = room.outcomes()
    assert (first.is_current, second.is_current) == (False, True)


def test_a_mail_that_can_be_read_later_is_recorded_by_the_replay(room: PostRoom, bounded: Bounded) -> None:
    """A reader too slow for it at first; a quick one afterwards."""
    with Bounded(deadline_seconds=0.0001) as hurried:
        room.read_with(hurried)
        assert room.bring(answer(room), key(room)) is Outcome.QUARANTINED
        assert room.reason() == "too_slow"
    room.read_with(bounded)
    assert room.process(room.outcomes()[0].received_mail_id, again=True) is Outcome.RECORDED
    assert room.minutes() == {"unspecified": 180}
    assert [one.outcome for one in room.outcomes()] == ["quarantined", "recorded"]


def test_a_mail_that_takes_the_reader_down_is_quarantined_and_the_next_goes_on(
    room: PostRoom, bounded: Bounded
) -> None:
    """A poisonous mail: its reader runs out of memory and is replaced."""
    with Bounded(memory_bytes=2_000_000) as small:
        room.read_with(small)
        heavy = answer(room, "3 hours\n" + "x" * 12_000_000)
        assert room.bring(heavy, key(room)) is Outcome.QUARANTINED
        assert room.reason() == "too_slow"
        assert room.outcomes()[0].detail
    room.read_with(bounded)
    assert room.bring(answer(room), key(room)) is Outcome.RECORDED


def test_a_mail_that_brings_its_worker_down_again_and_again_is_quarantined(room: PostRoom) -> None:
    """Attempts are counted in a transaction of their own, so a crash counts."""
    (mail_id,) = room.take(answer(room), key(room))
    attempts(room, mail_id, MOST_ATTEMPTS)
    assert room.process(mail_id) is Outcome.QUARANTINED
    assert room.outcomes()[0].detail == f"taken up {MOST_ATTEMPTS} times"
    assert room.process(mail_id, again=True) is Outcome.RECORDED


def test_workers_that_take_a_healthy_mail_up_at_once_count_as_one_attempt(room: PostRoom) -> None:
    """Many workers woken by many hints are no sign of poison."""
    (mail_id,) = room.take(answer(room), key(room))
    for _ in range(MOST_ATTEMPTS + 5):
        stored = begin(room.services, room.made.tenant_id, mail_id, again=False)
    assert stored.attempts == 1
    room.watch.pass_by(seconds=60)
    assert begin(room.services, room.made.tenant_id, mail_id, again=False).attempts == 2


def test_a_mail_waits_for_a_worker_until_it_has_an_outcome(room: PostRoom) -> None:
    (mail_id,) = room.take(answer(room), key(room))
    assert waits(room) == []
    room.watch.pass_by(seconds=11)
    assert waits(room) == [mail_id]
    room.process(mail_id)
    assert waits(room) == []


def test_mails_wait_in_the_order_they_came(room: PostRoom) -> None:
    kept = [room.take(answer(room, f"{hours} hours"), key(room))[0] for hours in (1, 2, 3)]
    room.watch.pass_by(minutes=1)
    assert waits(room) == kept


def test_the_bytes_are_never_changed(room: PostRoom) -> None:
    """Nothing that was acknowledged is lost, whatever became of it."""
    raws = [answer(room), many_parts(room, 600), b"\xff\xfe"]
    for raw in raws:
        room.bring(raw, key(room), signed=False)
    with room.database.tenant(room.made.tenant_id) as scope:
        kept = scope.session.scalar(
            select(func.count()).select_from(RawMail).where(RawMail.tenant_id == scope.tenant_id)
        )
    assert kept == 3
    assert {mail.content for mail in kept_mails(room.database, room.made.tenant_id)} == set(raws)


def attempts(room: PostRoom, mail_id: UUID, count: int) -> None:
    with room.database.tenant(room.made.tenant_id) as scope:
        scope.session.execute(update(ReceivedMail).where(ReceivedMail.id == mail_id).values(attempts=count))


def waits(room: PostRoom) -> list[UUID]:
    with room.database.tenant(room.made.tenant_id) as scope:
        return list(undecided(scope, before=room.watch() - timedelta(seconds=10)))
