"""Two answers at the same moment, or an answer beside a correction: the ledger's order decides (H3)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest

from app.inbound.decision import Outcome
from app.outbound.models import OutboundMail
from tests.factories.confirming import asked, entries, stands
from tests.factories.letters import written
from tests.factories.post_room import PostRoom

ONE = "1.5h zoom with Kate on 12 May"


def kept(room: PostRoom, to: OutboundMail, words: str) -> UUID:
    """An answer that has come in and is not read yet."""
    raw = written(words, sender=to.to_address, to=room.key_of(to), at=room.watch(), in_reply_to=to.message_id)
    (mail_id,) = room.take(raw, room.key_of(to))
    return mail_id


def at_once(room: PostRoom, *mail_ids: UUID) -> list[Outcome | None]:
    """Read them at the same moment; what gave way is swept up afterwards."""
    together = Barrier(len(mail_ids))

    def run(mail_id: UUID) -> Outcome | None:
        together.wait()
        return room.process(mail_id)

    with ThreadPoolExecutor(len(mail_ids)) as pool:
        first = list(pool.map(run, mail_ids))
    return [one or room.process(mail_id) for one, mail_id in zip(first, mail_ids, strict=True)]


def test_two_times_yes_at_once_confirms_once(cpd_room: PostRoom) -> None:
    mail = asked(cpd_room)
    at_once(cpd_room, kept(cpd_room, mail, "yes"), kept(cpd_room, mail, "Yes, all correct."))
    assert {state for _, state in stands(cpd_room)} == {"attested"}
    assert len(entries(cpd_room, "attestation")) == 3


def test_a_yes_and_a_no_at_once_are_both_kept_and_the_later_entry_counts(cpd_room: PostRoom) -> None:
    mail = asked(cpd_room, ONE)
    at_once(cpd_room, kept(cpd_room, mail, "yes"), kept(cpd_room, mail, "no, it was 1 h"))
    said = sorted([*entries(cpd_room, "attestation"), *entries(cpd_room, "dispute")], key=lambda entry: entry.seq)
    assert len(said) == 2
    latest = "attested" if said[-1].kind == "attestation" else "disputed"
    assert stands(cpd_room) == [(90, latest)]


@pytest.mark.parametrize("turn", range(3))
def test_a_yes_beside_a_correction_never_confirms_the_new_figure(cpd_room: PostRoom, turn: int) -> None:
    mail, receipt = asked(cpd_room, ONE), cpd_room.latest("receipt", cpd_room.made.mentor_email)
    mails = [kept(cpd_room, mail, "yes"), kept(cpd_room, receipt, "Sorry, I meant 2 hours, not 1.5")]
    at_once(cpd_room, *(mails if turn % 2 else reversed(mails)))
    assert stands(cpd_room) == [(120, "claimed")]
    found = sorted([*entries(cpd_room, "attestation"), *entries(cpd_room, "correction")], key=lambda entry: entry.seq)
    assert found[-1].kind == "correction"


def test_the_same_mail_twice_is_one_answer(cpd_room: PostRoom) -> None:
    mail = asked(cpd_room, ONE)
    raw = written("yes", sender=mail.to_address, to=cpd_room.key_of(mail), at=cpd_room.watch())
    first, again = (cpd_room.take(raw, cpd_room.key_of(mail)) for _ in range(2))
    assert first == again
    at_once(cpd_room, *first, *again)
    assert len(entries(cpd_room, "attestation")) == 1


def test_an_answer_to_a_key_that_is_too_old_confirms_nothing_and_is_not_lost(cpd_room: PostRoom) -> None:
    mail = asked(cpd_room, ONE)
    cpd_room.watch.pass_by(days=181)
    assert cpd_room.answer(mail, "yes") is Outcome.REVIEW
    assert cpd_room.reason() == "key_expired"
    assert stands(cpd_room) == [(90, "claimed")]
