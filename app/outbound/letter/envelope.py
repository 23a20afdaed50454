"""A row of the outbox as a message on the wire: headers, two bodies, and the envelope's addresses."""

import binascii
import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from typing import Final

from app.outbound.letter.header_words import LONGEST_NAME, LONGEST_SUBJECT, header_words, message_id_or_none
from app.outbound.letter.look import content_id
from app.outbound.letter.mail import Attachment, MailKind
from app.outbound.models import OutboundMail
from app.tenants.models import LogoImage

# Long header lines: folded, a long In-Reply-To would become an encoded word, which no mail program threads by.
POLICY = SMTP.clone(max_line_length=990, cte_type="7bit")
_PLAIN: Final = re.compile(r"(?:[\t\x20-\x7e]{0,990}\n)*[\t\x20-\x7e]{0,990}")
_PRINTABLE: Final = re.compile(r"[\x20-\x7e]{0,900}")
_LINE_ENDS: Final = re.compile(r"\r\n?")
POSTMARK: Final = "postmark"
POSTMARK_HEADER: Final = "X-PM-Metadata-mail"
"""Postmark replaces Message-ID and return path; what this header says it hands back in its webhooks."""
_TO_STRANGERS: Final = (MailKind.PAIR_CONSENT.value, MailKind.ADDRESS_CHECK.value)
"""Questions to an address that is nobody's yet: only their own secret address knows what a "no" there ends."""
ONE_CLICK: Final = "List-Unsubscribe=One-Click"


@dataclass(frozen=True, slots=True)
class Marks:
    """What a mail gets on its way out, besides what its row says.

    `return_path` is what stands before the @ of its own return path (VERP), `from_domain` the tenant's own domain,
    `unsubscribe_url` the page that stops this person's mail, `logo` the picture of its letterhead. `carrier` is the
    provider that takes the mail from us, where it is one that knows our mails by a header of its own. `attachments` go
    along as files.
    """

    return_path: str | None = None
    from_domain: str | None = None
    unsubscribe_url: str | None = None
    logo: LogoImage | None = None
    carrier: str | None = None
    attachments: tuple[Attachment, ...] = ()


UNMARKED: Final = Marks()


def envelope_of(row: OutboundMail, reply_domain: str = "", marks: Marks = UNMARKED) -> tuple[str, str]:
    """Return path and recipient. A notice that nobody asked for has a null return path (RFC 3834).

    Raises:
        ValueError: when the recipient's address could not stand in an SMTP command.

    """
    local, at, domain = row.to_address.rpartition("@")
    if not at or not local.isascii() or _unspeakable(row.to_address):
        raise ValueError(f"{row.to_address!r} is no address that mail can be sent to")
    recipient = row.to_address if domain.isascii() else f"{local}@{domain.encode('idna').decode('ascii')}"
    if row.notice:
        return "", recipient
    return (f"{marks.return_path}@{reply_domain}" if marks.return_path else row.from_address), recipient


def message_of(row: OutboundMail, reply_domain: str, at: datetime, marks: Marks = UNMARKED) -> EmailMessage:
    """The message. It says that a program wrote it, so that no other program answers (RFC 3834).

    Raises:
        ValueError: when no header can be made of an address.

    """
    from_name, to_address = header_words(row.from_name, LONGEST_NAME), envelope_of(row)[1]
    message = EmailMessage(policy=POLICY)
    _address(message, "From", from_name, _sender(row.from_address, marks.from_domain))
    _address(message, "To", header_words(row.to_name, LONGEST_NAME), to_address)
    _set(message, "Subject", header_words(row.subject, LONGEST_SUBJECT))
    _set(message, "Date", format_datetime(at))
    _set(message, "Message-ID", row.message_id)
    if row.reply_key:
        _address(message, "Reply-To", from_name, f"{row.reply_key}@{reply_domain}")
    elif marks.from_domain:  # the tenant's own mail server may know nothing of the programme's address
        _address(message, "Reply-To", from_name, row.from_address)
    _say_what_it_answers(message, row)
    if row.person_id:
        _say_how_to_stop(message, row.from_address, marks.unsubscribe_url)
    elif row.reply_key and row.kind in _TO_STRANGERS:
        _say_how_to_stop(message, f"{row.reply_key}@{reply_domain}", None)
    if marks.return_path and marks.carrier == POSTMARK:
        _set(message, POSTMARK_HEADER, marks.return_path)
    _set_body(message, "plain", row.text)
    message.make_alternative()
    html = EmailMessage(policy=POLICY)
    _set_body(html, "html", row.html)
    if marks.logo:
        _attach(html, marks.logo)
    message.attach(html)
    for attachment in marks.attachments:
        _enclose(message, attachment)
    _set(message, "MIME-Version", "1.0")
    return message


