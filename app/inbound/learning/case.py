"""One amended reading as a case of the reading contract: mail, context and right reading, all in one disguise. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from app.inbound.learning.circle import Circle, Person
from app.inbound.learning.disguise import Disguise, disguise_for
from app.inbound.learning.hypertext import disguised_hypertext, hypertext_words
from app.inbound.learning.leaks import leaks, strings_of
from app.inbound.learning.letter import Letter, letter_bytes
from app.inbound.learning.ordinary import key
from app.inbound.mail.forwarded import as_written, find_forward
from app.inbound.mail.message import Message, UnreadableMail, read_message
from app.inbound.reply.unsaid import words_of_mail, written_at
from app.reading.contract import Checkin, Context, Participant, Partner, context_to_json
from app.reading.contract import Programme as ProgrammeContext

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Pair:
    """A mail as it came and what a coordinator read in it; `handed_on`: the words are those of the mail inside."""

    case_id: str
    raw: bytes
    received_at: datetime
    context: Context
    expected: Mapping[str, Any]
    notes: str
    handed_on: bool = False


class Refusal(StrEnum):
    """Why a pair does not leave; each has its sentence in `app.inbound.learning.refusals`."""

    LEFT = "left"
    READS_OTHERWISE = "reads_otherwise"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Refused:
    """A pair that does not leave."""

    case_id: str
    why: Refusal


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch of the disguised words; `stands_in`: it is one of our names, `capital`: a capital that stayed."""

    text: str
    stands_in: bool = False
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """What leaves: a line of `cases.jsonl` and a mail; `shown` are the words of the reply as a page shows them."""

    case_id: str
    context: Mapping[str, Any]
    expected: Mapping[str, Any]
    notes: str
    mail: bytes
    shown: tuple[Word, ...]

    @property
    def line(self) -> dict[str, Any]:
        """The case as the contract writes it."""
        return {
            "id": self.case_id,
            "context": self.context,
            "mail": f"mails/{self.case_id}.eml",
            "expected": self.expected,
            "notes": self.notes,
        }


def build_case(pair: Pair, circle: Circle) -> Case | Refused:
    """The pair in disguise, or why it stays: something of somebody is left, or it no longer reads like its mail."""
    try:
        message = _opened(pair)
    except UnreadableMail:
        return Refused(pair.case_id, Refusal.UNREADABLE)
    everybody = _with_sender(circle, message)
    disguise = disguise_for(everybody, _texts(message, pair.context), pair.case_id)
    context, mail = _context(pair.context, disguise), letter_bytes(_letter(message, pair, disguise), pair.case_id)
    original = _reply_text(message, pair.context)
    again = read_message(mail)
    words = _reply_text(again, context)
    case = Case(
        case_id=pair.case_id,
        context=context_to_json(context),
        expected=_expected(pair.expected, disguise),
        notes=pair.notes,
        mail=mail,
        shown=_shown(words, disguise),
    )
    if leaks(_leaving(case, again), disguise, everybody):
        return Refused(pair.case_id, Refusal.LEFT)
    if words.split() != disguise.text(original).split():
        return Refused(pair.case_id, Refusal.READS_OTHERWISE)
    return case


def _opened(pair: Pair) -> Message:
    message = read_message(pair.raw)
    forward = find_forward(message) if pair.handed_on else None
    message = as_written(message, forward) if forward else message
    return replace(message, date=written_at(message, pair.received_at))


def _with_sender(circle: Circle, message: Message) -> Circle:
    """Whatever the sender calls themselves is a name too."""
    senders = tuple(Person(name, addresses=(address,), near=True) for name, address in message.senders[:1])
    return replace(circle, people=(*circle.people, *(person for person in senders if person.name)))


def _texts(message: Message, context: Context) -> list[str]:
    sent = context.checkin
    bodies = [hypertext_words(html) for html in (message.html, sent.html) if html]
    addresses = [address for _, address in message.senders]
    return [message.text or "", *bodies, message.subject, sent.text, sent.subject, " ".join(addresses)]


def _letter(message: Message, pair: Pair, disguise: Disguise) -> Letter:
    name, address = next(iter(message.senders), ("", ""))
    return Letter(
        sender_name=disguise.text(name),
        sender=disguise.text(address.lower()),
        programme=disguise.text(pair.context.programme.name),
        subject=disguise.text(message.subject),
        date=message.date or pair.received_at,
        answers=bool(message.in_reply_to),
        text=None if message.text is None else disguise.text(message.text),
        html=None if message.html is None else disguised_hypertext(message.html, disguise.edits),
    )


def _context(context: Context, disguise: Disguise) -> Context:
    programme, sent, person = context.programme, context.checkin, context.participant
    return Context(
        programme=ProgrammeContext(
            disguise.text(programme.name), programme.modes, programme.locale, programme.timezone
        ),
        participant=Participant(disguise.text(person.name), disguise.text(person.email), person.role),
        partners=tuple(Partner(disguise.text(partner.name), partner.role) for partner in context.partners),
        checkin=Checkin(
            kind=sent.kind,
            period=sent.period,
            sent_at=sent.sent_at,
            subject=disguise.text(sent.subject),
            text=disguise.text(sent.text),
            html=None if sent.html is None else disguised_hypertext(sent.html, disguise.edits),
        ),
    )


def _expected(expected: Mapping[str, Any], disguise: Disguise) -> dict[str, Any]:
    """The right reading; of what a coordinator recorded only the partners' names tell somebody."""
    hours = expected.get("hours")
    if not hours or "by_partner" not in hours:
        return dict(expected)
    by_partner = {disguise.text(name): amount for name, amount in hours["by_partner"].items()}
    return {**expected, "hours": {**hours, "by_partner": by_partner}}


def _reply_text(message: Message, context: Context) -> str:
    return words_of_mail(message, context.checkin).text


def _leaving(case: Case, again: Message) -> Sequence[str]:
    """Every text that leaves: the line's, the mail's bytes as they are, and what a mail program makes of them."""
    senders = [part for sender in again.senders for part in sender]
    programme = {**case.context["programme"], "timezone": ""}  # "America/Toronto" is nobody's
    line = {**case.line, "context": {**case.context, "programme": programme}}
    return [
        *strings_of(line),
        case.mail.decode("utf-8", "replace"),
        again.subject,
        again.text or "",
        again.html or "",
        hypertext_words(again.html or ""),
        *senders,
    ]


def _shown(words: str, disguise: Disguise) -> tuple[Word, ...]:
    out, last, ours = [], 0, disguise.shown
    for found in _WORD.finditer(words):
        stands_in, capital = key(found[0]) in ours, found[0][0].isupper() and len(found[0]) > 1
        if stands_in or capital:
            out += [Word(words[last : found.start()]), Word(found[0], stands_in, capital and not stands_in)]
            last = found.end()
    return tuple(word for word in (*out, Word(words[last:])) if word.text)
