"""Did a person write this mail, or a machine, and which sort? Decided from headers, report parts and robots' own words.

Whatever a machine wrote is recorded and never answered (RFC 3834). In doubt a mail is a person's.
"""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Final

from app.inbound.bounces.notified import notified
from app.inbound.html_text import html_to_text
from app.inbound.message import Message
from app.inbound.robot_words import folded, own_words
from app.reading.contract import Kind

_REPLY_PREFIX: Final = re.compile(r"^(\s*(re|fwd?|tr|aw|sv|wg|rv)\s*(\[\d+\])?\s*:\s*|\s*[\[(*<]+\s*)+", re.IGNORECASE)
_SUBJECT_CHARACTERS: Final = 300
_OPENING_CHARACTERS: Final = 700
_BODY_CHARACTERS: Final = 2_000
_LONGEST_NOTE: Final = 800
_FIRST_PARTS: Final = 8
_PRECEDENCE: Final = ("precedence", "x-precedence", "preference")
_STATUSES: Final = frozenset({"message/delivery-status", "message/global-delivery-status"})
_NOTE: Final = ("away", "meanwhile")
_FEEDBACK: Final = "message/feedback-report"
_FEEDBACK_TYPE: Final = re.compile(r"^feedback-type[ \t]*:[ \t]*([a-z-]+)", re.IGNORECASE | re.MULTILINE)


class Machine(StrEnum):
    """The sorts of mail that no person wrote. `FEEDBACK` reports on a mail of ours, and nobody complains in it."""

    COMPLAINT = "complaint"
    FEEDBACK = "feedback"
    BOUNCE = "bounce"
    READ_RECEIPT = "read_receipt"
    CALENDAR_ANSWER = "calendar_answer"
    CHALLENGE = "challenge"
    LIST_HOLD = "list_hold"
    AUTO_REPLY = "auto_reply"


def machine_behind(message: Message) -> Machine | None:
    """The sort of machine that wrote it; `None` for a person.

    Sources: RFC 5965 (abuse reports), RFC 3464 (delivery status), RFC 8098 (read receipts), RFC 5546 (answers to an
    invitation), RFC 3834 (Auto-Submitted), and the habits of mail systems listed in `automatic.toml`.
    """
    mail = _Looked(message, _subject(message), _opening(message))
    for machine, is_it in _REPORTS:
        if is_it(mail):
            return machine
    by_header = _has_robot_header(message) or _starts_with("auto_reply", "subjects", mail.subject)
    for machine in (Machine.CHALLENGE, Machine.LIST_HOLD):
        if _is_worded(machine.value, mail, by_header=by_header):
            return machine
    return Machine.AUTO_REPLY if by_header or _is_note(mail) else None


def classify(message: Message) -> Kind:
    """The sort of mail as the reading contract has it: complaint, bounce, automatic reply, or a person's reply.

    `Kind.UNSUBSCRIBE` is a matter of words, so it is not decided here.
    """
    return kind_of(machine_behind(message))


def kind_of(machine: Machine | None) -> Kind:
    """How the reading contract calls it."""
    match machine:
        case None:
            return Kind.REPLY
        case Machine.COMPLAINT | Machine.FEEDBACK:
            return Kind.COMPLAINT
        case Machine.BOUNCE:
            return Kind.BOUNCE
        case _:
            return Kind.AUTO_REPLY


@dataclass(frozen=True, slots=True)
class _Looked:
    """A mail with its subject and its first words, folded; whoever's words they are."""

    message: Message
    subject: str
    opening: str


def _is_feedback(mail: _Looked) -> bool:
    """What a provider reports besides people's complaints: failed authentication, mail that is no spam."""
    found = _FEEDBACK_TYPE.search(mail.message.reports.get(_FEEDBACK, ""))
    return found is not None and found[1].lower() in _words("complaint", "no_complaints")


def _is_complaint(mail: _Looked) -> bool:
    if mail.message.report_type == "feedback-report" or _FEEDBACK in mail.message.part_types:
        return True
    if any(one.complaint for one in notified(mail.message.text or "")):
        return True
    says_so = _starts_with("complaint", "subjects", mail.subject) or _starts_with("complaint", "body", mail.opening)
    return says_so and bool(_local_parts(mail.message) & set(_words("complaint", "senders")))


def _is_bounce(mail: _Looked) -> bool:
    message = mail.message
    if message.report_type == "delivery-status" or not _STATUSES.isdisjoint(message.part_types[:_FIRST_PARTS]):
        return True
    if any(name in message.headers for name in _words("bounce", "headers")) or notified(message.text or ""):
        return True
    if _from_mail_system(message):
        return True
    # a delivery report has no one to answer to: no sender at all, or a null return path (RFC 5321, 4.5.5)
    nobody = not message.senders or _has_null_return_path(message)
    return (nobody and _starts_with("bounce", "subjects", mail.subject)) or _says_it_bounced(mail)