def _set(message: EmailMessage, name: str, value: str) -> None:
    """A header of plain ASCII as it is; the standard library reads and encodes the others, at ten times the cost."""
    if not _PRINTABLE.fullmatch(value):
        message[name] = value
    else:
        message.set_raw(name, value)


def _address(message: EmailMessage, name: str, words: str, address: str) -> None:
    parsed = Address(words, addr_spec=address)  # refuses what is no address
    if words.isascii() and address.isascii():
        _set(message, name, formataddr((words, address)))
    else:
        message[name] = parsed


def _sender(address: str, domain: str | None) -> str:
    return f"{address.rpartition('@')[0]}@{domain}" if domain else address


def _say_what_it_answers(message: EmailMessage, row: OutboundMail) -> None:
    _set(message, "Auto-Submitted", "auto-replied" if row.in_reply_to else "auto-generated")
    answered = message_id_or_none(row.in_reply_to)
    before = [known for known in row.thread_ids.split() if message_id_or_none(known)] or [answered or ""]
    if before[-1]:
        _set(message, "In-Reply-To", answered or before[-1])
        _set(message, "References", " ".join(before))


def _say_how_to_stop(message: EmailMessage, address: str, url: str | None) -> None:
    """With one click where there is a page for it (RFC 8058), by mail in any case (RFC 2369)."""
    by_mail = f"<mailto:{address}?subject=unsubscribe>"
    _set(message, "List-Unsubscribe", f"<{url}>, {by_mail}" if url else by_mail)
    if url:
        _set(message, "List-Unsubscribe-Post", ONE_CLICK)


def _set_body(message: EmailMessage, subtype: str, text: str) -> None:
    """One body, as it is where every server takes it so, else in quoted-printable (RFC 2045).

    It must arrive to the letter, replies are aligned with it. The standard library does the same at five times the
    cost.
    """
    lines = _LINE_ENDS.sub("\n", text)
    plain = _PLAIN.fullmatch(lines) is not None
    encoded = lines if plain else binascii.b2a_qp(lines.encode("utf-8", "replace"), istext=True).decode("ascii")
    _set(message, "Content-Type", f'text/{subtype}; charset="utf-8"')
    _set(message, "Content-Transfer-Encoding", "7bit" if plain else "quoted-printable")
    message.set_payload(encoded)


def _attach(html: EmailMessage, logo: LogoImage) -> None:
    """The picture lies beside the HTML that shows it (RFC 2387): nothing is loaded, and nobody is followed."""
    name, shown_as = f"logo.{logo.subtype}", f"<{content_id(logo.id)}>"
    html.add_related(logo.content, "image", logo.subtype, cid=shown_as, disposition="inline", filename=name)


def _enclose(message: EmailMessage, attachment: Attachment) -> None:
    main, _, sub = attachment.media_type.partition("/")
    message.add_attachment(attachment.content, maintype=main, subtype=sub, filename=attachment.name)


def _unspeakable(address: str) -> bool:
    return any(letter.isspace() or not letter.isprintable() or letter in "<>" for letter in address)
