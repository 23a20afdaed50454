"""What comes from nobody, by its envelope, is asked nothing (RFC 3834, section 2); a person's words still count."""

from datetime import date

import pytest
from sqlalchemy import select

from app.inbound.decision import Outcome
from app.inbound.process import process_received
from app.inbound.receive import Envelope, find_destination, receive
from app.programmes.models import Absence
from tests.factories.asking import REPLY_DOMAIN
from tests.factories.letters import written
from tests.factories.post_room import PostRoom
from tests.factories.zone import ZONE

DIRECT = Envelope("192.0.2.25", "mx.firm.example", "", ())
BEHIND_A_RELAY = Envelope("", "", "", (), way="lmtp", relay="local")
POLLED = Envelope("", "", "<>", (), way="imap")
NULL = pytest.mark.parametrize("envelope", [DIRECT, BEHIND_A_RELAY, POLLED], ids=["direct", "relayed", "polled"])


def from_nobody(room: PostRoom, words: str, envelope: Envelope = DIRECT, *, subject: str = "Re: May check-in") -> str:
    """The outcome and its reason."""
    sent = room.check_in(room.made.mentor_email)
    raw = written(
        words,
        sender=room.made.mentor_email,
        to=room.key_of(sent),
        subject=subject,
        at=room.watch(),
        in_reply_to=sent.message_id,
    )
    found = find_destination(room.database, room.key_of(sent), REPLY_DOMAIN)
    assert found
    (kept,) = receive(room.database, ZONE.signed(raw), envelope, [found], room.watch)
    outcome = process_received(room.services, room.made.tenant_id, kept.received_mail_id)
    return f"{outcome} {room.reason()}"


def answers(room: PostRoom) -> list[str]:
    return [mail.kind for mail in room.sent(to=room.made.mentor_email) if mail.kind != "checkin"]


@NULL
def test_hours_are_recorded_all_the_same(room: PostRoom, envelope: Envelope) -> None:
    """Some forwarders send on people's mail so."""
    assert from_nobody(room, "2h zoom with Kate in May.", envelope) == "recorded facts"
    assert room.minutes() == {"video": 120}


@NULL
def test_what_is_not_understood_goes_to_the_coordinator_and_nobody_is_asked(room: PostRoom, envelope: Envelope) -> None:
    assert from_nobody(room, "We had a few meetings, here and there.", envelope) == "review request"
    assert answers(room) == []
    assert room.sent("coordinator_help")


@NULL
def test_a_note_of_absence_is_one(room: PostRoom, envelope: Envelope) -> None:
    words, subject = "I am out of the office from June 2 to June 15.", "Re: May check-in (Out of office)"
    assert from_nobody(room, words, envelope, subject=subject) == "ignored auto_reply"
    assert answers(room) == []
    with room.database.tenant(room.made.tenant_id) as scope:
        assert scope.session.scalars(select(Absence.until)).all() == [date(2026, 6, 15)]


def test_whoever_tells_of_the_match_is_a_person(room: PostRoom) -> None:
    assert from_nobody(room, "I am out of the office, but my mentee and I met for 2h by zoom.").startswith("recorded")


def test_the_name_of_a_report_makes_it_one(room: PostRoom) -> None:
    words = "Sorry to say that this did not work out."
    assert from_nobody(room, words, subject="Undeliverable: May check-in") == "ignored bounce"


@pytest.mark.parametrize("way", ["smtp", "postmark", "imap"])
def test_a_sender_that_nobody_knows_is_not_nobody(room: PostRoom, way: str) -> None:
    """A webhook may name none: the person is asked as ever."""
    unknown = Envelope("", "", "", (), way=way)
    assert from_nobody(room, "We had a few meetings, here and there.", unknown).startswith(Outcome.ASKED)
    assert answers(room) == ["question"]
