"""Names, subjects, titles and Message-IDs made to add a header, a recipient or a mail: a real server gets one mail.

Each goes through the whole way out to an SMTP server, which keeps what it was given.
"""

import email
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.db import Database
from app.outbound.sending import send_due
from app.outbound.ways_out.relay import Relay
from tests.factories.asking import REPLY_DOMAIN
from tests.factories.moments import Watch, local
from tests.factories.posting import Sink, addressed, letter, mail_server, put
from tests.factories.tenants import MadeTenant, make_tenant

NOON = local("2026-06-10 12:00")
OURS = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "In-Reply-To",
    "References",
    "List-Unsubscribe",
    "Content-Type",
    "MIME-Version",
]

HOSTILE = [
    "Dan\r\nBcc: eve@example.org",
    "Dan\nBcc: eve@example.org",
    "Dan\rBcc: eve@example.org",
    "Dan\r\n Bcc: eve@example.org",
    "Dan\r\n\r\n<script>alert(1)</script>",
    "Dan\n\n.\r\nMAIL FROM:<eve@example.org>",
    "Dan\r\n.\r\nRCPT TO:<eve@example.org>\r\n",
    "Dan\u2028Bcc: eve@example.org",
    "Dan\u2029Bcc: eve@example.org",
    "Dan\x85Bcc: eve@example.org",
    "Dan\x0b\x0cBcc: eve@example.org",
    "Dan\x00Bcc: eve@example.org",
    "Dan\x1c\x1d\x1eBcc: eve@example.org",
    "=?utf-8?q?Dan=0d=0aBcc:_eve@example.org?=",
    "=?utf-8?b?RGFuDQpCY2M6IGV2ZUBleGFtcGxlLm9yZw==?=",
    "=?utf-8?q?Dan?= =?utf-8?q?=0aBcc:_eve@example.org?=",
    "=?iso-8859-1?q?Dan=0a?= Bcc: eve@example.org",
    "=?x-unknown?q?Dan=0a?=",
    "Dan, eve@example.org",
    "Dan <eve@example.org>",
    "Dan <eve@example.org>, Kate",
    'Dan" <eve@example.org>, "',
    'Dan\\" <eve@example.org>',
    "Dan; eve@example.org",
    "group: eve@example.org;",
    "(comment) Dan (eve@example.org)",
    "@example.org:eve@example.org",
    "\u202emoc.elpmaxe@eve\u202c",
    "\u2066Dan\u2069\u200f",
    "D\u200ban\ufeff",
    "Dan\ud800\udfff\ud83d",
    "👩‍👩‍👧 Dän Ŕöy 李",
    "x" * 998,
    "x" * 5000,
    "é" * 998,
    "é " * 3000,
    "x" * 76 + "\r\n" + "y" * 76,
    " \t ",
    "",
    ".",
    "..\r\n.",
    "%0d%0aBcc:eve@example.org",
    "Dan\\r\\nBcc: eve@example.org",
    "From: eve@example.org",
    "--boundary--",
    "{{ 7 * 7 }}",
]
IDS = [
    "<a@b>\r\nBcc: eve@example.org",
    "<a@b>\n\nbody",
    "<a@b> <c@d>",
    "<" + "a" * 2000 + "@b>",
    "<a\x01@b>",
    "<a@b\u2028>",
    "<é@b>",
    "=?utf-8?q?=0aBcc:_eve@example.org?=",
    "a@b",
    "<a b@c>",
    "<@>>",
    "",
]


@pytest.fixture(scope="module")
def made(database: Database) -> MadeTenant:
    return make_tenant(database)


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[Sink, Relay]]:
    sink = Sink()
    with mail_server(sink) as port, closing(Relay(f"smtp://127.0.0.1:{port}")) as relay:
        yield sink, relay


def storable(words: str) -> str:
    """What PostgreSQL takes of them: neither NUL nor halves of pairs."""
    return words.replace("\x00", "").encode(errors="replace").decode()


class Way:
    """From the outbox to what the server was given."""

    def __init__(self, database: Database, made: MadeTenant, server: tuple[Sink, Relay]) -> None:
        self.database, self.made, self.server, self.number = database, made, server, 0

    def take(
        self, *, name: str = "Dan", sender: str = "Priya", subject: str = "May", answers: str = "<a@b>"
    ) -> EmailMessage:
        """One mail with these words in it; the server got exactly one, for the one recipient."""
        sink, relay = self.server
        sink.envelopes.clear()
        self.number += 1
        written = replace(
            addressed(self.made, f"{id(self)}:{self.number}", replace(letter(), subject=storable(subject))),
            to_name=storable(name),
            from_name=storable(sender),
            in_reply_to=storable(answers),
            to_address=f"d{self.number}@x.example",
        )
        put(self.database, self.made, NOON, written)
        assert send_due(self.database, self.made.tenant_id, relay, REPLY_DOMAIN, Watch(NOON)) == 1
        (envelope,) = sink.envelopes
        assert envelope.rcpt_tos == [f"d{self.number}@x.example"]
        assert isinstance(envelope.content, bytes)
        assert envelope.content.isascii()
        assert max(map(len, envelope.content.split(b"\r\n"))) <= 998
        assert b"\n" not in envelope.content.replace(b"\r\n", b"")
        message = email.message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        return message


@pytest.fixture(scope="module")
def way(database: Database, made: MadeTenant, server: tuple[Sink, Relay]) -> Way:
    return Way(database, made, server)


def clean(message: EmailMessage, number: int) -> None:
    """Our headers, each once; one sender, one recipient; the body is ours."""
    assert sorted(set(message.keys()) - {"In-Reply-To", "References"}) == sorted(
        set(OURS) - {"In-Reply-To", "References"}
    )
    assert len(message.keys()) == len(set(message.keys()))
    assert [address.addr_spec for address in message["To"].addresses] == [f"d{number}@x.example"]
    assert len(message["From"].addresses) == 1
    assert message["From"].addresses[0].domain == REPLY_DOMAIN
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == letter().text


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("where", ["name", "sender", "subject"])
def test_words_of_people_add_no_header_recipient_or_mail(way: Way, where: str, words: str) -> None:
    message = way.take(**{where: words})
    clean(message, way.number)


@pytest.mark.parametrize("words", IDS)
def test_the_message_id_of_a_hostile_mail_adds_nothing(way: Way, words: str) -> None:
    message = way.take(answers=words)
    clean(message, way.number)
    assert re.fullmatch(r"<[^\s<>]+>|none", message["In-Reply-To"] or "none"), "one Message-ID, or nothing"


_ACTIVE = st.sampled_from('\r\n\t "<>,;:@=?_.()\\\u2028\u202e')
_WORDS = st.text(alphabet=st.one_of(_ACTIVE, st.characters()), max_size=120)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=_WORDS, sender=_WORDS, subject=_WORDS, answers=_WORDS)
def test_no_words_at_all_do(way: Way, name: str, sender: str, subject: str, answers: str) -> None:
    clean(way.take(name=name, sender=sender, subject=subject, answers=answers), way.number)
