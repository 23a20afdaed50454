"""The connections to the relay: kept, shared, renewed; TLS as MAIL_URL asks for it, certificates verified."""

import asyncio
import smtplib
import ssl
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from app.db import new_id
from app.errors import AppError
from app.outbound.ways_out import relay as relay_module
from app.outbound.ways_out.handover import Claimed, NotNow, Refused, Unreachable
from app.outbound.ways_out.relay import Relay
from app.outbound.ways_out.relay_url import Tls, relay_url
from tests.factories.posting import Sink, mail_server


def mail(number: int = 1, content: bytes = b"Subject: May\r\n\r\nHello\r\n") -> Claimed:
    return Claimed(new_id(), 1, datetime(2026, 6, 1, tzinfo=UTC), "return-x@r.example", f"p{number}@x.example", content)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ssl.SSLContext]:
    """A certificate for 127.0.0.1 that signs itself, and a server's context with it."""
    key, folder = generate_private_key(65537, 2048), tmp_path_factory.mktemp("tls")
    name, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")]), datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    public, private = folder / "public.pem", folder / "private.pem"
    public.write_bytes(made.public_bytes(Encoding.PEM))
    private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(public, private)
    return public, context


class Guarded(Sink):
    """Notes whether each mail came over TLS, and who signed in."""

    def __init__(self) -> None:
        super().__init__()
        self.over_tls: list[bool] = []
        self.users: list[bytes] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.over_tls.append(session.ssl is not None)
        return await super().handle_DATA(server, session, envelope)

    def sign_in(self, _server: SMTP, _session: Session, _envelope: Envelope, _way: str, found: Any) -> AuthResult:
        self.users.append(found.login)
        return AuthResult(success=found.password == b"right", handled=found.password == b"right")


def hand_over(port: int, options: str = "", user: str = "", mails: int = 1) -> None:
    with closing(Relay(f"smtp://{user}127.0.0.1:{port}{options}")) as relay:
        for _ in range(mails):
            relay(mail())


def test_starttls_is_used_where_it_is_offered_whatever_the_certificate(
    certificate: tuple[Path, ssl.SSLContext],
) -> None:
    """RFC 7435: a local Postfix signs its own."""
    sink = Guarded()
    with mail_server(sink, tls_context=certificate[1]) as port:
        hand_over(port)
    with mail_server(sink) as port:
        hand_over(port)
    assert sink.over_tls == [True, False]


def test_none_means_none(certificate: tuple[Path, ssl.SSLContext]) -> None:
    sink = Guarded()
    with mail_server(sink, tls_context=certificate[1]) as port:
        hand_over(port, "?tls=none")
    assert sink.over_tls == [False]


def test_where_tls_is_required_a_relay_without_it_gets_nothing() -> None:
    sink = Guarded()
    with mail_server(sink) as port, pytest.raises(Unreachable, match="STARTTLS"):
        hand_over(port, "?tls=required")
    assert sink.envelopes == []


def test_where_tls_is_required_the_certificate_must_be_one_we_trust(certificate: tuple[Path, ssl.SSLContext]) -> None:
    sink = Guarded()
    with mail_server(sink, tls_context=certificate[1]) as port:
        with pytest.raises(Unreachable, match="certificate verify failed"):
            hand_over(port, "?tls=required")
        assert sink.over_tls == []
        hand_over(port, f"?tls=required&ca={certificate[0]}")
    assert sink.over_tls == [True]


@pytest.mark.parametrize(("password", "taken"), [("right", 1), ("wrong", 0)])
def test_a_relay_that_wants_to_know_us_is_told_who_we_are(
    certificate: tuple[Path, ssl.SSLContext], password: str, taken: int
) -> None:
    """A wrong password is for a person to mend: no mail is lost over it."""
    sink = Guarded()
    options: dict[str, Any] = {"tls_context": certificate[1], "authenticator": sink.sign_in, "auth_required": True}
    with mail_server(sink, **options) as port:
        url = f"smtp://post:{password}@127.0.0.1:{port}?tls=required&ca={certificate[0]}"
        with closing(Relay(url)) as relay:
            if taken:
                relay(mail())
            else:
                with pytest.raises(Unreachable, match="refused our user and password") as told:
                    relay(mail())
                assert "wrong" not in str(told.value)
    assert (len(sink.envelopes), sink.users[0]) == (taken, b"post")


@pytest.mark.parametrize(
    ("url", "tls"),
    [
        ("smtp://relay.example", Tls.OPPORTUNISTIC),
        ("smtp://u:p@relay.example:587", Tls.REQUIRED),
        ("smtp://u:p@127.0.0.1:25", Tls.OPPORTUNISTIC),
        ("smtp://u:p@relay.example?tls=none", Tls.NONE),
        ("smtps://relay.example", Tls.WRAPPED),
    ],
)
def test_a_password_goes_over_a_verified_line_unless_a_person_says_otherwise(url: str, tls: Tls) -> None:
    assert relay_url(url).tls is tls


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("smtp://r?tls=sometimes", "tls must be one of required, opportunistic, none"),
        ("smtps://r?tls=none", "contradicts"),
        ("smtp://r?tsl=none", "no option tsl"),
        ("smtp://r:port", "Port"),
    ],
)
def test_an_option_that_there_is_not_is_told_at_the_start(url: str, said: str) -> None:
    with pytest.raises(AppError, match=rf"MAIL_URL.*{said}"):
        relay_url(url)


