"""Several workers, one mail or one person: each mail has one outcome, and no hour is counted twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

from app.inbound.bounded import Bounded
from app.inbound.decision import Outcome
from tests.factories.letters import written
from tests.factories.post_room import PostRoom


def all_at_once(calls: list[Callable[[], Outcome | None]]) -> list[Outcome | None]:
    together = Barrier(len(calls))

    def run(call: Callable[[], Outcome | None]) -> Outcome | None:
        together.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [future.result() for future in [pool.submit(run, call) for call in calls]]


def process(room: PostRoom, mail_id: UUID) -> Callable[[], Outcome | None]:
    return lambda: room.process(mail_id)


def test_four_workers_on_one_mail_come_to_one_outcome(room: PostRoom) -> None:
    sent = room.check_in(room.made.mentor_email)
    raw = written("3 hours", sender=room.made.mentor_email, to=room.key_of(sent), at=room.watch())
    (mail_id,) = room.take(raw, room.key_of(sent))
    results = all_at_once([process(room, mail_id)] * 4)
    assert sorted(results, key=str) == [None, None, None, Outcome.RECORDED]
    assert room.minutes() == {"unspecified": 180}
    assert len(room.sent("receipt")) == 1


def test_two_replies_of_one_person_at_once_are_recorded_and_asked(room: PostRoom) -> None:
    """The second is decided on what the first has written, never beside it."""
    sent = room.check_in(room.made.mentor_email)
    kept = [
        room.take(
            written(words, sender=room.made.mentor_email, to=room.key_of(sent), at=room.watch()), room.key_of(sent)
        )[0]
        for words in ("3 hours", "2 hours by phone")
    ]
    results = all_at_once([process(room, mail_id) for mail_id in kept])
    assert sorted(results, key=str) == [Outcome.ASKED, Outcome.RECORDED]
    assert sum(room.minutes().values()) in (180, 120)


def test_mentor_and_mentee_answer_at_once(room: PostRoom) -> None:
    made = room.made
    kept = []
    for email in (made.mentor_email, made.mentee_email):
        sent = room.check_in(email)
        raw = written("2 hours by phone, all well", sender=email, to=room.key_of(sent), at=room.watch())
        kept.extend(room.take(raw, room.key_of(sent)))
    results = all_at_once([process(room, mail_id) for mail_id in kept])
    assert results == [Outcome.RECORDED, Outcome.RECORDED]


def test_a_mail_to_key_and_programme_decided_at_once_is_counted_once(room: PostRoom) -> None:
    sent = room.check_in(room.made.mentor_email)
    raw = written("3 hours", sender=room.made.mentor_email, to=room.key_of(sent), at=room.watch())
    kept = room.take(raw, room.key_of(sent), room.made.programme_address)
    results = all_at_once([process(room, mail_id) for mail_id in kept])
    assert sorted(results, key=str) == [Outcome.IGNORED, Outcome.RECORDED]
    assert room.minutes() == {"unspecified": 180}


def test_a_killed_reader_is_replaced_and_the_mail_is_read(room: PostRoom) -> None:
    """The child that reads is ended from outside, as the system does when memory is short."""
    with Bounded() as reader:
        room.read_with(reader)
        sent = room.check_in(room.made.mentor_email)
        room.answer(sent, "1 hour by phone")
        child = reader._child
        assert child is not None
        child.kill()
        child.wait()
        assert room.answer(room.check_in(room.made.mentee_email), "All well, we continue") is Outcome.RECORDED


def test_four_workers_on_a_mail_that_records_nothing_write_one_outcome(room: PostRoom) -> None:
    """History is for replays; nobody else may add to it."""
    sent = room.check_in(room.made.mentor_email)
    raw = written("3 hours", sender="eve@elsewhere.example", to=room.key_of(sent), at=room.watch())
    (mail_id,) = room.take(raw, room.key_of(sent))
    results = all_at_once([process(room, mail_id)] * 4)
    assert sorted(results, key=str) == [None, None, None, Outcome.HELD]
    assert [outcome.outcome for outcome in room.outcomes()] == ["held"]
