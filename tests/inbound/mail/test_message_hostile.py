"""No bytes break the reading of a mail: they are read, or refused by name."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.inbound.machines.automatic import classify
from app.inbound.mail.message import Message, UnreadableMail, read_message
from app.inbound.reply import extract_reply

MAILS = sorted((Path(__file__).parents[2] / "cases" / "parsing" / "mails").glob("*.eml"))
HOSTILE = [
    b"\x00",
    b"\xff\xfe",
    b"\r\n\r\n",
    b"\n--",
    b"=?utf-8?b?",
    b"?=",
    b"boundary=",
    b'"',
    b";" * 50,
    b"<" * 50,
    b"\xed\xa0\x80",
]


def read_through(raw: bytes) -> Message | None:
    try:
        message = read_message(raw)
    except UnreadableMail:
        return None
    classify(message)
    extract_reply(message, "How many hours did you spend with Kate in May?", None)
    return message


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(MAILS), st.lists(st.tuples(st.floats(0, 1), st.sampled_from(HOSTILE)), min_size=1, max_size=6))
def test_damage_anywhere_in_a_mail_breaks_nothing(path: Path, damage: list[tuple[float, bytes]]) -> None:
    raw = path.read_bytes()
    for place, insert in damage:
        at = int(place * len(raw))
        raw = raw[:at] + insert + raw[at + 1 :]
    read_through(raw)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.binary(max_size=300))
def test_any_header_and_any_body_break_nothing(header: bytes, body: bytes) -> None:
    read_through(b"From: d@example.org\r\nContent-Type: " + header + b"\r\n\r\n" + body)


@pytest.mark.parametrize(
    "header",
    [
        b"From: \xff\xfe <d@example.org>",
        b"From: " + b"(" * 5_000 + b"d@example.org",
        b"From: =?x-none?q?=ff?= <d@example.org>",
        b"From: " + b"a@b.c, " * 5_000,
        b"Content-Type: text/plain; charset*0*=x'y'%ff; charset*1=z",
        b"Content-Type: multipart/mixed; boundary=" + b"x" * 9_000,
        b"Content-Disposition: attachment; filename*=bogus''%ff; filename=\"\r\n x\"",
        b"Content-Type: /;;;=",
        b"Message-ID: <" + b"<" * 9_000,
        b"Date: " + b"9" * 5_000,
        b"Subject: " + b"=?utf-8?q?=41?= " * 3_000,
    ],
)
def test_a_hostile_header_is_read_around(header: bytes) -> None:
    assert read_through(header + b"\r\n\r\n2 hours") is not None
