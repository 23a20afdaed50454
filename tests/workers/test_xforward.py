"""The envelope holds the peer that a relay of ours saw, and nobody else may say who brought a mail (I9)."""

from ipaddress import ip_network

import pytest

from app.db import Database
from tests.factories.kept import kept_mails
from tests.factories.listening import listening
from tests.factories.raw_talk import RawTalk, raw_talk
from tests.factories.tenants import MadeTenant, make_tenant
from workers.listener.admission import Admission
from workers.listener.server import LmtpServer
from workers.listener.xforward import Forwarded, is_within, told

MAIL = b"From: dan@example.org\r\n\r\n1.5 h\r\n"
STRANGER = Admission(())
POSTFIX = (
    b"XFORWARD NAME=mail.example.org ADDR=203.0.113.9 PORT=51234",
    b"XFORWARD PROTO=ESMTP HELO=mx+2Dout.example.org IDENT=4ABC SOURCE=REMOTE",
)


@pytest.fixture
def made(database: Database) -> MadeTenant:
    return make_tenant(database)


def hand_in(talk: RawTalk, made: MadeTenant, raw: bytes = MAIL) -> None:
    talk.say(b"MAIL FROM:<dan@example.org>")
    talk.say(b"RCPT TO:<" + made.programme_address.encode() + b">")
    talk.say(b"DATA")
    talk.send(raw + b".\r\n")
    assert talk.answer().startswith(b"250")


def brought_by(database: Database, made: MadeTenant) -> list[tuple[str, str, str, str]]:
    envelopes = [mail.envelope for mail in kept_mails(database, made.tenant_id)]
    return [(seen["peer"], seen["helo"], seen.get("proto", ""), seen.get("relay", "")) for seen in envelopes]


def test_over_lmtp_the_peer_that_postfix_saw_is_kept(database: Database, made: MadeTenant) -> None:
    with listening(database, kind=LmtpServer) as port, raw_talk(port) as talk:
        talk.say(b"LHLO relay.example")
        assert [talk.say(line)[:3] for line in POSTFIX] == [b"250", b"250"]
        hand_in(talk, made)
    assert brought_by(database, made) == [("203.0.113.9", "mx-out.example.org", "ESMTP", "127.0.0.1")]


def test_over_smtp_as_well(database: Database, made: MadeTenant) -> None:
    with listening(database) as port, raw_talk(port) as talk:
        talk.say(b"EHLO relay.example")
        for line in POSTFIX:
            talk.say(line)
        hand_in(talk, made)
    assert brought_by(database, made) == [("203.0.113.9", "mx-out.example.org", "ESMTP", "127.0.0.1")]


def test_what_was_told_of_one_mail_is_forgotten_before_the_next(database: Database, made: MadeTenant) -> None:
    """Else the second mail would have the first one's peer vouch for it."""
    with listening(database) as port, raw_talk(port) as talk:
        talk.say(b"EHLO relay.example")
        talk.say(POSTFIX[0])
        hand_in(talk, made)
        hand_in(talk, made, MAIL + b"again\r\n")
        talk.say(POSTFIX[0])
        talk.say(b"RSET")
        hand_in(talk, made, MAIL + b"once more\r\n")
    assert [peer for peer, *_ in brought_by(database, made)] == ["203.0.113.9", "", ""]


def test_a_relay_that_tells_nothing_leaves_the_peer_unknown(database: Database, made: MadeTenant) -> None:
    with listening(database) as port, raw_talk(port) as talk:
        talk.say(b"EHLO relay.example")
        hand_in(talk, made)
    assert brought_by(database, made) == [("", "", "", "127.0.0.1")]


@pytest.mark.parametrize("address", [b"127.0.0.1", b"::1", b"IPv6:::1", b"[UNAVAILABLE]", b"unknown"])
def test_a_mail_that_began_on_the_relay_itself_has_no_peer(
    database: Database, made: MadeTenant, address: bytes
) -> None:
    with listening(database) as port, raw_talk(port) as talk:
        talk.say(b"EHLO relay.example")
        assert talk.say(b"XFORWARD NAME=localhost ADDR=" + address + b" HELO=bank.example").startswith(b"250")
        hand_in(talk, made)
    assert brought_by(database, made) == [("", "", "", "127.0.0.1")]


def test_a_stranger_may_not_say_who_they_are(database: Database, made: MadeTenant) -> None:
    with listening(database, admission=STRANGER) as port, raw_talk(port) as talk:
        talk.send(b"EHLO stranger.example\r\n")
        offered = [talk.line() for _ in range(5)]
        assert offered[-1] == b"250 PIPELINING"
        assert not any(b"XFORWARD" in line for line in offered)
        assert talk.say(POSTFIX[0]).startswith(b"550 5.7.0")
        hand_in(talk, made)
    assert brought_by(database, made) == [("127.0.0.1", "stranger.example", "ESMTP", "")]


def test_within_a_mail_it_is_too_late(database: Database) -> None:
    with listening(database) as port, raw_talk(port) as talk:
        talk.say(b"EHLO relay.example")
        talk.say(b"MAIL FROM:<dan@example.org>")
        assert talk.say(POSTFIX[0]).startswith(b"503")


@pytest.mark.parametrize("argument", ["", "ADDR", "ADDR=1 2", "LOGIN=x", "=x", "ADDR=a=b", "NAME=é"])
def test_a_wrong_form_is_refused(argument: str) -> None:
    assert told(Forwarded(), argument) is None


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("IPv6:2001:DB8::0001", "2001:db8::1"),
        ("2001:db8::1", "2001:db8::1"),
        ("IPV6:2001:db8::1", "2001:db8::1"),
        ("[TEMPUNAVAIL]", ""),
        ("203.0.113.999", ""),
        ("example.org", ""),
    ],
)
def test_addresses_are_written_in_one_way(value: str, address: str) -> None:
    assert told(Forwarded(), f"addr={value}") == Forwarded(addr=address)


def test_values_are_xtext() -> None:
    assert told(Forwarded(), "HELO=a+2Bb+3Dc") == Forwarded(helo="a+b=c")


@pytest.mark.parametrize(
    ("host", "inside"),
    [
        ("10.1.2.3", True),
        ("::ffff:10.1.2.3", True),
        ("11.1.2.3", False),
        ("fe80::1%eth0", False),
        ("", False),
        ("x", False),
    ],
)
def test_relays_are_named_by_their_networks(host: str, inside: bool) -> None:
    assert is_within(host, (ip_network("10.0.0.0/8"),)) is inside
