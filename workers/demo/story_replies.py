"""The replies of the story: `.eml` templates as mail programs write them, addressed and filled in.

A template is readable: its bodies stand there undecoded, in the charset and encoding that their headers announce once
`reply_to` has filled its places and encoded it.
"""

import base64
import email
import quopri
import re
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.message import Message
from email.utils import format_datetime, formataddr, parseaddr
from html import escape
from itertools import count
from pathlib import Path
from string import Template

from app.outbound.ways_out.mailbox_folder import SentFile
from workers.demo.story_cast import CAST, DOMAIN, Part, address_of

TEMPLATES = Path(__file__).parent / "replies"
_FORM_LINE = re.compile(r"(?m)^([^\n]{3,80}:) $")
_BODY = re.compile(r"(?s)<body[^>]*>(.*)</body>")
_ENCODERS = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to hand over: its bytes and its envelope."""

    raw: bytes
    mail_from: str
    recipient: str


def reply_to(sent: SentFile, part: Part, at: datetime, reply_domain: str) -> Letter:
    """The reply of `part` to a mail of ours, written at `at`."""
    programme = f"{CAST.slug}@{reply_domain}"
    answered_at = parseaddr(sent.header("Reply-To"))[1] or programme
    sender = part.sender or address_of(part.name)
    subject = sent.header("Subject")
    values = {
        **_quotes(sent, part.figures),
        "sender": formataddr((part.name, sender)),
        "name": part.name,
        "address": sender,
        "our_name": parseaddr(sent.header("From"))[0],
        "our_address": programme,
        "programme_address": programme,
        "to_header": formataddr((parseaddr(sent.header("From"))[0], answered_at)),
        "subject": _ascii(subject),
        "subject_words": subject,
        "automatic_reply_fr": _ascii(f"Réponse automatique : {subject}"),
        "date": format_datetime(at),
        "message_id": f"<{part.template}.{at:%Y%m%d%H%M}@{DOMAIN}>",
        "answered": sent.header("Message-ID"),
    }
    template = Template((TEMPLATES / f"{part.template}.eml").read_text(encoding="utf-8"))
    raw = _encoded(template.substitute(values))
    return Letter(raw, "" if part.bounced else sender, programme if part.to_programme else answered_at)


def _quotes(sent: SentFile, figures: tuple[str, ...]) -> dict[str, str]:
    """Our mail as mail programs put it below: marked, unmarked and as HTML, its form filled in."""
    text = _filled(sent.text, figures).strip()
    ends = [line.end() for line in _FORM_LINE.finditer(sent.text)]
    above, below = (sent.text[: ends[-1]], sent.text[ends[-1] :]) if ends else (sent.text, "")
    body = _BODY.search(sent.html)
    html = body.group(1) if body else sent.html
    for line, filled in zip(sent.text.splitlines(), _filled(sent.text, figures).splitlines(), strict=True):
        if line != filled:
            html = html.replace(escape(line), escape(filled), 1)
    return {
        "quote": _marked(text),
        "quote_plain": text,
        "quote_html": html.strip(),
        "quote_above": _marked(above.strip()),
        "quote_below": _marked(below.strip()),
    }


def _filled(text: str, figures: tuple[str, ...]) -> str:
    numbers = count()

    def fill(line: re.Match[str]) -> str:
        number = next(numbers)
        return f"{line.group(1)} {figures[number] if number < len(figures) else ''}"

    return _FORM_LINE.sub(fill, text)


def _marked(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def _ascii(words: str) -> str:
    return words if words.isascii() else Header(words, "utf-8").encode()


def _encoded(text: str) -> bytes:
    """Each body in the charset and encoding that its own headers announce."""
    message = email.message_from_string(text)
    for part in message.walk():
        if not part.is_multipart():
            _encode(part)
    return message.as_bytes()


def _encode(part: Message) -> None:
    raw = str(part.get_payload()).encode(part.get_content_charset("us-ascii"), "xmlcharrefreplace")
    encode = _ENCODERS.get(part.get("Content-Transfer-Encoding", ""), bytes)
    part.set_payload(encode(raw).decode("ascii"))
