"""A mail inside a mail, as mail programs forward it: who wrote the inner one, and its words. Pure.

Programs differ in the line above, in quote marks and in the order of the headers; what they share is a block of
header lines, one of them a From with an address.
"""

import re
from dataclasses import dataclass, replace

from app.inbound.mail.html_text import html_to_text
from app.inbound.mail.message import Message

_LABELS = {
    "from": "from", "de": "from",
    "date": "date", "sent": "date", "envoyé": "date",
    "to": "to", "à": "to",
    "cc": "to",
    "subject": "subject", "objet": "subject",
    "reply-to": "to", "répondre à": "to",
}  # fmt: skip
_HEADER = re.compile(r"\*{0,2}([^\W\d_][\w -]{1,12}?)\s*:\*{0,2}\s*(.*)", re.DOTALL)
_ADDRESS = re.compile(r"[^\s<>\[\]():,;\"]+@[^\s<>\[\]():,;\"]+")
_QUOTE = re.compile(r"^(?:>\s?)+")
_FEWEST = 3
_FURTHEST = 400
"""Lines above the block; what stands further down is a thread somebody answered, not a mail handed on."""


@dataclass(frozen=True, slots=True)
class Forward:
    """The inner mail: its sender's display name and address (small letters), its subject, its words."""

    name: str
    address: str
    subject: str
    words: str


def find_forward(message: Message) -> Forward | None:
    """The first mail that `message` hands on in its text; `None` when it hands on none."""
    text = message.text or (html_to_text(message.html) if message.html else "")
    lines = text.split("\n")
    for first in range(min(len(lines), _FURTHEST)):
        headers, end = _block(lines, first)
        if len(headers) >= _FEWEST and (sender := _address(headers.get("from", ""))):
            words = _unquoted(lines[end:], quoted=_QUOTE.match(lines[first]) is not None)
            return Forward(*sender, headers.get("subject", ""), words)
    return None


def as_written(message: Message, forward: Forward) -> Message:
    """The inner mail as if it had come to us by itself; only its Message-ID is that of the outer one."""
    return replace(
        message,
        senders=((forward.name, forward.address),),
        subject=forward.subject,
        text=forward.words,
        html=None,
        in_reply_to=(),
        references=(),
    )


def _block(lines: list[str], first: int) -> tuple[dict[str, str], int]:
    """The header lines that begin at a line, by what they say, and where they end. A folded line goes on."""
    headers: dict[str, str] = {}
    last, place = "", first
    while place < len(lines):
        line = _QUOTE.sub("", lines[place]).strip()
        found = _HEADER.fullmatch(line)
        label = _LABELS.get(found[1].strip().lower()) if found else None
        if found and label:
            headers.setdefault(label, found[2].strip())
            last = label
        elif line and last in {"to", "subject"} and lines[place][:1].isspace():
            headers[last] += f" {line}"
        else:
            break
        place += 1
    return headers, place


def _address(header: str) -> tuple[str, str] | None:
    """Display name and address, however the program put them: in angle brackets, as `[mailto:…]`, or bare."""
    found = list(_ADDRESS.finditer(header))
    if len({one[0].lower() for one in found}) != 1:
        return None
    name = header[: found[0].start()].replace("mailto:", "").strip(" \t<[\"'")
    return name, found[0][0].lower()


def _unquoted(lines: list[str], *, quoted: bool) -> str:
    """The words below the block, without the quote marks that stood before the block as well."""
    return "\n".join(re.sub(r"^>\s?", "", line) if quoted else line for line in lines).strip()
