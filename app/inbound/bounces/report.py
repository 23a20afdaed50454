"""What a delivery report says: of which mail, to whom, whether it failed, for how long, and why (RFC 3464)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from app.inbound.bounces.fields import Fields, address_in, recipient_fields
from app.inbound.bounces.notified import Notified, notified
from app.inbound.bounces.pieces import Pieces, pieces_of
from app.inbound.bounces.told import Told, told
from app.inbound.bounces.words import words as words_of
from app.outbound.reach.diagnosis import failure_of, folded
from app.outbound.reach.failures import Failure, Severity, severity_of

_ENHANCED: Final = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)")
_REPLY: Final = re.compile(r"(?<![\d.#/-])(?<!\S:)([45])\d\d(?=[ \-:#;,]|$)(?!-?\d)")
_MESSAGE_ID: Final = re.compile(r"<[^<>\s]{3,400}>")
_EMAIL: Final = re.compile(r"[^\s<>()\[\],;:\"]{1,128}@[^\s<>()\[\],;:\"@]{1,255}")
_LONGEST: Final = 1_000
PERMANENT: Final = "5"


class Action(StrEnum):
    """What became of the mail (RFC 3464, 2.3.3): `ARRIVED` stands for delivered, relayed and expanded."""

    FAILED = "failed"
    DELAYED = "delayed"
    ARRIVED = "arrived"


_ACTIONS: Final = {"delayed": Action.DELAYED, "delivered": Action.ARRIVED, "relayed": Action.ARRIVED} | {
    "expanded": Action.ARRIVED,
    "failed": Action.FAILED,
    "failure": Action.FAILED,
}


@dataclass(frozen=True, slots=True)
class ReportedRecipient:
    """What became of a mail for one recipient.

    `status` is always `x.y.z`; `diagnostic` is what the server said; `failure` is `None` where the mail arrived.
    """

    address: str
    action: Action
    status: str
    failure: Failure | None
    diagnostic: str

    @property
    def permanent(self) -> bool:
        """Whether the server said so for good (5.y.z)."""
        return self.status.startswith(PERMANENT)

    @property
    def severity(self) -> Severity | None:
        """What it says of the address; `None` where the mail arrived."""
        return severity_of(self.failure, permanent=self.permanent) if self.failure else None


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """The recipients a report tells of; and of the mail that came back its Message-ID and return path, where told."""

    recipients: tuple[ReportedRecipient, ...]
    message_ids: tuple[str, ...]
    return_paths: tuple[str, ...] = ()


def read_report(raw: bytes) -> DeliveryReport:
    """Read a delivery report, as RFC 3464 has it or in a server's own words.

    Raises:
        UnreadableMail: for one over the bounds of `mime_limits`.

    """
    return report_of(pieces_of(raw))


def report_of(pieces: Pieces) -> DeliveryReport:
    """The report that lies in some pieces. One that names nobody is about whom the returned mail was to."""
    said = {one.address: one for one in _told(pieces)}
    found = (
        [_notified(item) for item in notified(pieces.notice)]
        or _by_fields(pieces, said)
        or [_by_words(one.address, one.text, pieces.notice) for one in said.values()]
        or [_by_words(address, pieces.notice, pieces.whole) for address in _named_elsewhere(pieces)]
    )
    return DeliveryReport(
        tuple({one.address: one for one in reversed(found)}.values())[::-1], _message_ids(pieces), _return_paths(pieces)
    )


def _told(pieces: Pieces) -> tuple[Told, ...]:
    """What the words say. A mail to oneself names its sender, so nobody is left out where else nobody is left."""
    ends = [value for name in ("to", "from", "return-path", "sender") for value in pieces.headers.get(name, ())]
    sent_by = [value for name in ("from", "return-path", "sender") for value in pieces.returned.get(name, ())]
    others = frozenset(address.lower() for value in ends + sent_by for address in _EMAIL.findall(value))
    return told(pieces.notice, others) or told(pieces.notice) or told(pieces.whole, others)


def _named_elsewhere(pieces: Pieces) -> list[str]:
    failed = _addresses(pieces.headers, "x-failed-recipients")
    return failed or _addresses(pieces.returned, "x-original-to", "delivered-to", "to", "cc")[:1]


def _addresses(headers: Mapping[str, tuple[str, ...]], *names: str) -> list[str]:
    values = [value for name in names for value in headers.get(name, ())]
    return list(dict.fromkeys(address.strip(".").lower() for value in values for address in _EMAIL.findall(value)))


@dataclass(frozen=True, slots=True)
class _Account:
    """What a report has of one recipient: the status field, what the server said, the words around it, all words."""

    address: str
    action: Action
    status: str
    said: str
    words: str
    notice: str


def _notified(item: Notified) -> ReportedRecipient:
    said = item.diagnostic
    return _recipient(_Account(item.address, Action.FAILED, item.status, said, said, said))


def _by_fields(pieces: Pieces, said: Mapping[str, Told]) -> list[ReportedRecipient]:
    blocks = [fields for text in (*pieces.status, pieces.whole) for fields in recipient_fields(text)]
    return [_from_fields(fields, pieces, said) for fields in blocks]


def _from_fields(fields: Fields, pieces: Pieces, said: Mapping[str, Told]) -> ReportedRecipient:
    address = address_in(fields)
    own = said.get(address) or (next(iter(said.values())) if len(said) == 1 else None)
    address = address or (own.address if own else next(iter(_named_elsewhere(pieces)), ""))
    stated = next(iter(_ENHANCED.findall(fields.get("status", ""))), "")
    diagnostic = fields.get("diagnostic-code", "").partition(";")[2].strip() or fields.get("diagnostic-code", "")
    words = own.text if own else pieces.notice
    action = _ACTIONS.get(fields.get("action", "").partition(" ")[0].strip("()").lower())
    return _recipient(
        _Account(address, action or _action_said(stated, words), stated, diagnostic, words, pieces.notice)
    )


def _by_words(address: str, text: str, notice: str) -> ReportedRecipient:
    return _recipient(_Account(address, _action_said("", notice), "", text, text, notice))


def _recipient(of: _Account) -> ReportedRecipient:
    """Put together what is known of one recipient; what the server said goes before the words around it."""
    status = _status(of.status, of.said, of.action) or _status("", of.words, of.action) or _assumed(of.words, of.action)
    arrived = of.action is Action.ARRIVED
    failure = None if arrived else failure_of(status, of.said or of.words, of.words, of.notice)
    return ReportedRecipient(of.address, of.action, status, failure, " ".join((of.said or of.words).split())[:_LONGEST])


def _status(stated: str, text: str, action: Action) -> str:
    """The status a server gave: the field, made more exact by its own words, else the code in them."""
    if action is Action.ARRIVED:
        return stated if stated.startswith("2") else ""
    codes: list[str] = [code for code in _ENHANCED.findall(text) if not code.startswith("2")]
    exact = [code for code in codes if not code.endswith(".0")]
    if codes and stated[:1] not in ("", codes[0][0]):
        return codes[0]  # the other server's own word goes before what ours made of it
    if exact or stated:
        return next(iter(exact), stated)
    replies = _REPLY.findall(text)
    return next(iter(codes), f"{replies[0]}.0.0" if replies else "")


def _assumed(words: str, action: Action) -> str:
    """A report without any code is of a failure for good, unless it says otherwise."""
    if action is Action.ARRIVED:
        return "2.0.0"
    temporary = action is Action.DELAYED or _matches("temporary", folded(words))
    return "4.0.0" if temporary else "5.0.0"


def _action_said(status: str, words: str) -> Action:
    if status.startswith("2"):
        return Action.ARRIVED
    plain = folded(words)
    if _matches("still_trying", plain) or (_matches("delayed", plain) and not _matches("given_up", plain)):
        return Action.DELAYED
    if _matches("arrived", plain) and not _matches("failed", plain) and not status:
        return Action.ARRIVED
    return Action.FAILED


def _message_ids(pieces: Pieces) -> tuple[str, ...]:
    """The Message-IDs by which the report names the mail it is about."""
    values = [value for name in ("message-id", "x-message-id") for value in pieces.returned.get(name, ())]
    thread = [value for name in ("in-reply-to", "references") for value in pieces.headers.get(name, ())]
    in_words = [line for line in pieces.notice.split("\n") if "message-id" in line.lower()]
    found = [name for value in (*values, *thread, *in_words) for name in _MESSAGE_ID.findall(value)]
    return tuple(dict.fromkeys(found))


def _return_paths(pieces: Pieces) -> tuple[str, ...]:
    """Under which envelope sender the mail went out, as the returned headers and a feedback report have it."""
    fields = [
        text for text in pieces.feedback + pieces.status if "mail-from" in text.lower() or "sender" in text.lower()
    ]
    headers = {"feedback": tuple(line for text in fields for line in text.split("\n"))} | dict(pieces.returned)
    return tuple(_addresses(headers, "return-path", "feedback"))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in words_of()[name]))


def _matches(name: str, text: str) -> bool:
    return _pattern(name).search(text) is not None
