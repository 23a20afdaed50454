"""Slow, many and endless conversations do not keep the others out; the log tells of an outage once."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path

import pytest
import structlog
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from app.config import Settings, SettingsError
from app.db import Database
from tests.database import url_text
from tests.factories.kept import kept_mails
from tests.factories.listening import listening
from tests.factories.raw_talk import RawTalk, raw_talk
from tests.factories.tenants import make_tenant
from workers.listener.admission import Admission
from workers.listener.serving import tls_of

MAIL = b"From: dan@example.org\r\n\r\n1.5 h\r\n"


def hand_in(talk: RawTalk, recipient: str) -> bytes:
    talk.say(b"EHLO client.example")
    talk.say(b"MAIL FROM:<dan@example.org>")
    talk.say(f"RCPT TO:<{recipient}>".encode())
    talk.say(b"DATA")
    talk.send(MAIL + b".\r\n")
    return talk.answer()


def test_a_stranger_holds_only_so_many_conversations(database: Database) -> None:
    with listening(database, admission=Admission((), most_of_one=3)) as port, ExitStack() as held:
        talks = [held.enter_context(raw_talk(port)) for _ in range(3)]
        with raw_talk(port, greeted=False) as refused:
            assert refused.rest().startswith(b"421 4.7.0 Too many conversations")
        talks[0].say(b"QUIT")
        talks[0].rest()
        with raw_talk(port) as let_in:
            assert let_in.say(b"NOOP").startswith(b"250")


def test_a_relay_is_bound_by_the_whole_number_only(database: Database) -> None:
    admission = Admission((ip_network("127.0.0.0/8"),), most=4, most_of_one=1)
    with listening(database, admission=admission) as port, ExitStack() as held:
        for _ in range(4):
            held.enter_context(raw_talk(port))
        with raw_talk(port, greeted=False) as refused:
            assert refused.rest().startswith(b"421")


def test_whoever_was_turned_away_was_never_counted(database: Database) -> None:
    with listening(database, admission=Admission((), most_of_one=1)) as port, raw_talk(port) as first:
        for _ in range(5):
            with raw_talk(port, greeted=False) as refused:
                refused.send(b"EHLO x\r\n")
                refused.rest()
        assert first.say(b"QUIT").startswith(b"221")
        first.rest()
        with raw_talk(port) as again:
            assert again.say(b"NOOP").startswith(b"250")


@pytest.mark.parametrize(
    "words", [b"", b"EHLO client.example\r\nMAIL FROM:<dan@exa", b"x"], ids=["silent", "half a command", "a letter"]
)
def test_a_conversation_that_stands_still_is_ended(database: Database, words: bytes) -> None:
    with listening(database, quiet_seconds=0.5) as port, raw_talk(port) as talk:
        talk.send(words)
        began = time.monotonic()
        talk.rest()
        assert time.monotonic() - began < 5


def trickle(talk: RawTalk, seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        talk.send(b"x")
        time.sleep(0.05)


def test_a_mail_that_trickles_is_ended_and_the_next_one_taken(database: Database) -> None:
    """One byte at a time, for ever."""
    made = make_tenant(database)
    with listening(database, quiet_seconds=1.0) as port:
        with raw_talk(port) as talk:
            for line in (b"EHLO x", b"MAIL FROM:<dan@example.org>", b"RCPT TO:<%b>" % made.programme_address.encode()):
                talk.say(line)
            talk.say(b"DATA")
            with pytest.raises(ConnectionError):
                trickle(talk, seconds=10)
        with raw_talk(port) as talk:
            assert hand_in(talk, made.programme_address).startswith(b"250")
    assert len(kept_mails(database, made.tenant_id)) == 1


def test_a_mail_has_at_most_a_hundred_recipients(database: Database) -> None:
    made = make_tenant(database)
    with listening(database) as port, raw_talk(port) as talk:
        talk.say(b"EHLO x")
        talk.say(b"MAIL FROM:<dan@example.org>")
        answers = [talk.say(f"RCPT TO:<{made.programme_address}>".encode())[:9] for _ in range(101)]
    assert set(answers[:100]) == {b"250 2.1.5"}
    assert answers[100] == b"452 4.5.3"


def test_endless_nothing_is_ended(database: Database) -> None:
    with listening(database) as port, raw_talk(port) as talk:
        talk.send(b"NOOP\r\n" * 150)
        assert talk.rest().splitlines()[-1].startswith(b"421")


def test_an_outage_is_told_once_and_its_end_once(database_url: str, database: Database) -> None:
    made = make_tenant(database)
    gone = Database(url_text(database_url, database="no_such_database"))
    with structlog.testing.capture_logs() as logged, listening(gone) as port, raw_talk(port) as talk:
        talk.say(b"EHLO x")
        talk.say(b"MAIL FROM:<dan@example.org>")
        rcpt = f"RCPT TO:<{made.programme_address}>".encode()
        assert [talk.say(rcpt)[:9] for _ in range(3)] == [b"451 4.3.0"] * 3
        gone.engine.dispose()
        gone.engine = database.engine
        assert talk.say(rcpt).startswith(b"250")
    told = [(line["event"], line.get("put_off")) for line in logged if line["event"].startswith("records_")]
    assert told == [("records_away", None), ("records_back", 3)]
    assert "hidden" not in str(logged)


@pytest.fixture
def certificate(tmp_path: Path) -> Settings:
    """A certificate of our own making, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "reply.localhost")])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    (tmp_path / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (tmp_path / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return Settings.model_construct(smtp_tls_cert=tmp_path / "cert.pem", smtp_tls_key=tmp_path / "key.pem")


@pytest.fixture
def encrypted(database: Database, certificate: Settings) -> Iterator[int]:
    with listening(database, admission=Admission(()), tls=tls_of(certificate)) as port:
        yield port


def test_starttls_encrypts_and_forgets_what_was_said_before(database: Database, encrypted: int) -> None:
    made = make_tenant(database)
    with raw_talk(encrypted) as talk:
        assert talk.say(b"EHLO before.example").startswith(b"250")
        assert talk.say(b"STARTTLS").startswith(b"220")
        talk.encrypt()
        assert talk.say(b"MAIL FROM:<dan@example.org>").startswith(b"503")
        assert hand_in(talk, made.programme_address).startswith(b"250")
    (mail,) = kept_mails(database, made.tenant_id)
    assert (mail.envelope["helo"], mail.envelope["proto"]) == ("client.example", "ESMTPS")


def test_nothing_sent_along_with_starttls_is_obeyed(database: Database, encrypted: int) -> None:
    """CVE-2011-0411."""
    made = make_tenant(database)
    forged = f"EHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<{made.programme_address}>\r\nDATA\r\n\r\n40 h\r\n.\r\n"
    with raw_talk(encrypted) as talk:
        talk.say(b"EHLO client.example")
        talk.send(b"STARTTLS\r\n" + forged.encode())
        assert talk.rest().startswith(b"554 5.5.1")
    assert kept_mails(database, made.tenant_id) == []


def test_over_tls_nobody_is_asked_to_sign_in_and_nobody_encrypts_twice(encrypted: int) -> None:
    with raw_talk(encrypted) as talk:
        talk.say(b"EHLO client.example")
        talk.say(b"STARTTLS")
        talk.encrypt()
        talk.send(b"EHLO client.example\r\nSTARTTLS\r\n")
        said = talk.rest()
    assert b"AUTH" not in said
    assert b"STARTTLS" not in said
    assert b"554 5.5.1" in said


def test_without_a_certificate_starttls_is_not_offered(database: Database) -> None:
    assert tls_of(Settings.model_construct(smtp_tls_cert=None)) is None
    with listening(database) as port, raw_talk(port) as talk:
        talk.send(b"EHLO x\r\nSTARTTLS\r\nQUIT\r\n")
        said = talk.rest()
    assert b"250-STARTTLS" not in said
    assert b"454 TLS not available" in said


def test_a_certificate_that_cannot_be_read_stops_the_start_with_a_sentence(tmp_path: Path) -> None:
    wrong = Settings.model_construct(smtp_tls_cert=tmp_path / "none.pem", smtp_tls_key=tmp_path / "none.key")
    with pytest.raises(SettingsError, match="SMTP_TLS_CERT"):
        tls_of(wrong)
