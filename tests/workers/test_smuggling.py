"""SMTP smuggling: whatever the line ends, one DATA is one mail or a refusal, and never a second mail."""

from collections.abc import Iterator

import pytest

from app.db import Database
from tests.factories.kept import KeptMail, kept_mails
from tests.factories.listening import listening
from tests.factories.raw_talk import RawTalk, raw_talk
from tests.factories.tenants import MadeTenant, make_tenant
from workers.listener.server import LmtpServer, Server

HEAD = b"From: dan@example.org\r\nSubject: Re: May\r\n\r\n"
FORGED = b"MAIL FROM:<admin@example.org>%bRCPT TO:<%b>%bDATA%bFrom: admin@example.org%b%b40 hours%b"


@pytest.fixture(scope="module")
def port(database: Database) -> Iterator[int]:
    with listening(database) as opened:
        yield opened


@pytest.fixture
def made(database: Database) -> MadeTenant:
    return make_tenant(database)


@pytest.fixture
def talk(port: int) -> Iterator[RawTalk]:
    with raw_talk(port) as opened:
        opened.say(b"EHLO client.example")
        yield opened


def begin(talk: RawTalk, made: MadeTenant) -> None:
    assert talk.say(b"MAIL FROM:<dan@example.org>").startswith(b"250")
    assert talk.say(b"RCPT TO:<" + made.programme_address.encode() + b">").startswith(b"250")
    assert talk.say(b"DATA").startswith(b"354")


def forged_mail(made: MadeTenant, end: bytes) -> bytes:
    """A whole mail by somebody else, its lines ended in one way."""
    return FORGED % (end, made.programme_address.encode(), end, end, end, end, end)


def kept(database: Database, made: MadeTenant) -> list[KeptMail]:
    return kept_mails(database, made.tenant_id)


