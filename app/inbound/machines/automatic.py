"""Did a person write this mail, or a machine, and which sort? Decided from headers, report parts and robots' own words.

Whatever a machine wrote is recorded and never answered (RFC 3834). In doubt a mail is a person's.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.inbound.bounces.notified import notified
from app.inbound.machines.left import says_left
from app.inbound.machines.note_words import is_note, sounds_like_note
from app.inbound.machines.own_news import tells_own_news
from app.inbound.machines.robot_words import begins, folded, holds, listed, own_words
from app.inbound.mail.html_text import html_to_text
from app.inbound.mail.message import Message
from app.inbound.reply import extract_shown
from app.reading.contract import Kind

_REPLY_PREFIX: Final = re.compile(r"^(\s*(re|fwd?|tr|aw|sv|wg|rv)\s*(\[\d+\])?\s*:\s*|\s*[\[(*<]+\s*)+", re.IGNORECASE)
_SUBJECT_CHARACTERS: Final = 300
_OPENING_CHARACTERS: Final = 700
_BODY_CHARACTERS: Final = 2_000
_FIRST_PARTS: Final = 8
_PRECEDENCE: Final = ("precedence", "x-precedence", "preference")
_STATUSES: Final = frozenset({"message/delivery-status", "message/global-delivery-status"})
_RECEIPT: Final = "message/disposition-notification"
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


@dataclass(frozen=True, slots=True)
class Sign:
    """Which sort of machine wrote a mail, and whether it is `marked`: by headers or parts that no person's mail has.

    Without a mark only its words say so.
    """

    machine: Machine
    marked: bool


def machine_behind(message: Message) -> Machine | None:
    """The sort of machine that wrote it; `None` for a person."""
    sign = sign_of(message)
    return sign.machine if sign else None


def sign_of(message: Message) -> Sign | None:
    """What gives a machine away; `None` for a person.

    A mark is enough. Words are so only where they are a report or a template as a whole, and tell nothing that only a
    person tells (`app.inbound.machines.own_news`). Sources: RFC 5965 (abuse reports), RFC 3464 (delivery status),
    RFC 8098 (read receipts), RFC 5546 (answers to an invitation), RFC 3834 (Auto-Submitted), and the habits of mail
    systems listed in `automatic.toml`.
    """
    mail = _Looked(message, _subject(message), _opening(message), robot=_has_robot_header(message))
    for machine, is_marked, is_worded in _SORTS:
        if is_marked(mail):
            return Sign(machine, marked=True)
        if is_worded(mail) and (mail.robot or not tells_own_news(message)):
            return Sign(machine, marked=mail.robot)
    return None


def sounds_automatic(message: Message) -> bool:
    """Whether robots without any mark write so, and people, too."""
    return sounds_like_note(_subject(message), _opening(message), own_words(message))


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


def sign_without_sender(message: Message) -> Sign | None:
    """The same of a mail whose envelope names no sender (RFC 3834, section 2): the name of a report is enough then.

    Some forwarders send people's mail so. Words of absence are a note's, unless more is told; anything else is read.
    """
    subject, own = _subject(message), own_words(message)
    if begins("bounce", "subjects", subject):
        return Sign(Machine.BOUNCE, marked=True)
    if found := sign_of(message):
        return found
    noted = any(holds("auto_reply", name, own) for name in ("away", "meanwhile", "openings"))
    tells = holds("auto_reply", "tells_more", own) or tells_own_news(message)
    return Sign(Machine.AUTO_REPLY, marked=False) if noted and not tells else None


@dataclass(frozen=True, slots=True)
class _Looked:
    """A mail with its subject and its first words, folded, whoever's they are; `robot`: its headers are a robot's."""

    message: Message
    subject: str
    opening: str
    robot: bool


def _is_feedback(mail: _Looked) -> bool:
    """What a provider reports besides people's complaints: failed authentication, mail that is no spam."""
    found = _FEEDBACK_TYPE.search(mail.message.reports.get(_FEEDBACK, ""))
    return found is not None and found[1].lower() in listed("complaint", "no_complaints")


def _is_complaint(mail: _Looked) -> bool:
    if mail.message.report_type == "feedback-report" or _FEEDBACK in mail.message.part_types:
        return True
    return any(one.complaint for one in notified(mail.message.text or ""))


def _says_it_complains(mail: _Looked) -> bool:
    says_so = begins("complaint", "subjects", mail.subject) or begins("complaint", "body", mail.opening)
    return says_so and _is_from("complaint", mail.message)


def _is_bounce(mail: _Looked) -> bool:
    message = mail.message
    if message.report_type == "delivery-status" or not _STATUSES.isdisjoint(message.part_types[:_FIRST_PARTS]):
        return True
    if any(_is_set(message.header(name)) for name in listed("bounce", "headers")) or notified(message.text or ""):
        return True
    if _is_from("bounce", message) or begins("bounce", "names", _names(message)):
        return True
    # a delivery report has no one to answer to: no sender at all, or a null return path (RFC 5321, 4.5.5)
    nobody = not message.senders or _has_null_return_path(message)
    return nobody and begins("bounce", "subjects", mail.subject)