@pytest.fixture
def sink() -> Iterator[tuple[Sink, Relay]]:
    kept = Sink()
    with mail_server(kept) as port, closing(Relay(f"smtp://127.0.0.1:{port}", "post.example")) as relay:
        yield kept, relay


def test_threads_share_a_few_connections(sink: tuple[Sink, Relay]) -> None:
    kept, relay = sink
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: relay(mail(number)), range(60)))
    assert len(kept.envelopes) == 60
    assert kept.connections <= 4


def test_a_connection_carries_a_hundred_mails_and_no_more(
    sink: tuple[Sink, Relay], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay_module, "MOST_MAILS", 3)
    kept, relay = sink
    for number in range(7):
        relay(mail(number))
    assert kept.connections == 3


@pytest.mark.parametrize(("rested", "connections"), [(1, 1), (30, 1), (61, 2)])
def test_a_connection_that_rested_too_long_is_not_used_again(
    sink: tuple[Sink, Relay], rested: float, connections: int
) -> None:
    kept, relay = sink
    relay(mail())
    relay._idle[-1].used_at -= rested
    relay(mail())
    assert (len(kept.envelopes), kept.connections) == (2, connections)


def test_a_relay_that_takes_its_leave_between_two_mails_loses_none(sink: tuple[Sink, Relay]) -> None:
    """421 to MAIL on a connection that had rested: nothing was sent yet, so another is opened at once."""
    kept, relay = sink
    relay(mail())
    kept.answers["p2@x.example"] = "421 4.4.2 timeout, closing"
    with pytest.raises(Unreachable, match="421"):
        relay(mail(2))
    relay(mail(3))
    assert [envelope.rcpt_tos for envelope in kept.envelopes] == [["p1@x.example"], ["p3@x.example"]]


def test_a_connection_that_breaks_after_the_content_leaves_the_mail_to_be_sent_again(sink: tuple[Sink, Relay]) -> None:
    """It may have arrived: the next try has the same Message-ID."""
    kept, relay = sink
    kept.after_data = "421 4.3.2 shutting down"
    with pytest.raises(NotNow):
        relay(mail())
    kept.after_data = "250 OK"
    relay(mail())
    assert len(kept.envelopes) == 1


class Thoughtful(Sink):
    """Looks at a mail for a while before it says that it has it."""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        await asyncio.sleep(1.0)
        return await super().handle_DATA(server, session, envelope)


def test_a_relay_that_answers_a_mail_late_gets_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exchange holds its answer back; whoever hangs up before it sends the same mail again and again."""
    monkeypatch.setattr(relay_module, "COMMAND_SECONDS", 0.5)
    sink = Thoughtful()
    with mail_server(sink) as port:
        hand_over(port, mails=2)
    assert len(sink.envelopes) == 2


def test_a_relay_that_is_down_is_left_in_peace_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    relay, tries = Relay("smtp://127.0.0.1:1"), []

    def refused(_smtp: smtplib.SMTP, host: str, _port: int) -> None:
        tries.append(host)
        raise ConnectionRefusedError

    monkeypatch.setattr(smtplib.SMTP, "connect", refused)
    for _ in range(5):
        with pytest.raises(Unreachable):
            relay(mail())
    assert len(tries) == 1
    relay._down_until = time.monotonic()
    with pytest.raises(Unreachable):
        relay(mail())
    assert len(tries) == 2


@pytest.mark.parametrize(
    "content",
    [
        b"Subject: a\r\n\r\n.\r\n",
        b"Subject: a\r\n\r\n.\r\n.\r\nMAIL FROM:<eve@example.org>\r\n",
        b"Subject: a\r\n\r\n..x\r\n...\r\n",
        b"Subject: a\r\n\r\nno end",
        b".Subject: a\r\n\r\n.",
    ],
)
def test_dots_at_the_beginning_of_lines_arrive_as_they_were(sink: tuple[Sink, Relay], content: bytes) -> None:
    """RFC 5321 4.5.2: no line of a mail can end it."""
    kept, relay = sink
    relay(mail(content=content))
    (envelope,) = kept.envelopes
    assert envelope.content == (content if content.endswith(b"\r\n") else content + b"\r\n")


def test_it_greets_by_the_name_it_was_given(sink: tuple[Sink, Relay]) -> None:
    kept, relay = sink
    relay(mail())
    assert kept.greeted_by == ["post.example"]


def test_an_address_beyond_ascii_is_refused_before_anything_is_said(sink: tuple[Sink, Relay]) -> None:
    kept, relay = sink
    with pytest.raises(Refused):
        relay(Claimed(new_id(), 1, datetime(2026, 6, 1, tzinfo=UTC), "", "é@x.example", b"x"))
    assert kept.connections == 0