ENDS = {
    "LF . LF": b"\n.\n",
    "LF . CR LF": b"\n.\r\n",
    "CR . CR": b"\r.\r",
    "CR . CR LF": b"\r.\r\n",
    "CR . LF": b"\r.\n",
    "LF . CR": b"\n.\r",
    "CR LF . CR": b"\r\n.\r",
    "CR LF . LF": b"\r\n.\n",
    "CR CR LF . CR CR LF": b"\r\r\n.\r\r\n",
    "CR LF . CR CR LF": b"\r\n.\r\r\n",
    "NUL in the dot's line": b"\r\n\x00.\r\n",
    "NUL after the dot": b"\r\n.\x00\r\n",
    "space after the dot": b"\r\n. \r\n",
    "tab before the dot": b"\r\n\t.\r\n",
    "two dots": b"\r\n..\r\n",
    "vertical tab": b"\x0b.\x0b",
    "form feed": b"\x0c.\x0c",
    "next line, Latin-1": b"\x85.\x85",
    "line separator, UTF-8": "\u2028.\u2028".encode(),
    "LF LF . LF LF": b"\n\n.\n\n",
    "LF CR . LF CR": b"\n\r.\n\r",
    "backslashes": b"\\r\\n.\\r\\n",
    "percent-encoded": b"%0d%0a.%0d%0a",
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
@pytest.mark.parametrize("line_end", [b"\r\n", b"\n", b"\r"], ids=["CR LF", "LF", "CR"])
def test_what_only_looks_like_the_end_of_a_mail_is_part_of_it(
    talk: RawTalk, database: Database, made: MadeTenant, end: bytes, line_end: bytes
) -> None:
    """One mail, its bytes as sent but for the dots that transparency took (RFC 5321, 4.5.2)."""
    begin(talk, made)
    body = HEAD + b"1.5 h" + end + forged_mail(made, line_end)
    body += b"" if body.endswith(b"\r\n") else b"\r\n"
    talk.send(body + b".\r\n")
    assert talk.answer().startswith(b"250 2.0.0 Kept as")
    unstuffed = b"\r\n".join(line.removeprefix(b".") for line in body.split(b"\r\n"))
    assert [mail.content for mail in kept(database, made)] == [unstuffed]
    assert talk.say(b"QUIT").startswith(b"221")


@pytest.mark.parametrize("kind", [Server, LmtpServer])
def test_over_lmtp_too(database: Database, made: MadeTenant, kind: type[Server]) -> None:
    with listening(database, kind=kind) as port, raw_talk(port) as talk:
        talk.say(b"LHLO relay.example" if kind is LmtpServer else b"EHLO relay.example")
        for number, end in enumerate(ENDS.values()):
            begin(talk, made)
            talk.send(HEAD + b"%d h" % number + end + forged_mail(made, b"\n") + b"\r\n.\r\n")
            assert talk.answer().startswith(b"250 2.0.0 Kept as")
    assert len(kept(database, made)) == len(ENDS)


def test_a_dot_at_the_edge_of_a_packet_ends_only_what_it_ends(
    talk: RawTalk, database: Database, made: MadeTenant
) -> None:
    begin(talk, made)
    for piece in (HEAD, b"1 h\r", b"\n", b".", b"\n", b"still inside\r\n", b".", b"\r", b"\n"):
        talk.send(piece)
    assert talk.answer().startswith(b"250")
    assert [mail.content for mail in kept(database, made)] == [HEAD + b"1 h\r\n\nstill inside\r\n"]


def test_a_whole_mail_in_one_go_is_one_mail(talk: RawTalk, database: Database, made: MadeTenant) -> None:
    """Commands in one go (RFC 2920), even with the mail, as careless programs send it."""
    talk.send(
        b"MAIL FROM:<dan@example.org>\r\nRCPT TO:<%b>\r\nDATA\r\n" % made.programme_address.encode()
        + HEAD
        + b"1 h\r\n.\r\nNOOP\r\n"
    )
    assert [talk.answer()[:3] for _ in range(5)] == [b"250", b"250", b"354", b"250", b"250"]
    assert [mail.content for mail in kept(database, made)] == [HEAD + b"1 h\r\n"]


def test_a_mail_that_nobody_takes_is_not_read_as_commands(talk: RawTalk, database: Database, made: MadeTenant) -> None:
    """The mail of a program that did not wait for 354 holds commands of its writer's."""
    talk.send(
        b"MAIL FROM:<dan@example.org>\r\nRCPT TO:<nobody-at-all@reply.localhost>\r\nDATA\r\n"
        + forged_mail(made, b"\r\n")
        + b".\r\n"
    )
    assert [talk.answer()[:3] for _ in range(3)] == [b"250", b"550", b"554"]
    assert talk.rest() == b""
    assert kept(database, made) == []


def test_two_mails_in_one_go_are_the_two_that_were_sent(talk: RawTalk, database: Database, made: MadeTenant) -> None:
    one = b"MAIL FROM:<dan@example.org>\r\nRCPT TO:<%b>\r\nDATA\r\n" % made.programme_address.encode()
    talk.send(one + HEAD + b"1 h\r\n.\r\n" + one + HEAD + b"2 h\r\n.\r\nQUIT\r\n")
    assert talk.rest().count(b"Kept as") == 2
    assert [mail.content for mail in kept(database, made)] == [HEAD + b"1 h\r\n", HEAD + b"2 h\r\n"]


@pytest.mark.parametrize("command", [b"BDAT 20 LAST", b"BURL imap://x LAST", b"TURN", b"ETRN x", b"SEND FROM:<x@y>"])
def test_other_ways_to_hand_in_a_mail_do_not_exist(talk: RawTalk, command: bytes) -> None:
    talk.say(b"MAIL FROM:<dan@example.org>")
    assert talk.say(command).startswith(b"500")


def test_chunking_is_not_offered(port: int) -> None:
    with raw_talk(port) as talk:
        talk.send(b"EHLO client.example\r\nQUIT\r\n")
        assert b"CHUNKING" not in talk.rest().upper()


@pytest.mark.parametrize(
    "sender",
    [
        b"<dan@example.org\rRCPT TO:<x@y>>",
        b"<dan\x00@example.org>",
        b"<\xff\xfe@example.org>",
        b"<" + b"a" * 1500 + b"@x>",
    ],
    ids=["bare CR", "NUL", "no UTF-8", "very long"],
)
def test_a_strange_sender_is_refused_or_taken_as_one(
    talk: RawTalk, database: Database, made: MadeTenant, sender: bytes
) -> None:
    taken = talk.say(b"MAIL FROM:" + sender)
    if taken.startswith(b"250"):
        talk.say(b"RCPT TO:<" + made.programme_address.encode() + b">")
        talk.say(b"DATA")
        talk.send(HEAD + b"1 h\r\n.\r\n")
        assert talk.answer().startswith(b"250")
    assert len(kept(database, made)) == taken.startswith(b"250")
    assert talk.say(b"NOOP").startswith(b"250")


@pytest.mark.parametrize(
    "address",
    [
        b"a\rb@reply.localhost",
        b"a\x1b[2Jb@reply.localhost",
        b"\xff\xfe@reply.localhost",
        b"x" * 900 + b"@reply.localhost",
    ],
    ids=["bare CR", "escape", "no UTF-8", "very long"],
)
def test_a_strange_recipient_cannot_write_our_answer(talk: RawTalk, address: bytes) -> None:
    talk.say(b"MAIL FROM:<dan@example.org>")
    answer = talk.say(b"RCPT TO:<" + address + b">")
    assert answer[:3] in (b"550", b"553", b"501", b"500")
    assert answer.decode().isprintable()
    assert len(answer) < 512


def test_a_browser_is_sent_away(port: int, database: Database, made: MadeTenant) -> None:
    """What it posts may hold commands, and it sends its headers first."""
    with raw_talk(port) as talk:
        talk.send(b"POST / HTTP/1.1\r\n" + b"EHLO x\r\n" + forged_mail(made, b"\r\n") + b".\r\n")
        assert talk.rest() == b"421 4.7.0 This is a mail server\r\n"
    assert kept(database, made) == []


def test_a_mail_without_its_end_is_none(port: int, database: Database, made: MadeTenant) -> None:
    with raw_talk(port) as talk:
        talk.say(b"EHLO client.example")
        begin(talk, made)
        talk.send(HEAD + b"1 h\n.\n")
    with raw_talk(port) as talk:
        assert talk.say(b"NOOP").startswith(b"250")
    assert kept(database, made) == []


def test_a_long_line_hides_no_end(talk: RawTalk, database: Database, made: MadeTenant) -> None:
    """Refused to its real end, and nothing in it is obeyed."""
    begin(talk, made)
    talk.send(HEAD + b"x" * 1_500_000 + b"\n.\n" + forged_mail(made, b"\n") + b"\r\n.\r\n")
    assert talk.answer().startswith(b"500 5.5.2 A line of the mail is longer")
    assert talk.say(b"NOOP").startswith(b"250")
    assert kept(database, made) == []
