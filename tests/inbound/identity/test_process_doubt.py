"""Who may record (I9), and what is never answered: forged, strange, automatic, late."""

from datetime import timedelta

import pytest

from app.inbound.decision import Outcome
from app.inbound.waiting import waiting_mails
from app.outbound.models import OutboundMail
from app.programmes.models import Programme
from tests.factories.letters import written
from tests.factories.post_room import PostRoom

WORDS = "1.5h zoom with Kate"


def mentors(room: PostRoom) -> OutboundMail:
    return room.check_in(room.made.mentor_email)


def is_silent(room: PostRoom) -> bool:
    """Whether nothing but the check-ins has been written to anybody."""
    return {mail.kind for mail in room.sent()} == {"checkin"}


def close_programme(room: PostRoom) -> None:
    with room.database.tenant(room.made.tenant_id) as scope:
        scope.session.get_one(Programme, (room.made.tenant_id, room.made.programme_id)).closed_at = room.watch()


def test_another_sender_with_the_key_is_held_and_records_nothing(room: PostRoom) -> None:
    """I9: doubtful mail is held, not lost."""
    assert room.answer(mentors(room), WORDS, sender="eve@elsewhere.example") is Outcome.HELD
    assert room.reason() == "other_sender"
    assert room.minutes() == {}
    assert {mail.to_address for mail in room.sent()} == {room.made.mentor_email, room.made.mentee_email}
    with room.database.tenant(room.made.tenant_id) as scope:
        (waiting,) = waiting_mails(scope, Outcome.HELD)
        assert (waiting.sender, waiting.person) == ("eve@elsewhere.example", "Dan Roy")


def test_the_partner_with_the_others_key_is_held(room: PostRoom) -> None:
    """I9: only the right person can record; Kate forwards Dan's check-in."""
    assert room.answer(mentors(room), WORDS, sender=room.made.mentee_email) is Outcome.HELD
    assert room.minutes() == {}


@pytest.mark.parametrize("first", [True, False])
def test_two_from_headers_are_held_whichever_comes_first(room: PostRoom, *, first: bool) -> None:
    """Two From: take the mail and hold it."""
    sent = mentors(room)
    raw = written(WORDS, sender=room.made.mentor_email, to=room.key_of(sent), at=room.watch())
    second = b"From: eve@elsewhere.example\r\n"
    raw = second + raw if first else raw.replace(b"\r\nTo:", b"\r\n" + second.rstrip() + b"\r\nTo:", 1)
    assert room.bring(raw, room.key_of(sent)) is Outcome.HELD
    assert room.reason() == "two_senders"
    assert room.minutes() == {}


def test_two_addresses_in_one_from_are_held(room: PostRoom) -> None:
    sent = mentors(room)
    raw = written(WORDS, sender=f"{room.made.mentor_email}, eve@x.example", to=room.key_of(sent), at=room.watch())
    assert room.bring(raw, room.key_of(sent)) is Outcome.HELD
    assert room.minutes() == {}


def test_a_stranger_at_the_programmes_address_is_held_and_not_answered(room: PostRoom) -> None:
    raw = written(WORDS, sender="eve@elsewhere.example", to=room.made.programme_address, at=room.watch())
    assert room.bring(raw, room.made.programme_address) is Outcome.HELD
    assert room.reason() == "unknown_sender"
    assert is_silent(room)


def test_a_stranger_who_names_our_message_id_is_still_held(room: PostRoom) -> None:
    """I9: In-Reply-To finds the check-in, and proves nothing about the sender."""
    sent = mentors(room)
    raw = written(
        WORDS,
        sender="eve@elsewhere.example",
        to=room.made.programme_address,
        at=room.watch(),
        in_reply_to=sent.message_id,
    )
    assert room.bring(raw, room.made.programme_address) is Outcome.HELD
    assert room.reason() == "other_sender"


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"X_Autoreply": "yes"},
        {"Precedence": "auto_reply"},
    ],
)
def test_an_automatic_reply_is_recorded_as_such_and_never_answered(room: PostRoom, headers: dict[str, str]) -> None:
    """I8, RFC 3834: loops cannot happen."""
    assert room.answer(mentors(room), "I am away until Monday. 3 hours.", **headers) is Outcome.IGNORED
    assert room.reason() == "auto_reply"
    assert room.minutes() == {}
    assert is_silent(room)