def _says_it_bounced(mail: _Looked) -> bool:
    """Some servers write in an ordinary name, or in that of a post that people hold, too.

    Then it is a report in its subject and its words, or it begins as one and names an address or a status.
    """
    subject, failed = holds("bounce", "subjects", mail.subject), holds("bounce", "failed", mail.opening)
    if begins("bounce", "openings", mail.opening.lstrip("*-=_>~!# ")):
        return subject or mail.robot or holds("bounce", "technical", own_words(mail.message))
    from_post = _is_from("post", mail.message) or begins("post", "names", _names(mail.message))
    robot = mail.robot and holds("bounce", "technical", mail.opening)
    return (subject and failed) or (from_post and (subject or failed or robot))


def _is_read_receipt(mail: _Looked) -> bool:
    message = mail.message
    return message.report_type == _RECEIPT.partition("/")[2] or _RECEIPT in message.part_types


def _says_it_was_read(mail: _Looked) -> bool:
    if holds("auto_reply", "tells_more", own_words(mail.message)):
        return False
    return begins("read_receipt", "subjects", mail.subject) and begins("read_receipt", "body", mail.opening)


def _says_it_answers_an_invitation(mail: _Looked) -> bool:
    """An invitation accepted or declined by a click; what somebody adds in words is theirs."""
    if not mail.message.has_calendar or not begins("calendar", "subjects", mail.subject):
        return False
    text = own_words(mail.message)
    return not text or begins("calendar", "body", text)


def _is_headed(sort: str) -> Callable[[_Looked], bool]:
    return lambda mail: any(name in mail.message.headers for name in listed(sort, "headers"))


def _says_it(sort: str) -> Callable[[_Looked], bool]:
    """Whether its subject and first words are those of the sort; under a robot's header one of the two will do."""

    def says(mail: _Looked) -> bool:
        if not mail.robot and holds(sort, "people", mail.opening):
            return False
        subject, body = holds(sort, "subjects", mail.subject), holds(sort, "body", mail.opening)
        if mail.robot:
            return subject or body
        return body and (subject or holds(sort, "plainly", mail.opening))

    return says


def _is_list_s(mail: _Looked) -> bool:
    return _is_headed("list_hold")(mail) or (_has_precedence("list_hold", mail.message) and _says_it("list_hold")(mail))


def _is_note(mail: _Looked) -> bool:
    """Some robots set no header: their words are those of a robot, and nothing else."""
    owner = [word for sender in mail.message.senders for word in sender]
    return is_note(mail.subject, mail.opening, own_words(mail.message), owner)


def _is_of_who_left(mail: _Looked) -> bool:
    """A mail system's heading above words that its owner has left: who has left writes no answers."""
    if not begins("auto_reply", "headings", mail.subject) or holds("auto_reply", "tells_more", own_words(mail.message)):
        return False
    return says_left(extract_shown(mail.message).text)


def _never(_: _Looked) -> bool:
    return False


_SORTS: Final[tuple[tuple[Machine, Callable[[_Looked], bool], Callable[[_Looked], bool]], ...]] = (
    (Machine.FEEDBACK, _is_feedback, _never),
    (Machine.COMPLAINT, _is_complaint, _says_it_complains),
    (Machine.BOUNCE, _is_bounce, _says_it_bounced),
    (Machine.READ_RECEIPT, _is_read_receipt, _says_it_was_read),
    (Machine.CALENDAR_ANSWER, _never, _says_it_answers_an_invitation),
    (Machine.CHALLENGE, _is_headed("challenge"), _says_it("challenge")),
    (Machine.LIST_HOLD, _is_list_s, _says_it("list_hold")),
    (Machine.AUTO_REPLY, lambda mail: mail.robot or _is_of_who_left(mail), _is_note),
)
"""Each sort with its marks and its words. The order counts: a report may bear a robot's header as well."""


def _has_robot_header(message: Message) -> bool:
    # RFC 3834, section 5: anything but "no" is automatic; parameters may follow
    submitted = message.header("auto-submitted").split(";")[0].strip().lower()
    return (
        submitted not in ("", "no")
        or any(_is_set(message.header(name)) for name in listed("auto_reply", "headers"))
        or _has_precedence("auto_reply", message)
        or _has_null_return_path(message)
        or _is_from("auto_reply", message)
    )


def _has_precedence(sort: str, message: Message) -> bool:
    return any(message.header(name).strip().lower() in listed(sort, "precedence") for name in _PRECEDENCE)


def _is_set(value: str) -> bool:
    return value.strip().lower() not in ("", "no", "none", "false", "0")


def _has_null_return_path(message: Message) -> bool:
    return message.header("return-path").strip() == "<>"


def _is_from(sort: str, message: Message) -> bool:
    """Whether what stands before the @ is the name of such a machine."""
    return not _local_parts(message).isdisjoint(listed(sort, "senders"))


def _names(message: Message) -> str:
    return " ".join(folded(name) for name, _ in message.senders)


def _local_parts(message: Message) -> set[str]:
    return {address.rpartition("@")[0].strip('"').lower() for _, address in message.senders if "@" in address}


def _subject(message: Message) -> str:
    return _REPLY_PREFIX.sub("", folded(message.subject[:_SUBJECT_CHARACTERS]))


def _opening(message: Message) -> str:
    """The first words of the mail, whoever's they are."""
    text = message.text if message.text and message.text.strip() else html_to_text((message.html or "")[:20_000])
    return folded(text[:_BODY_CHARACTERS]).strip()[:_OPENING_CHARACTERS]
