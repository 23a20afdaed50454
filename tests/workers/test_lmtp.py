"""LMTP from a relay of ours (RFC 2033): each recipient is answered by itself."""

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, text

from app.config import SettingsError
from app.db import Database
from app.inbound.receive import LARGEST_MAIL_BYTES
from tests.factories.kept import kept_mails
from tests.factories.listening import listening
from tests.factories.raw_talk import RawTalk, raw_talk
from tests.factories.tenants import MadeTenant, make_tenant
from workers.listener.admission import Admission
from workers.listener.server import LmtpServer
from workers.listener.serving import Place, lmtp_place

MAIL = b"From: dan@example.org\r\n\r\n1.5 h\r\n"


@pytest.fixture
def talk(database: Database) -> Iterator[RawTalk]:
    with listening(database, kind=LmtpServer) as port, raw_talk(port) as opened:
        assert opened.say(b"LHLO relay.example").startswith(b"250")
        yield opened


def hand_in(talk: RawTalk, *recipients: str, raw: bytes = MAIL) -> list[bytes]:
    """The answers after the mail, one for each recipient that was taken."""
    talk.say(b"MAIL FROM:<dan@example.org>")
    taken = [talk.say(f"RCPT TO:<{recipient}>".encode()).startswith(b"250") for recipient in recipients]
    assert talk.say(b"DATA").startswith(b"354")
    talk.send(raw + b".\r\n")
    return [talk.answer() for _ in range(sum(taken))]


def test_each_recipient_has_its_answer(talk: RawTalk, database: Database) -> None:
    first, second = make_tenant(database), make_tenant(database)
    answers = hand_in(talk, first.programme_address, "nobody@reply.localhost", second.programme_address)
    for made, answer in zip((first, second), answers, strict=True):
        (mail,) = kept_mails(database, made.tenant_id)
        assert answer.decode() == f"250 2.0.0 Kept as {made.tenant_id}/{mail.received_mail_id}"
        assert mail.envelope["way"] == "lmtp"
    assert talk.say(b"NOOP").startswith(b"250")


def test_the_same_recipient_twice_is_answered_twice_and_kept_once(talk: RawTalk, database: Database) -> None:
    made = make_tenant(database)
    assert len(set(hand_in(talk, made.programme_address, made.programme_address.upper()))) == 1
    assert len(kept_mails(database, made.tenant_id)) == 1


def test_a_mail_too_large_is_answered_once_for_each_recipient(talk: RawTalk, database: Database) -> None:
    """One answer too few and the relay waits for ever."""
    first, second = make_tenant(database), make_tenant(database)
    line = b"x" * 998 + b"\r\n"
    raw = line * (LARGEST_MAIL_BYTES // len(line) + 1)
    answers = hand_in(talk, first.programme_address, second.programme_address, raw=raw)
    assert [answer[:9] for answer in answers] == [b"552 5.3.4"] * 2
    assert talk.say(b"NOOP").startswith(b"250")


def test_without_a_recipient_no_mail_is_taken(talk: RawTalk) -> None:
    talk.say(b"MAIL FROM:<dan@example.org>")
    assert talk.say(b"DATA").startswith(b"503")


@pytest.mark.parametrize("greeting", [b"HELO relay.example", b"EHLO relay.example"])
def test_the_greeting_of_smtp_is_none(database: Database, greeting: bytes) -> None:
    with listening(database, kind=LmtpServer) as port, raw_talk(port) as talk:
        assert talk.say(greeting).startswith(b"500")


def test_nobody_but_a_relay_speaks_lmtp(database: Database) -> None:
    with listening(database, kind=LmtpServer, admission=Admission(())) as port, raw_talk(port, greeted=False) as talk:
        assert talk.rest().startswith(b"421 4.7.0 Only relays")


def test_one_recipient_that_cannot_be_stored_does_not_keep_the_others_waiting(
    own_database: Database, empty_database_url: str
) -> None:
    first, second = make_tenant(own_database), make_tenant(own_database)
    owner = create_engine(empty_database_url, isolation_level="AUTOCOMMIT")
    with owner.connect() as connection:
        only = f"ALTER TABLE received_mail ADD CONSTRAINT only_first CHECK (tenant_id = '{first.tenant_id}')"
        connection.execute(text(only))
    owner.dispose()
    with listening(own_database, kind=LmtpServer) as port, raw_talk(port) as talk:
        talk.say(b"LHLO relay.example")
        answers = hand_in(talk, second.programme_address, first.programme_address)
    assert [answer[:3] for answer in answers] == [b"451", b"250"]
    assert [len(kept_mails(own_database, made.tenant_id)) for made in (first, second)] == [1, 0]


@pytest.mark.parametrize(
    ("listen", "place"),
    [
        ("127.0.0.1:2424", "127.0.0.1:2424"),
        ("[::1]:24", "::1:24"),
        ("unix:/run/mentorpost/lmtp.sock", "unix:/run/mentorpost/lmtp.sock"),
    ],
)
def test_where_to_listen_is_a_port_or_a_socket(listen: str, place: str) -> None:
    assert str(lmtp_place(listen)) == place
    assert isinstance(lmtp_place(listen), Place)


@pytest.mark.parametrize("listen", ["2424", "unix:", "host:", "host:0", "host:70000", "host:٢٤", ""])
def test_anything_else_is_refused_in_words(listen: str) -> None:
    with pytest.raises(SettingsError, match="LMTP_LISTEN"):
        lmtp_place(listen)


def test_two_mails_in_one_conversation(talk: RawTalk, database: Database) -> None:
    made: MadeTenant = make_tenant(database)
    hand_in(talk, made.programme_address)
    hand_in(talk, made.programme_address, raw=MAIL + b"more\r\n")
    assert len(kept_mails(database, made.tenant_id)) == 2
