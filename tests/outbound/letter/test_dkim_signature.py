"""What we sign, others can verify; what is changed on the way, they notice (RFC 6376)."""

from datetime import UTC, datetime
from email.message import EmailMessage

import dkim
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from dkim.canonicalization import Relaxed
from hypothesis import given, settings
from hypothesis import strategies as st

from app.outbound.letter.dkim_keys import DkimKey
from app.outbound.letter.dkim_signature import SIGNED_HEADERS, relaxed_body, signature_of
from app.outbound.letter.envelope import POLICY

AT = datetime(2026, 6, 1, 15, 0, tzinfo=UTC)
KEY = DkimKey("northfield.example", "mp1", generate_private_key(65537, 2048))


def mail(subject: str = "May with Kate", text: str = "Hello Dan,\n\n.\n  \nbye \n\n\n") -> bytes:
    message = EmailMessage(policy=POLICY)
    message["From"], message["To"] = "Priya Nair <p@northfield.example>", "Dan Roy <dan@example.org>"
    message["Subject"], message["Date"] = subject, "Mon, 01 Jun 2026 15:00:00 +0000"
    message["Message-ID"], message["Reply-To"] = "<one@reply.localhost>", "key@reply.localhost"
    message["List-Unsubscribe"] = "<https://mentorpost.example/unsubscribe/abc>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text, charset="utf-8")
    return bytes(message)


def signed(content: bytes) -> bytes:
    return signature_of(content, KEY, AT) + content


def holds(content: bytes) -> bool:
    name, value = KEY.record
    zone = {f"{name}.".encode(): value.encode()}
    return bool(dkim.verify(content, dnsfunc=lambda asked, **_: zone.get(asked, b"")))


@pytest.mark.parametrize("subject", ["May with Kate", "Mai : avec François", "long " * 40, "  spaces   inside "])
@pytest.mark.parametrize("text", ["", "\n\n\n", "one", "a\t b  \n\n.\n..\n", "é" * 2000, "x" * 5000 + "\n \n\t\n"])
def test_what_we_sign_verifies(subject: str, text: str) -> None:
    assert holds(signed(mail(subject, text)))


@given(st.text(max_size=300), st.text(alphabet="abc é\t\n.", max_size=300))
@settings(max_examples=60)
def test_any_mail_verifies(subject: str, text: str) -> None:
    plain = " ".join(subject.split()).encode(errors="replace").decode()
    clean = "".join(letter for letter in plain if letter.isprintable())
    assert holds(signed(mail(clean, text)))


@pytest.mark.parametrize("name", SIGNED_HEADERS)
def test_a_header_that_matters_cannot_be_added_on_the_way(name: str) -> None:
    """Each is named once more than it stands, so that a second From or a Cc breaks the signature."""
    content = signed(mail())
    assert holds(content)
    assert not holds(f"{name}: eve@example.org\r\n".encode() + content)


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        (b"Subject: May", b"Subject: June"),
        (b"key@reply.localhost", b"eve@reply.localhost"),
        (b"unsubscribe/abc", b"unsubscribe/xyz"),
        (b"Hello Dan", b"Hello Eve"),
        (b"d=northfield.example", b"d=southfield.example"),
    ],
)
def test_a_change_on_the_way_is_noticed(was: bytes, becomes: bytes) -> None:
    content = signed(mail())
    assert was in content
    assert not holds(content.replace(was, becomes, 1))


def test_what_servers_do_to_spaces_on_the_way_changes_nothing() -> None:
    """relaxed/relaxed: header names in capitals, folded lines, spaces at the end of lines."""
    content = signed(mail())
    moved = content.replace(b"Subject: May with Kate", b"SUBJECT:  May\r\n\twith   Kate ").replace(
        b"Dan,\r\n", b"Dan, \r\n"
    )
    assert moved != content
    assert holds(moved)


def test_the_signature_is_of_short_ascii_lines_and_one_header() -> None:
    header = signature_of(mail(), KEY, AT)
    lines = header.split(b"\r\n")
    assert max(len(line) for line in lines) <= 78
    assert lines[-1] == b""
    assert all(line.startswith(b" ") for line in lines[1:-1])
    assert b"t=1780326000;" in header
    assert b"l=" not in header.replace(b"relaxed", b""), "no length tag: nothing may be appended"


@given(st.lists(st.sampled_from([b"a", b" ", b"  ", b"\t", b"\r\n", b"b c", b"\x0b", b"="]), max_size=40))
def test_the_body_is_laid_out_as_dkimpy_does(parts: list[bytes]) -> None:
    body = b"".join(parts)
    assert relaxed_body(body) == Relaxed.canonicalize_body(body)
