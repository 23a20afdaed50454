"""However a mail is put together, its parsing ends with a reading or a refusal by name: no exception escapes (I9)."""

from email.message import EmailMessage

from hypothesis import given, settings
from hypothesis import strategies as st

from app.inbound.mail.message import UnreadableMail
from app.inbound.parse import parse_mail
from app.reading.contract import Outcome, Reading
from tests.reading.answered_checkin import SENT, context

HEAD = b"From: Dan Roy <dan@example.org>\r\nDate: Wed, 03 Jun 2026 10:00:00 -0600\r\nMIME-Version: 1.0\r\n"
TYPES = st.sampled_from([
    "text/plain", "text/html", "text/enriched", "text/calendar", "application/octet-stream", "image/png",
    "application/ms-tnef", "application/pkcs7-mime", "application/pgp-encrypted", "message/rfc822",
    "message/delivery-status", "multipart/alternative", "text", "/", "text/plain; charset", "multipart/mixed",
])  # fmt: skip
CHARSETS = st.sampled_from(["utf-8", "windows-1252", "iso-8859-1", "utf-7", "utf-16", "x-unknown", "", '"', "ascii"])
ENCODINGS = st.sampled_from(["7bit", "8bit", "quoted-printable", "base64", "x-uuencode", "binary", "", "??"])
BODIES = st.one_of(
    st.sampled_from([
        b"2 hours by phone", b"2 heures =C3=A0 l=27=C3=A9cole=", b"MiBob3Vycw==", b"<p>2 hours</p><table><tr><td>1",
        b"begin 644 x\r\n#86)C\r\n`\r\nend", b"> 2 hours\r\n> 3", b"--x--", b"\x00\xff\xfe", b"",
    ]),
    st.binary(max_size=60),
)  # fmt: skip


@st.composite
def leaves(draw: st.DrawFn) -> bytes:
    kind, charset, encoding = draw(TYPES), draw(CHARSETS), draw(ENCODINGS)
    header = f"Content-Type: {kind}; charset={charset}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    return header.encode() + draw(BODIES)


def joined(parts: list[bytes], subtype: str, boundary: str, *, closed: bool, declared: bool) -> bytes:
    """Parts behind a boundary, which may be left undeclared or open."""
    head = f"Content-Type: multipart/{subtype}" + (f'; boundary="{boundary}"' if declared else "")
    mark = f"\r\n--{boundary}".encode()
    return head.encode() + b"\r\n\r\n" + b"".join(mark + b"\r\n" + part for part in parts) + mark * closed


def _multiparts(children: st.SearchStrategy[bytes]) -> st.SearchStrategy[bytes]:
    return st.builds(
        joined,
        st.lists(children, max_size=4),
        st.sampled_from(["mixed", "alternative", "related", "signed", "report", "digest", "x"]),
        st.sampled_from(["b", "b", "c", "=_", " "]),  # the same boundary inside and outside too
        closed=st.booleans(),
        declared=st.booleans(),
    )


TREES = st.recursive(leaves(), _multiparts, max_leaves=8)


def parsed(raw: bytes) -> Reading | None:
    try:
        return parse_mail(raw, context())
    except UnreadableMail:
        return None


@settings(max_examples=300)
@given(TREES)
def test_any_tree_of_parts_is_read_or_refused_by_name(tree: bytes) -> None:
    reading = parsed(HEAD + tree)
    assert reading is None or reading.outcome in set(Outcome)


@settings(max_examples=200)
@given(TREES, st.integers(0, 400), st.integers(1, 60))
def test_a_tree_that_lost_some_bytes_is_too(tree: bytes, at: int, length: int) -> None:
    reading = parsed(HEAD + tree[:at] + tree[at + length :])
    assert reading is None or reading.outcome in set(Outcome)


@settings(max_examples=100)
@given(TREES)
def test_parts_beside_a_clear_reply_do_not_change_its_hours_by_themselves(tree: bytes) -> None:
    """An attachment is no reply: what stands in a part that is attached is never added."""
    mail = EmailMessage()
    mail["From"], mail["Date"] = "Dan Roy <dan@example.org>", "Wed, 03 Jun 2026 10:00:00 -0600"
    mail.set_content(f"2 hours by phone.\n\nOn Mon, 1 Jun 2026 Priya wrote:\n> {SENT}\n")
    mail.add_attachment(tree, maintype="application", subtype="octet-stream", filename="notes.bin")
    reading = parsed(bytes(mail))
    assert reading is not None
    assert reading.hours is not None
    assert reading.hours.total == 2