def test_our_own_mail_sent_back_to_us_is_never_answered(room: PostRoom) -> None:
    """I8: a forwarding rule that leads back to us."""
    sent = mentors(room)
    raw = written(sent.text, sender=room.made.programme_address, to=room.key_of(sent), Auto_Submitted="auto-generated")
    assert room.bring(raw, room.key_of(sent)) is Outcome.IGNORED
    assert is_silent(room)


def test_a_bounce_is_recorded_and_never_answered(room: PostRoom) -> None:
    """I8, RFC 3464."""
    raw = (
        b"From: MAILER-DAEMON@mx.example\r\nTo: x\r\nSubject: Undelivered Mail Returned to Sender\r\n"
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/plain\r\n\r\nno such user\r\n"
        b"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        b"Final-Recipient: rfc822; dan@x.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n"
    )
    assert room.bring(raw, room.made.programme_address) is Outcome.IGNORED
    assert room.reason() == "bounce"
    assert is_silent(room)


def test_a_reply_to_a_closed_programme_is_kept_for_review_with_a_kind_word_once_a_week(room: PostRoom) -> None:
    """Nothing is recorded; the notice has a null return path."""
    close_programme(room)
    for _ in range(3):
        assert room.answer(mentors(room), WORDS) is Outcome.REVIEW
        room.watch.pass_by(days=2)
    assert room.reason() == "programme_closed"
    assert room.minutes() == {}
    (notice,) = room.sent("closed_programme")
    assert (notice.to_address, notice.notice) == (room.made.mentor_email, True)
    room.watch.pass_by(days=7)
    room.answer(mentors(room), WORDS)
    assert len(room.sent("closed_programme")) == 2


def test_a_reply_with_an_expired_key_is_kept_for_review_with_a_kind_word_once_a_week(room: PostRoom) -> None:
    """I9: expired is taken and answered kindly."""
    room.watch.now += timedelta(days=91)
    for _ in range(2):
        assert room.answer(mentors(room), WORDS) is Outcome.REVIEW
    assert room.reason() == "key_expired"
    assert room.minutes() == {}
    (notice,) = room.sent("expired_key")
    assert notice.notice
    assert room.made.programme_address in notice.text


def test_what_is_kept_for_review_is_in_the_coordinators_list(room: PostRoom) -> None:
    """I3."""
    close_programme(room)
    room.answer(mentors(room), WORDS)
    with room.database.tenant(room.made.tenant_id) as scope:
        (waiting,) = waiting_mails(scope, Outcome.REVIEW)
    assert (waiting.reason, waiting.person, waiting.sender) == (
        "programme_closed",
        "Dan Roy",
        room.made.mentor_email,
    )


def test_a_mail_without_a_date_is_read_as_of_its_arrival(room: PostRoom) -> None:
    sent = mentors(room)
    raw = written("1.5h zoom with Kate on May 12", sender=room.made.mentor_email, to=room.key_of(sent))
    assert b"\nDate:" not in raw
    assert room.bring(raw, room.key_of(sent)) is Outcome.RECORDED
    assert room.minutes() == {"video": 90}


@pytest.mark.parametrize("charset", [b"x-no-such-charset", b"utf-8", b"us-ascii", b""])
def test_a_broken_charset_keeps_no_figure_from_being_read(room: PostRoom, charset: bytes) -> None:
    sent = mentors(room)
    head = f"From: {room.made.mentor_email}\r\nTo: {room.key_of(sent)}\r\nSubject: Re\r\nMIME-Version: 1.0\r\n".encode()
    raw = (
        head
        + b"Content-Type: text/plain; charset="
        + charset
        + b"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n1.5h zoom. \xc7a va tr\xe8s bien.\r\n"
    )
    assert room.bring(raw, room.key_of(sent)) is Outcome.RECORDED
    assert room.minutes() == {"video": 90}
