"""Mails of others that waited when a person was erased: decided first, then emptied with what came of them (C3)."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from app.db import new_id
from app.erasure.left_waiting import LONGEST
from app.erasure.models import ErasureLeft
from app.inbound.by_hand import Hand, dismiss_mail
from app.inbound.decision import Outcome
from app.inbound.models import RawMail
from app.inbound.stored import current_outcome
from app.outbound.outbox import Office
from app.programmes.models import PersonAddress
from tests.erasure.marked import MARK, NAME, Marked, erased
from tests.erasure.searching import emptied_of_the_dead, files_with, rows_with
from tests.factories.asking import REPLY_DOMAIN
from tests.factories.letters import written
from tests.factories.tenants import add_match, add_person
from workers.jobs import Desk, finish_erasing

TOLD = f"2h video with Vera on 12 May. {NAME} had no time for us."


def _finish(story: Marked) -> None:
    """The turn of the job."""
    room = story.room
    office = Office(REPLY_DOMAIN, room.watch, "https://mentors.example")
    finish_erasing(Desk(room.database, office, lambda *_: None), story.folder)


def _unread(story: Marked) -> None:
    """The partner has just answered, and no worker has read it."""
    check_in = story.room.check_in(story.made.mentee_email)
    to = story.room.key_of(check_in)
    raw = written(TOLD, sender=story.made.mentee_email, to=to, at=story.room.watch(), in_reply_to=check_in.message_id)
    story.room.take(raw, to)


def _second_mentor(story: Marked) -> None:
    made = story.made
    with story.room.database.tenant(made.tenant_id) as scope:
        vera = add_person(scope, "Vera Long", f"vera@{made.slug}.example")
        add_match(scope, made.programme_id, made.rules_id, {vera: "mentor", made.mentee_id: "mentee"})


def _held(story: Marked) -> None:
    """The partner has answered from an address that nobody knows."""
    check_in = story.room.check_in(story.made.mentee_email)
    assert story.room.answer(check_in, TOLD, sender="kate@elsewhere.example") is Outcome.HELD


def _left(story: Marked) -> int:
    with story.room.database.tenant(story.made.tenant_id) as scope:
        return len(scope.session.scalars(select(ErasureLeft).where(ErasureLeft.tenant_id == scope.tenant_id)).all())


def test_a_reply_that_was_not_read_yet_counts_and_is_then_emptied_everywhere(
    story: Marked, everything: str, tmp_path: Path
) -> None:
    _second_mentor(story)
    _unread(story)
    assert erased(story).waiting == 1
    _finish(story)
    assert _left(story) == 1, "it is not emptied before it was read"
    story.room.watch.pass_by(minutes=1)
    story.process()
    assert story.room.minutes(story.made.mentee_id) == {"video": 120}
    receipt = story.room.latest("receipt", story.made.mentee_email)
    story.send_all()
    assert [mail.id for mail in story.room.sent("receipt") if mail.sent_at] == [receipt.id]
    _finish(story)
    assert _left(story) == 0
    emptied_of_the_dead(everything)
    assert rows_with(everything, MARK) == []
    assert files_with(tmp_path, MARK) == []
    assert story.room.minutes(story.made.mentee_id) == {"video": 120}


def test_a_held_mail_is_emptied_once_the_coordinator_puts_it_aside(shared: Marked) -> None:
    _held(shared)
    room = shared.room
    mail_id = room.outcomes()[-1].received_mail_id
    assert erased(shared).waiting == 1
    shared.send_all()
    _finish(shared)
    assert _left(shared) == 1
    with room.database.tenant(shared.made.tenant_id) as scope:
        seen = current_outcome(scope, mail_id)
        assert seen is not None
        dismiss_mail(scope, room.services.office, seen, Hand(shared.made.coordinator_id, f"Not about {NAME}"))
    _finish(shared)
    assert (_left(shared), _bytes_with_the_mark(shared)) == (0, [])


def test_a_mail_that_nobody_decides_for_thirty_days_is_put_aside_and_emptied(shared: Marked) -> None:
    _held(shared)
    mail_id = shared.room.outcomes()[-1].received_mail_id
    erased(shared)
    shared.room.watch.pass_by(minutes=(LONGEST - timedelta(hours=1)) // timedelta(minutes=1))
    _finish(shared)
    assert _left(shared) == 1
    shared.room.watch.pass_by(minutes=60)
    _finish(shared)
    with shared.room.database.tenant(shared.made.tenant_id) as scope:
        ended = current_outcome(scope, mail_id)
        assert ended is not None
        assert (ended.outcome, ended.reason) == ("ignored", "erased")
    assert (_left(shared), _bytes_with_the_mark(shared)) == (0, [])


def test_whoever_came_since_and_bears_the_name_keeps_what_is_theirs(shared: Marked) -> None:
    _held(shared)
    room, made = shared.room, shared.made
    erased(shared)
    with room.database.tenant(made.tenant_id) as scope:
        newcomer = add_person(scope, NAME, f"newcomer@{made.slug}.example")
        address = PersonAddress(
            tenant_id=made.tenant_id,
            id=new_id(),
            person_id=newcomer,
            kind="own",
            email=f"home@{made.slug}.example",
            name=NAME,
            asked_at=room.watch(),
        )
        scope.session.add(address)
        address_id = address.id
    room.watch.pass_by(minutes=LONGEST // timedelta(minutes=1))
    _finish(shared)
    assert _left(shared) == 0
    with room.database.tenant(made.tenant_id) as scope:
        assert scope.session.get_one(PersonAddress, (made.tenant_id, address_id)).name == NAME


def _bytes_with_the_mark(story: Marked) -> list[bytes]:
    with story.room.database.tenant(story.made.tenant_id) as scope:
        contents = scope.session.scalars(select(RawMail.content).where(RawMail.tenant_id == scope.tenant_id)).all()
        return [content for content in contents if MARK in content.decode("utf-8", "replace").lower()]