def _says_it_bounced(mail: _Looked) -> bool:
    """Some servers write in an ordinary name: the first words, or subject and words together, are those of a report."""
    if _starts_with("bounce", "openings", mail.opening.lstrip("*-=_>~!# ")):
        return True
    return _any_in("bounce", "subjects", mail.subject) and _any_in("bounce", "failed", mail.opening)


def _is_read_receipt(mail: _Looked) -> bool:
    message = mail.message
    if message.report_type == "disposition-notification" or "message/disposition-notification" in message.part_types:
        return True
    named = _starts_with("read_receipt", "subjects", mail.subject)
    return named and _starts_with("read_receipt", "body", mail.opening)


def _is_calendar_answer(mail: _Looked) -> bool:
    """An invitation accepted or declined by a click; what somebody adds in words is theirs."""
    if not mail.message.has_calendar or not _starts_with("calendar", "subjects", mail.subject):
        return False
    text = own_words(mail.message)
    return not text or _starts_with("calendar", "body", text)


_REPORTS: Final[tuple[tuple[Machine, Callable[[_Looked], bool]], ...]] = (
    (Machine.FEEDBACK, _is_feedback),
    (Machine.COMPLAINT, _is_complaint),
    (Machine.BOUNCE, _is_bounce),
    (Machine.READ_RECEIPT, _is_read_receipt),
    (Machine.CALENDAR_ANSWER, _is_calendar_answer),
)


def _is_worded(sort: str, mail: _Looked, *, by_header: bool) -> bool:
    """Whether header, subject or first words are those of the sort; without a robot's header it takes two of them."""
    header = any(name in mail.message.headers for name in _words(sort, "headers"))
    subject, body = _any_in(sort, "subjects", mail.subject), _any_in(sort, "body", mail.opening)
    if header or (by_header and (subject or body)):
        return True
    sure = body and (subject or _any_in(sort, "plainly", mail.opening))
    return sure and not _any_in("auto_reply", "tells_hours", own_words(mail.message))


def _has_robot_header(message: Message) -> bool:
    # RFC 3834, section 5: anything but "no" is automatic; parameters may follow
    submitted = message.header("auto-submitted").split(";")[0].strip().lower()
    return (
        submitted not in ("", "no")
        or any(_is_set(message.header(name)) for name in _words("auto_reply", "headers"))
        or any(message.header(name).strip().lower() in _words("auto_reply", "precedence") for name in _PRECEDENCE)
        or _has_null_return_path(message)
        or bool(_local_parts(message) & set(_words("auto_reply", "senders")))
    )


def _is_note(mail: _Looked) -> bool:
    """Some robots set no header and keep the subject: their words are those of a robot, and nothing else."""
    robot = _starts_with("auto_reply", "openings", mail.opening.lstrip("*-=_#~! "))
    if not robot and not all(_any_in("auto_reply", name, mail.opening) for name in _NOTE):
        return False
    text = own_words(mail.message)
    return len(text) <= _LONGEST_NOTE and not _tells_more(text)


def _tells_more(text: str) -> bool:
    return _any_in("auto_reply", "tells_hours", text) or _any_in("auto_reply", "tells_more", text)


def _is_set(value: str) -> bool:
    return value.strip().lower() not in ("", "no", "none", "false", "0")


def _has_null_return_path(message: Message) -> bool:
    return message.header("return-path").strip() == "<>"


def _from_mail_system(message: Message) -> bool:
    names = " ".join(folded(name) for name, _ in message.senders)
    senders = set(_words("bounce", "senders"))
    return bool(_local_parts(message) & senders) or _starts_with("bounce", "names", names)


def _local_parts(message: Message) -> set[str]:
    return {address.rpartition("@")[0].strip('"').lower() for _, address in message.senders if "@" in address}


def _subject(message: Message) -> str:
    return _REPLY_PREFIX.sub("", folded(message.subject[:_SUBJECT_CHARACTERS]))


def _opening(message: Message) -> str:
    """The first words of the mail, whoever's they are."""
    text = message.text if message.text and message.text.strip() else html_to_text((message.html or "")[:20_000])
    return folded(text[:_BODY_CHARACTERS]).strip()[:_OPENING_CHARACTERS]


def _starts_with(sort: str, name: str, text: str) -> bool:
    return _pattern(sort, name).match(text) is not None


def _any_in(sort: str, name: str, text: str) -> bool:
    return _pattern(sort, name).search(text) is not None


@cache
def _pattern(sort: str, name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in _words(sort, name)) or r"(?!)")


def _words(sort: str, name: str) -> list[str]:
    words: list[str] = _vocabulary()[sort].get(name, [])
    return words


@cache
def _vocabulary() -> dict[str, Any]:
    return tomllib.loads(files("app.inbound").joinpath("automatic.toml").read_text("utf-8"))
