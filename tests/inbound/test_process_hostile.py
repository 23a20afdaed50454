"""Whatever is in a mail that was taken, it comes to one outcome, and quickly (bad input)."""

from collections.abc import Callable

import pytest

from app.inbound.decision import Outcome
from tests.factories.post_room import PostRoom

Body = Callable[[str, str], bytes]


def plain(body: bytes, *, headers: bytes = b"", sender: bytes | None = None) -> Body:
    def made(email: str, to: str) -> bytes:
        who = sender or email.encode()
        head = b"From: " + who + b"\r\nTo: " + to.encode() + b"\r\nSubject: Re: May\r\n"
        return head + headers + b"\r\n" + body

    return made


UTF8 = b"Content-Type: text/plain; charset=utf-8\r\n"
MAILS: dict[str, Body] = {
    "zero bytes in the words": plain(b"1.5h \x00zoom\x00 with Kate\r\n"),
    "an escaped zero byte": plain(b"1.5h =00 zoom\r\n", headers=b"Content-Transfer-Encoding: quoted-printable\r\n"),
    "half of a surrogate pair": plain(b"1.5h zoom \xed\xa0\x80 ok\r\n", headers=UTF8),
    "bytes of no charset in the subject": plain(b"3 hours", headers=b"Subject: \xff\xfe\xfa\r\n"),
    "a zero byte in the message id": plain(b"3 hours", headers=b"Message-ID: <a\x00b@x.example>\r\n"),
    "bytes of no charset in the message id": plain(b"3 hours", headers=b"Message-ID: <a\xff\xfeb@x.example>\r\n"),
    "bytes of no charset in the threads": plain(
        b"3 hours", headers=b"In-Reply-To: <\xff\x00@x>\r\nReferences: <\x00>\r\n"
    ),
    "a sender of zero bytes": plain(b"3 hours", sender=b"\x00 <a\x00b@x.example>"),
    "a sender of no charset": plain(b"3 hours", sender=b"\xff\xfe <a\xffb@x.example>"),
    "a sender without an address": plain(b"3 hours", sender=b"Dan"),
    "an encoded word that lies": plain(b"3 hours", sender=b"=?utf-8?b?//79?= <d@x.example>"),
    "a date that is none": plain(b"3 hours", headers=b"Date: the day after tomorrow\r\n"),
    "a date before all time": plain(b"1h zoom on the 12th", headers=b"Date: Mon, 1 Jan 0001 00:00:00 +0000\r\n"),
    "a date after all time": plain(b"1h zoom on the 12th", headers=b"Date: Fri, 31 Dec 9999 23:59:59 -1200\r\n"),
    "a zone that is none": plain(b"3 hours", headers=b"Date: Tue, 2 Jun 2026 18:30:00 +9999\r\n"),
    "numbers without end": plain(b"9" * 5_000 + b" hours\r\n"),
    "an amount beyond the database": plain(b"99999999999999 hours\r\n"),
    "a day that the calendar lacks": plain(b"1h zoom on May 32, and on 2026-02-30\r\n"),
    "only white space": plain(b" \r\n\t\r\n"),
    "html that never ends": plain(b"<div>" * 20_000 + b"3 hours", headers=b"Content-Type: text/html\r\n"),
    "an unknown charset": plain(b"3 hours", headers=b"Content-Type: text/plain; charset=klingon\r\n"),
    "base64 that is none": plain(b"!!!! 3 hours ????", headers=b"Content-Transfer-Encoding: base64\r\n"),
    "a boundary that never comes": plain(b"3 hours", headers=b'Content-Type: multipart/mixed; boundary="b"\r\n'),
    "no headers at all": lambda _email, _to: b"3 hours",
    "headers only": plain(b""),
    "all bytes there are": plain(bytes(range(256)) * 20),
    "a line of a megabyte": plain(b"hours " * 170_000),
    "sql": plain(b"3 hours'); DROP TABLE person; --\r\n"),
    "a template": plain(b"3 hours {{ config }} {% raw %} %(month)s {0} <script>alert(1)</script>\r\n"),
}


@pytest.mark.parametrize("name", MAILS)
def test_a_hostile_mail_comes_to_one_outcome(room: PostRoom, name: str) -> None:
    """Every mail answered 250 has exactly one outcome."""
    sent = room.check_in(room.made.mentor_email)
    raw = MAILS[name](room.made.mentor_email, room.key_of(sent))
    outcome = room.bring(raw, room.key_of(sent))
    assert outcome is not None
    assert [one.outcome for one in room.outcomes()] == [outcome.value]
    assert room.reason() != "failed", "a fault of ours"


READABLE = (
    "zero bytes in the words",
    "half of a surrogate pair",
    "a zero byte in the message id",
    "bytes of no charset in the threads",
    "a date that is none",
    "a date before all time",
    "a date after all time",
    "a zone that is none",
    "an unknown charset",
    "sql",
    "a template",
)


@pytest.mark.parametrize("name", READABLE)
def test_what_can_be_read_of_it_is_recorded(room: PostRoom, name: str) -> None:
    sent = room.check_in(room.made.mentor_email)
    raw = MAILS[name](room.made.mentor_email, room.key_of(sent))
    assert room.bring(raw, room.key_of(sent)) is Outcome.RECORDED
    assert sum(room.minutes().values()) in (60, 90, 180)


def test_words_in_a_mail_are_words_in_the_receipt(room: PostRoom) -> None:
    """Nothing that a person writes is run, in text or HTML."""
    room.answer(room.check_in(room.made.mentor_email), "A few hours <b>{{ 'xy' * 3 }}</b> %(month)s")
    question = room.latest("question")
    assert "xyxyxy" not in question.text + question.html
    assert "<b>{{" not in question.html
