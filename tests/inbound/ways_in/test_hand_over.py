"""Handing a mail file to the listener, as a mail server would."""

import socket

import pytest

from app.db import Database
from app.errors import AppError
from app.inbound.ways_in.hand_over import ListenerRefused, hand_over, recipients_of, sender_of
from tests.factories.kept import kept_mails
from tests.factories.listening import listening
from tests.factories.tenants import make_tenant

MAIL = b"From: Dan Roy <dan@example.org>\nTo: x@reply.localhost\nSubject: Re\n\n1.5h zoom\n.\nDan\n"


@pytest.mark.parametrize(
    ("raw", "sender"),
    [
        (MAIL, "dan@example.org"),
        (b"From: a@x.example\nFrom: b@x.example\n\n", "a@x.example"),
        (b"From: =?utf-8?q?=C3=89lodie?= <e@x.example>\n\n", "e@x.example"),
        (b"Subject: nobody\n\n", ""),
        (b"\xff\xfe", ""),
    ],
)
def test_the_envelope_sender_is_the_first_from(raw: bytes, sender: str) -> None:
    assert sender_of(raw) == sender


def test_the_envelope_recipients_are_those_of_to_and_cc_once_each() -> None:
    raw = b"To: a@x.example, B <b@x.example>\nCc: a@x.example, c@x.example\nBcc: d@x.example\n\n"
    assert recipients_of(raw) == ("a@x.example", "b@x.example", "c@x.example")


def test_a_mail_to_nobody_says_what_to_do() -> None:
    with pytest.raises(AppError, match="no address in To or Cc: say where it goes with --to"):
        recipients_of(b"Subject: x\n\n")


def test_the_listener_says_where_it_keeps_the_mail(database: Database) -> None:
    made = make_tenant(database)
    with listening(database) as port:
        handed = hand_over("127.0.0.1", port, MAIL, "dan@example.org", [made.programme_address])
    (mail,) = kept_mails(database, made.tenant_id)
    assert handed.places == ((made.tenant_id, mail.received_mail_id),)
    assert mail.content == MAIL.replace(b"\n", b"\r\n")


def test_a_file_with_any_line_ends_is_the_same_mail(database: Database) -> None:
    made = make_tenant(database)
    with listening(database) as port:
        for raw in (MAIL, MAIL.replace(b"\n", b"\r\n"), MAIL.replace(b"\n", b"\r")):
            hand_over("127.0.0.1", port, raw, "dan@example.org", [made.programme_address])
    assert len(kept_mails(database, made.tenant_id)) == 1


def test_a_recipient_that_is_not_ours_is_told_and_the_others_get_it(database: Database) -> None:
    made = make_tenant(database)
    with listening(database) as port:
        handed = hand_over("127.0.0.1", port, MAIL, "", ["a@elsewhere.example", made.programme_address])
    assert len(handed.places) == 1
    assert handed.refused == ("550 5.7.1 <a@elsewhere.example>: we take mail for @reply.localhost only",)


def test_the_listeners_refusal_is_told_in_its_own_words(database: Database) -> None:
    with listening(database) as port, pytest.raises(ListenerRefused, match=r"refused: 550 5.1.1 .*no such address"):
        hand_over("127.0.0.1", port, MAIL, "", ["nobody-at-all@reply.localhost"])


def test_a_mail_too_large_is_refused_before_it_is_sent(database: Database) -> None:
    made = make_tenant(database)
    with listening(database) as port, pytest.raises(ListenerRefused, match=r"552 5.3.4 .*larger than 35 MB"):
        hand_over("127.0.0.1", port, MAIL + b"x" * 36_000_000, "", [made.programme_address])


def test_a_listener_that_is_not_there_says_how_to_start_it() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        with pytest.raises(AppError, match=f"127.0.0.1:{port} cannot be reached .*start it with `make run`"):
            hand_over("127.0.0.1", port, MAIL, "", ["x@reply.localhost"])
