"""The mails and letters that entries stand on are held against the ledger's digests (H2, X3)."""

from datetime import date

import pytest
from sqlalchemy import text, update

from app.db import Database
from app.erasure.erase import erase_person
from app.inbound.bounded import Bounded
from app.inbound.decision import Outcome
from app.inbound.models import RawMail
from app.integrity.originals import original_faults
from tests.factories.post_room import PostRoom, post_room


@pytest.fixture
def room(database: Database, bounded: Bounded) -> PostRoom:
    """Entry 1 stands on a mail of Dan's, entry 2 on one of Kate's."""
    opened = post_room(database, bounded, rules="oacett-cpd")
    for email, partner in ((opened.made.mentor_email, "Kate"), (opened.made.mentee_email, "Dan")):
        words = f"1 hour on zoom with {partner} on 12 May"
        assert opened.answer(opened.check_in(email), words) is Outcome.RECORDED
    return opened


def faults(room: PostRoom) -> list[str]:
    with room.database.tenant(room.made.tenant_id) as scope:
        return list(original_faults(scope))


def set_bytes(room: PostRoom, content: bytes) -> None:
    with room.database.tenant(room.made.tenant_id) as scope:
        scope.session.execute(update(RawMail).where(RawMail.tenant_id == scope.tenant_id).values(content=content))


def test_mails_as_they_came_are_no_fault(room: PostRoom) -> None:
    assert faults(room) == []


def test_a_mail_that_was_changed_is_told_with_its_entry(room: PostRoom) -> None:
    set_bytes(room, b"Subject: other\r\n\r\n9 hours")
    assert faults(room) == [
        f"the mail that entry {seq} stands on was changed: its bytes are not those it names" for seq in (1, 2)
    ]


def test_a_mail_whose_digest_was_changed_with_it_is_told_as_gone(room: PostRoom) -> None:
    """The ledger's own digest counts, not the one beside the bytes."""
    with room.database.tenant(room.made.tenant_id) as scope:
        for at, row in enumerate(scope.session.query(RawMail).where(RawMail.tenant_id == scope.tenant_id)):
            row.content, row.digest = b"other", bytes([at]) * 32
    assert faults(room) == [f"the mail that entry {seq} stands on is gone, and nobody erased it" for seq in (1, 2)]


def test_a_mail_that_was_emptied_by_hand_is_gone_and_one_that_was_erased_is_no_fault(room: PostRoom) -> None:
    with room.database.tenant(room.made.tenant_id) as scope:
        erase_person(scope, room.made.mentor_id, room.watch(), date(2026, 6, 10))
    assert faults(room) == []
    set_bytes(room, b"")
    assert faults(room) == []


def test_a_mail_of_somebody_who_was_not_erased_is_gone_when_it_is_emptied(room: PostRoom) -> None:
    set_bytes(room, b"")
    assert faults(room) == [f"the mail that entry {seq} stands on is gone, and nobody erased it" for seq in (1, 2)]


def altered(room: PostRoom, statement: str) -> list[str]:
    """What is told after somebody with all rights did this to the organisation's rows."""
    with room.database.tenant(room.made.tenant_id) as scope:
        scope.session.execute(text(statement), {"tenant": scope.tenant_id})
    return faults(room)


def test_a_mail_filed_under_another_mails_entry_is_told(room: PostRoom) -> None:
    """Both mails are kept as they came; who opens entry 1 would read the other one."""
    raw = "(SELECT raw_mail_id FROM received_mail WHERE id = (SELECT received_mail_id FROM ledger_entry WHERE seq = 2))"
    first = "(SELECT received_mail_id FROM ledger_entry WHERE tenant_id = :tenant AND seq = 1)"
    assert altered(
        room, f"UPDATE received_mail SET raw_mail_id = {raw} WHERE tenant_id = :tenant AND id = {first}"
    ) == ["the mail that is filed under entry 1 is not the one that it stands on"]


def test_a_digest_that_was_changed_beside_whole_bytes_is_told(room: PostRoom) -> None:
    assert altered(room, "UPDATE raw_mail SET digest = sha256(digest) WHERE tenant_id = :tenant") == [
        f"what stands beside the mail of entry {seq} differs from it: digest" for seq in (1, 2)
    ]
