"""Own words, read back: mails that quote them must still be told apart from what a person writes.

Rules alone would miss what nobody thought of, so the mail is answered as mail programs do and read by the real reader.
"""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Final

from app.inbound.mail.html_text import html_to_text
from app.inbound.mail.message import Message
from app.inbound.reply import extract_reply
from app.inbound.reply.attributions import reads_as_attribution
from app.inbound.reply.lines import mail_lines
from app.inbound.reply.quotes import find_barriers
from app.outbound.letter.mail import Mail
from app.outbound.own_words.faults import Fault, Why
from app.outbound.own_words.fields import PARTNER, with_stand_ins
from app.reading.claims.gather import gather
from app.reading.claims.told import Told
from app.reading.contract import Checkin, Context, Participant, Partner, Programme, Reply, ReplyLine
from app.reading.times.calendar import calendar_for

_ANSWER: Final = "2 h on Zoom with Kate on 12 May, all good"
_WRITER: Final = (("Dan Roy", "dan@example.org"),)
_SHOWN: Final = 60


def quoting_faults(words: Mapping[str, str]) -> list[Fault]:
    """The passages with a line that looks like a quotation, or like the announcement of one."""
    return [
        Fault(name, Why.QUOTE, {"near": line[:_SHOWN]}) for name, text in words.items() for line in _like_quotes(text)
    ]


def hours_faults(words: Mapping[str, str], language: str) -> list[Fault]:
    """The passages that tell of hours: where an answer is to figures of ours, these would count among them."""
    context = _context(language)
    calendar = calendar_for(context, None)
    lines = {name: tuple(map(ReplyLine, with_stand_ins(text).split("\n"))) for name, text in words.items()}
    told = {name: gather(Reply(said), context, calendar) for name, said in lines.items()}
    return [Fault(name, Why.HOURS) for name, found in told.items() if _tells_minutes(found)]


def is_read_right(mail: Mail) -> bool:
    """Whether an answer that quotes the mail says what was typed, and one that only quotes it says nothing."""
    return all(
        extract_reply(message, mail.text, mail.html).text.split() == said.split()
        for said in (_ANSWER, "")
        for message in _answers(mail, said)
    )


def _tells_minutes(told: Told) -> bool:
    by_claims = any(claim.minutes is not None for claim in told.claims)
    return by_claims or any(entry.minutes is not None for entry in told.entries)


def _context(language: str) -> Context:
    """Somebody who answers a receipt about May."""
    modes = ("in_person", "video", "phone", "email", "other")
    return Context(
        programme=Programme("Northfield", modes, language, "UTC"),
        participant=Participant(*_WRITER[0], "mentor"),
        partners=(Partner(PARTNER, "mentee"),),
        checkin=Checkin("confirmation", "2026-05", None, "", "", None),
    )


def _like_quotes(text: str) -> Iterator[str]:
    lines = mail_lines(text)
    for barrier in find_barriers(lines):
        yield lines[barrier.first].text.strip()
    for line in lines:
        if line.depth or line.text.strip() == "--" or reads_as_attribution(line.text):
            yield line.text.strip() or ">"


def _answers(mail: Mail, said: str) -> Iterator[Message]:
    """As Gmail, Outlook and a phone without HTML write them, and as a filter leaves them that drops the marks."""
    on = "On Mon, 1 Jun 2026 at 09:00, Priya Nair <priya@example.org> wrote:"
    block = f"From: Priya Nair <priya@example.org>\nSent: June 1, 2026 9:00 AM\nTo: Dan Roy\nSubject: {mail.subject}"
    marked = "\n".join(f"> {line}".rstrip() for line in mail.text.splitlines())
    shown = html_to_text(mail.html)
    quoted = f'<div>{on}<br></div><blockquote class="gmail_quote">{mail.html}</blockquote>'
    yield Message(senders=_WRITER, text=f"{said}\n\n{on}\n\n{marked}\n")
    yield Message(senders=_WRITER, text=f"{said}\n\n{'_' * 32}\n{block}\n\n{shown}\n")
    yield Message(senders=_WRITER, html=f"<div>{escape(said)}</div><br>{quoted}")
    yield Message(senders=_WRITER, text=f"{said}\n\n{mail.text}\n")
