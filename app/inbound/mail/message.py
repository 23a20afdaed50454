"""A mail as a value: who wrote it, when, what it says. Pure; the rest of the product never sees MIME."""

import email.policy
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.errors import MessageError
from email.feedparser import BytesFeedParser
from email.header import decode_header
from email.message import Message as MimePart
from email.utils import parsedate_to_datetime
from typing import Final

from mailparser import MailParser
from mailparser.exceptions import MailParserError

from app.inbound.mail.bodies import attachment_names, children, choose_bodies, decode_bytes
from app.inbound.mail.mime_limits import (
    MAX_DEPTH,
    MAX_HEADER_BYTES,
    MAX_PARTS,
    Unreadable,
    UnreadableMail,
    check_limits,
)
from app.inbound.sender.header_lines import plain_lines
from app.inbound.sender.mailbox import one_address

__all__ = ["Message", "Unreadable", "UnreadableMail", "parsed", "read_message"]

Address = tuple[str, str]
"""Display name and address; either may be empty."""

_DROPPED_HEADERS: Final = frozenset({"received", "dkim-signature", "arc-seal", "arc-message-signature"})
"""Long, and of no use to a step that reads the value; the raw mail keeps them."""
_MESSAGE_ID: Final = re.compile(r"<[^<>\s\x00-\x1f\x7f\ud800-\udfff]{1,998}>")
_YEARS: Final = range(1970, 9999)
"""Beyond them no clock was right, and the calendar's ends have no day in every zone."""
_HEAD_END: Final = re.compile(rb"\n\r*\n")
_DOUBLED_CR: Final = re.compile(rb"(?<!\r)\r{2,}\n")
_BARE_CR: Final = re.compile(rb"\r(?!\n)")
_PIECE: Final = 1 << 16
_REPORT_BYTES: Final = 65_536
_REPORTS: Final = frozenset({"message/delivery-status", "message/feedback-report", "message/disposition-notification"})


@dataclass(frozen=True, slots=True)
class Message:
    """One mail. Texts hold line feeds only; `date` is aware, in the zone the sender wrote.

    `senders` are the addresses of every From header, `from_count` how many From headers there are: more
    than one is no mail to trust. `headers` maps lower-case names to decoded values. `reports` maps the type
    of a machine-readable report part to its text.
    """

    senders: tuple[Address, ...] = ()
    from_count: int = 0
    subject: str = ""
    date: datetime | None = None
    message_id: str | None = None
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    headers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    text: str | None = None
    html: str | None = None
    content_type: str = "text/plain"
    report_type: str | None = None
    part_types: tuple[str, ...] = ()
    reports: Mapping[str, str] = field(default_factory=dict)
    attachment_names: tuple[str, ...] = ()
    defects: tuple[str, ...] = ()

    @property
    def has_calendar(self) -> bool:
        """Whether an iCalendar object is part of it (RFC 5546)."""
        return "text/calendar" in self.part_types

    def header(self, name: str) -> str:
        """The first value of a header, or an empty string."""
        return next(iter(self.headers.get(name.lower(), ())), "")


def read_message(raw: bytes) -> Message:
    """Reads the bytes of one mail.

    Raises `UnreadableMail` for a mail over the bounds of `mime_limits`, or one that no parser gets through.
    Broken encodings, character sets, dates and addresses are read as well as can be, and noted in `defects`.
    """
    check_limits(raw)
    try:
        mail = parsed(raw)
        _check_parts(mail)
        return _to_message(mail)
    except RecursionError as problem:
        raise UnreadableMail(Unreadable.TOO_DEEP, "its parts are nested too deep") from problem
    except (MessageError, MailParserError) as problem:
        raise UnreadableMail(Unreadable.BROKEN, f"its structure is broken ({problem})") from problem


def parsed(raw: bytes) -> MimePart:
    """The parts of a mail. Fed in pieces: in one call the parser would hold four bytes for each byte of the mail."""
    parser = BytesFeedParser(policy=email.policy.compat32)
    raw = _plain_head(raw)
    for start in range(0, len(raw), _PIECE):
        parser.feed(raw[start : start + _PIECE])
    return parser.close()


def _plain_head(raw: bytes) -> bytes:
    """The mail with no odd line in its header, and no bare CR, where the stdlib would see another header begin.

    Servers and signatures see none there (RFC 5321, 2.3.8): what stands behind it belongs to the header before. A
    mail without any LF in its header is of a kind that ends its lines so.
    """
    end = _HEAD_END.search(raw)
    head = raw[: end.start() + 1] if end else raw[:MAX_HEADER_BYTES]
    if b"\n" not in head:
        return raw
    plain = plain_lines(_BARE_CR.sub(b" ", _DOUBLED_CR.sub(b"\r\n", head)) if _BARE_CR.search(head) else head)
    return raw if plain == head else plain + raw[len(head) :]


def _check_parts(mail: MimePart) -> None:
    """The exact count, for mails whose nesting does not show in their boundary lines."""
    level, depth, count = [mail], 0, 0
    while level:
        depth, count = depth + 1, count + len(level)
        if count > MAX_PARTS:
            raise UnreadableMail(Unreadable.TOO_MANY_PARTS, f"it has more than {MAX_PARTS} parts")
        if depth > MAX_DEPTH:
            raise UnreadableMail(Unreadable.TOO_DEEP, f"its parts are nested more than {MAX_DEPTH} levels deep")
        level = [child for part in level if part.is_multipart() for child in children(part)]


