"""A report in its pieces: what it says, its machine-readable fields, and the headers of the mail that came back."""

import binascii
import email.policy
import re
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from email.header import decode_header
from email.message import Message as MimePart
from email.parser import BytesFeedParser
from functools import cache
from quopri import decodestring
from typing import Final

from app.inbound.bounces.words import words
from app.inbound.mail.bodies import children, decode_bytes
from app.inbound.mail.html_text import html_to_text
from app.inbound.mail.mime_limits import check_limits
from app.inbound.mail.transfer import decoded, encoding_of
from app.outbound.reach.diagnosis import folded

STATUS_PARTS: Final = frozenset({"message/delivery-status", "message/global-delivery-status"})
FEEDBACK_PARTS: Final = frozenset({"message/feedback-report"})
_RETURNED_PARTS: Final = frozenset(
    {"message/rfc822", "message/global", "text/rfc822-headers", "message/rfc822-headers", "message/global-headers"}
)
_HEADER: Final = re.compile(r"^[>\s]{0,4}([A-Za-z][A-Za-z0-9-]{1,40})[ \t]*:[ \t]?(.*)$")
_LONGEST_TEXT: Final = 40_000
_MOST_PARTS: Final = 100
_HEADERS_AT_LEAST: Final = 2


@dataclass(frozen=True, slots=True)
class Pieces:
    """What a report consists of. `notice` is what it says in words, without the mail that came back; `whole` has it.

    `status` and `feedback` are the texts of the machine-readable parts, `returned` the headers of the mail that came
    back, by lower-case name, `headers` those of the report itself.
    """

    headers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    notice: str = ""
    whole: str = ""
    status: tuple[str, ...] = ()
    feedback: tuple[str, ...] = ()
    returned: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def header(self, name: str) -> str:
        """The first value of a header of the report, or an empty string."""
        return next(iter(self.headers.get(name, ())), "")


def pieces_of(raw: bytes) -> Pieces:
    """Take a report apart.

    Raises:
        UnreadableMail: for one over the bounds of `mime_limits`.

    """
    check_limits(raw)
    parser = BytesFeedParser(policy=email.policy.compat32)
    parser.feed(raw)
    mail = parser.close()
    texts, status, feedback, returned = [], [], [], dict[str, tuple[str, ...]]()
    for part in _own_parts(mail):
        kind = part.get_content_type().lower()
        if kind in STATUS_PARTS:
            status.append(_text(part))
        elif kind in FEEDBACK_PARTS:
            feedback.append(_text(part))
        elif kind in _RETURNED_PARTS:
            returned = returned or _returned_headers(part)
        elif kind.startswith(("text/", "multipart/")):  # a multipart without its boundary is one text
            texts.append(_text(part))
    whole = "\n\n".join(texts)[:_LONGEST_TEXT]
    notice, copy = _without_copy(whole)
    return Pieces(
        headers=_headers(mail.raw_items()),
        notice=notice,
        whole=whole,
        status=tuple(status),
        feedback=tuple(feedback),
        returned=returned or header_block(copy.splitlines()),
    )


def header_block(lines: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The headers at the beginning of some lines, quoted or not; what stands before the first is passed over."""
    found: list[tuple[str, str]] = []
    for line in lines:
        match = _HEADER.match(line)
        if match:
            found.append((match[1], match[2]))
        elif found and line[:1] in (" ", "\t") and line.strip():
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}")
        elif len(found) >= _HEADERS_AT_LEAST:
            break
        else:
            found = []
    return _headers(found)


def _own_parts(mail: MimePart) -> Iterator[MimePart]:
    """The parts of the report itself, in their order: not those of a mail inside it."""
    waiting, seen = [mail], 0
    while waiting and seen < _MOST_PARTS:
        part, seen = waiting.pop(0), seen + 1
        kind = part.get_content_type().lower()
        if part.is_multipart() and kind not in STATUS_PARTS | FEEDBACK_PARTS | _RETURNED_PARTS:
            waiting[:0] = children(part)
        else:
            yield part


def _text(part: MimePart) -> str:
    """The text of a part; a delivery status, which the standard library takes apart, is put together again."""
    if isinstance(part.get_payload(), list):
        whole = "\n\n".join(_block(block) for block in children(part))
        return _plain(_transfer_decoded(whole, encoding_of(part)))
    content = decoded(part)
    if content is None:
        return ""
    text = decode_bytes(content, str(part.get_param("charset", "") or ""))[0]
    return html_to_text(text) if part.get_content_type() == "text/html" else _plain(text)


def _block(block: MimePart) -> str:
    fields = "\n".join(f"{name}: {value}" for name, value in block.raw_items())
    rest = block.get_payload()
    return f"{fields}\n{rest}" if isinstance(rest, str) else fields


def _transfer_decoded(text: str, kind: str) -> str:
    try:
        if kind == "base64":
            return b64decode("".join(text.split())).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return text
    if kind == "quoted-printable":
        return decodestring(text.encode("utf-8", "surrogateescape")).decode("utf-8", "replace")
    return text


def _plain(text: str) -> str:
    flat = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return flat.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _returned_headers(part: MimePart) -> dict[str, tuple[str, ...]]:
    payload = part.get_payload()
    if isinstance(payload, list) and payload and isinstance(payload[0], MimePart):
        return _headers(payload[0].raw_items())
    return header_block(_text(part).splitlines())


def _headers(items: Iterable[tuple[str, object]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, value in items:
        found.setdefault(name.lower(), []).append(_decoded(_plain(" ".join(str(value).split()))))
    return {name: tuple(values) for name, values in found.items()}


def _decoded(value: str) -> str:
    if "=?" not in value:
        return value
    try:
        parts = decode_header(value)
    except ValueError:
        return value
    return "".join(part if isinstance(part, str) else decode_bytes(part, name or "")[0] for part, name in parts)


def _without_copy(text: str) -> tuple[str, str]:
    """What the report says, and the copy of the mail that follows it."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if number and line.strip() and _copy_begins().fullmatch(folded(line[:300])):
            return "\n".join(lines[:number]), "\n".join(lines[number:])
    return text, ""


@cache
def _copy_begins() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in words()["copy_begins"]))
