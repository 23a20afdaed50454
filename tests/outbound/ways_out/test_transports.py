"""The ways out: a relay over real SMTP, or a folder of whole files."""

import email
import re
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from app.db import new_id
from app.errors import AppError
from app.outbound.letter.envelope import POLICY
from app.outbound.ways_out.handover import Claimed, NotNow, Refused
from app.outbound.ways_out.relay import Relay
from app.outbound.ways_out.transports import Mailbox, transport_for
from tests.factories.posting import Sink, mail_server


def claimed(to: str = "dan@example.org", mail_from: str = "priya@reply.localhost") -> Claimed:
    message = EmailMessage(policy=POLICY)
    message["From"], message["To"], message["Subject"] = "priya@reply.localhost", to, "May"
    message["Message-ID"] = "<one@reply.localhost>"
    message.set_content("Bonjour,\n.\n..\nà bientôt\n")
    return Claimed(new_id(), 1, datetime(2026, 6, 1, tzinfo=UTC), mail_from, to, bytes(message))


@contextmanager
def relaying(sink: Sink, **options: Any) -> Iterator[Relay]:
    with mail_server(sink, **options) as port, closing(Relay(f"smtp://127.0.0.1:{port}")) as relay:
        yield relay


def test_a_relay_gets_the_mail_with_its_envelope() -> None:
    sink = Sink()
    with relaying(sink) as relay:
        relay(claimed())
    (envelope,) = sink.envelopes
    assert (envelope.mail_from, envelope.rcpt_tos) == ("priya@reply.localhost", ["dan@example.org"])
    assert isinstance(envelope.content, bytes)
    message = email.message_from_bytes(envelope.content, policy=POLICY)
    assert message["Message-ID"] == "<one@reply.localhost>"
    assert message.get_content().replace("\r\n", "\n") == "Bonjour,\n.\n..\nà bientôt\n"


def test_a_notice_goes_out_with_a_null_return_path() -> None:
    """RFC 3834, RFC 5321: MAIL FROM:<>."""
    sink = Sink()
    with relaying(sink) as relay:
        relay(claimed(mail_from=""))
    assert [envelope.mail_from for envelope in sink.envelopes] == ["<>"]


def test_one_connection_carries_many_mails() -> None:
    sink = Sink()
    with relaying(sink) as relay:
        for _ in range(5):
            relay(claimed())
    assert (len(sink.envelopes), sink.connections) == (5, 1)


def test_a_connection_that_was_lost_is_opened_again() -> None:
    sink = Sink()
    with relaying(sink) as relay:
        relay(claimed())
        line = relay._idle[-1].smtp.sock
        assert line is not None
        line.shutdown(socket.SHUT_RDWR)
        relay(claimed())
    assert len(sink.envelopes) == 2


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("550 5.1.1 no such user", Refused),
        ("553 5.1.3 bad address", Refused),
        ("450 4.2.1 mailbox busy", NotNow),
        ("451 4.7.1 greylisted", NotNow),
    ],
)
def test_a_refused_recipient_is_for_good_at_5xx_and_for_now_at_4xx(answer: str, verdict: type[Exception]) -> None:
    sink = Sink()
    sink.answers["dan@example.org"] = answer
    with relaying(sink) as relay:
        with pytest.raises(verdict, match=re.escape(answer)):
            relay(claimed())
        relay(claimed(to="kate@example.org"))
    assert [envelope.rcpt_tos for envelope in sink.envelopes] == [["kate@example.org"]]


@pytest.mark.parametrize(("answer", "verdict"), [("554 5.7.1 spam", Refused), ("452 4.3.1 full", NotNow)])
def test_the_answer_to_the_mail_itself_counts_the_same(answer: str, verdict: type[Exception]) -> None:
    sink = Sink()
    sink.after_data = answer
    with relaying(sink) as relay, pytest.raises(verdict, match=answer):
        relay(claimed())


def test_a_relay_that_is_not_there_is_for_now() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        with pytest.raises(NotNow, match=f"127.0.0.1:{port} could not be reached"):
            Relay(f"smtp://127.0.0.1:{port}")(claimed())


def test_an_address_that_the_relay_cannot_spell_is_refused_for_good() -> None:
    """RFC 6531: without SMTPUTF8 there is no way to write it, today or in four days."""
    sink = Sink()
    with relaying(sink, enable_SMTPUTF8=False) as relay:
        with pytest.raises(Refused):
            relay(replace(claimed(), rcpt_to="élodie@exemple.org"))
        relay(claimed())
    assert len(sink.envelopes) == 1


@pytest.mark.parametrize("url", ["http://relay.example", "relay.example:25", "smtp://", "imap://x"])
def test_a_mail_url_that_is_no_relay_is_told_at_the_start(url: str, tmp_path: Path) -> None:
    with pytest.raises(AppError, match="MAIL_URL must look like smtp://"):
        transport_for(url, tmp_path)


def test_the_password_of_a_relay_is_not_told_in_errors(tmp_path: Path) -> None:
    with pytest.raises(AppError) as told:
        transport_for("https://user:secret-word@relay.example", tmp_path)
    assert "secret-word" not in str(told.value)


def test_ports_and_passwords_of_a_relay_are_read_as_urls_have_them() -> None:
    relay = Relay("smtps://post%40north.example:p%2Fw@relay.example")
    to = relay.to
    assert (to.host, to.port, to.user, to.password) == ("relay.example", 465, "post@north.example", "p/w")
    assert Relay("smtp://relay.example").to.port == 25


def test_without_a_relay_each_mail_is_one_whole_file(tmp_path: Path) -> None:
    """Mail without a relay: `DATA_DIR/mailbox/`."""
    mailbox = transport_for(None, tmp_path / "mailbox")
    mail = claimed()
    mailbox(mail)
    mailbox(mail)
    (file,) = (tmp_path / "mailbox").iterdir()
    assert file.name == f"{mail.mail_id}.eml"
    assert file.read_bytes() == mail.content


def test_a_folder_that_cannot_be_written_is_for_now_and_says_why(tmp_path: Path) -> None:
    """A full disk, a file in the way: the mail stays in the outbox."""
    in_the_way = tmp_path / "mailbox"
    in_the_way.write_text("not a folder")
    with pytest.raises(NotNow, match=r"the mail could not be written to .*mailbox"):
        Mailbox(in_the_way)(claimed())