def _to_message(mail: MimePart) -> Message:
    headers = _headers(mail)
    known = MailParser(_headers_only(headers, ("from", "to", "cc", "date")))
    bodies = choose_bodies(mail)
    parts = list(mail.walk())
    froms = headers.get("from", ())
    return Message(
        senders=tuple(address for value in froms for address in _addresses(value)),
        from_count=len(froms),
        subject=" ".join(_first(headers, "subject").split()),
        date=_date(_first(headers, "date"), known),
        message_id=next(iter(_ids(headers, "message-id")), None),
        in_reply_to=_ids(headers, "in-reply-to"),
        references=_ids(headers, "references"),
        to=tuple(known.to or ()) or _alone(_first(headers, "to")),
        cc=tuple(known.cc or ()) or _alone(_first(headers, "cc")),
        headers={name: values for name, values in headers.items() if name not in _DROPPED_HEADERS},
        text=bodies.text,
        html=bodies.html,
        content_type=mail.get_content_type(),
        report_type=str(mail.get_param("report-type", "") or "").lower() or None,
        part_types=tuple(part.get_content_type() for part in parts),
        reports=_reports(parts),
        attachment_names=attachment_names(mail),
        defects=(*(type(d).__name__ for part in parts for d in part.defects), *bodies.charset_defects),
    )


def _headers(mail: MimePart) -> dict[str, tuple[str, ...]]:
    """Every header by lower-case name. Addresses stay encoded: their names are decoded once they are split."""
    found: dict[str, list[str]] = {}
    for name, value in mail.raw_items():
        lower = name.lower()
        whole = _unfolded(str(value))
        encoded = lower in ("from", "to", "cc", "reply-to")
        found.setdefault(lower, []).append(_decodable(whole) if encoded else _decoded(whole))
    return {name: tuple(values) for name, values in found.items()}


def _unfolded(value: str) -> str:
    """One line of proper Unicode. The stdlib keeps bytes above 127 as lone surrogates."""
    flat = re.sub(r"\r?\n(?=[ \t])", "", value).replace("\r", " ").replace("\n", " ")
    if flat.isascii():
        return flat
    return decode_bytes(flat.encode("utf-8", "surrogateescape"), "utf-8")[0]


def _decoded(value: str) -> str:
    """The words of a header: encoded words (RFC 2047) decoded, broken ones left as they stand."""
    if "=?" not in value:
        return value
    try:
        pieces = decode_header(value)
    except (MessageError, ValueError):
        return value
    return "".join(
        piece if isinstance(piece, str) else decode_bytes(piece, charset or "")[0] for piece, charset in pieces
    )


def _decodable(value: str) -> str:
    """A header with encoded words in it, none of them broken: the parser of addresses would give the mail up."""
    try:
        decode_header(value)
    except (MessageError, ValueError):
        return value.replace("=?", "= ?")
    return value


def _first(headers: Mapping[str, tuple[str, ...]], name: str) -> str:
    return next(iter(headers.get(name, ())), "")


def _ids(headers: Mapping[str, tuple[str, ...]], name: str) -> tuple[str, ...]:
    return tuple(found for value in headers.get(name, ()) for found in _MESSAGE_ID.findall(value))


def _headers_only(headers: Mapping[str, tuple[str, ...]], names: Sequence[str]) -> MimePart:
    """A bodiless mail for mail-parser, which would else decode every attachment."""
    mail = MimePart(policy=email.policy.compat32)
    for name in names:
        for value in headers.get(name, ())[:1]:
            mail[name] = _with_commas(value) if name in ("to", "cc") else value
    return mail


def _with_commas(value: str) -> str:
    """A list of recipients as some programs write it, with semicolons, as all read it. A group's end stays."""
    return value if ":" in value else value.replace(";", ",")


def _addresses(value: str) -> tuple[Address, ...]:
    return tuple(MailParser(_headers_only({"from": (value,)}, ("from",))).from_ or ()) or _alone(value)


def _alone(value: str) -> tuple[Address, ...]:
    """The one address of a header in which the parser finds none."""
    alone = one_address(value)
    return (("", alone),) if alone else ()


def _date(value: str, known: MailParser) -> datetime | None:
    """The moment the sender wrote, in their own offset; `-0000` and no zone count as UTC."""
    try:
        written: datetime | None = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        written = known.date or None
    if written is None or written.year not in _YEARS:
        return None
    return written if written.tzinfo else written.replace(tzinfo=UTC)


def _reports(parts: Sequence[MimePart]) -> dict[str, str]:
    """The machine-readable reports (RFC 3464, 5965, 8098) by type, each cut at 64 kB."""
    found: dict[str, str] = {}
    for part in parts:
        kind = part.get_content_type()
        if kind in _REPORTS and kind not in found:
            found[kind] = _report_text(part)[:_REPORT_BYTES]
    return found


def _report_text(part: MimePart) -> str:
    """The stdlib splits a delivery status into header-only sub-messages, one per block of fields."""
    payload = part.get_payload()
    if isinstance(payload, list):
        return "\n\n".join(
            "\n".join(f"{name}: {_unfolded(str(value))}" for name, value in block.raw_items())
            for block in children(part)
        )
    return _unfolded(payload) if isinstance(payload, str) else ""
