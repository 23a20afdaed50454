"""A mail made anew: From, To, Subject, Date, Message-ID, In-Reply-To and the bodies, and nothing else. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTPUTF8
from email.utils import format_datetime

_BREAKS = re.compile(r"[\r\n\x00-\x1f\x7f\ud800-\udfff]+")
_ADDRESS = re.compile(r"[a-z0-9.+-]{1,64}@[a-z0-9.-]{1,200}")
_LONGEST_SUBJECT = 400
_LONGEST_LINE = 990
"""Longer ones may not stand in a mail as they are (RFC 5322, 2.1.1: 998 octets)."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What the mail holds, in disguise already. A body that is `None` is left out."""

    sender_name: str
    sender: str
    programme: str
    subject: str
    date: datetime
    answers: bool
    text: str | None
    html: str | None


def letter_bytes(letter: Letter, case_id: str) -> bytes:
    """The mail as UTF-8, its bodies readable as they stand wherever their lines allow it."""
    message = EmailMessage(policy=SMTPUTF8.clone(cte_type="8bit", max_line_length=_LONGEST_LINE))
    message["From"] = _mailbox(letter.sender_name, letter.sender)
    message["To"] = _mailbox(letter.programme, "programme@example.org")
    message["Subject"] = _one_line(letter.subject)[:_LONGEST_SUBJECT]
    message["Date"] = format_datetime(letter.date)
    message["Message-ID"] = f"<{case_id}@example.org>"
    if letter.answers:
        message["In-Reply-To"] = f"<{case_id}.sent@example.org>"
    if letter.text is not None or letter.html is None:
        message.set_content(_storable(letter.text or ""))
    if letter.html is not None and letter.text is None:
        message.set_content(_storable(letter.html), subtype="html")
    elif letter.html is not None:
        message.add_alternative(_storable(letter.html), subtype="html")
    return _without_boundary(message, case_id)


def _without_boundary(message: EmailMessage, case_id: str) -> bytes:
    """The same bytes each time: a boundary of chance would make each export another."""
    if message.is_multipart():
        message.set_boundary(f"={case_id}=")
    return bytes(message)


def _mailbox(name: str, address: str) -> Address:
    return Address(_one_line(name), addr_spec=address if _ADDRESS.fullmatch(address) else "somebody@example.org")


def _one_line(text: str) -> str:
    return _BREAKS.sub(" ", text).strip()


def _storable(text: str) -> str:
    """Text that can be written as UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")
