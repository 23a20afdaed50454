"""What a refusal during the conversation says of the address (RFC 3463): is it gone, full, or not to blame? Pure.

The codes of three numbers go before words, words before the bare 5xx.
"""

import re
from typing import Final

from app.outbound.reach.failures import Failure
from app.outbound.ways_out.handover import NotNow, Refused, Stage

_STATUS: Final = re.compile(r"\b([45])\.(\d{1,3})\.(\d{1,3})\b")
_CODES: Final = re.compile(r"([245]\d\d)(?:[ -]([245]\.\d{1,3}\.\d{1,3}))?\b")
_BY_STATUS: Final = {
    "1.0": Failure.UNDELIVERABLE,
    "1.1": Failure.ADDRESS_UNKNOWN,
    "1.2": Failure.HOST_UNKNOWN,
    "1.3": Failure.UNDELIVERABLE,
    "1.6": Failure.ADDRESS_MOVED,
    "1.10": Failure.NO_MAIL_THERE,
    "2.0": Failure.UNDELIVERABLE,
    "2.1": Failure.ADDRESS_CLOSED,
    "2.2": Failure.MAILBOX_FULL,
    "2.3": Failure.TOO_LARGE,
    "3.4": Failure.TOO_LARGE,
    "4.4": Failure.HOST_UNKNOWN,
    "4.6": Failure.LOOP,
}
_NOT_ITS_FAULT: Final = re.compile(
    r"relay(ing)? (access )?(is )?(denied|not permitted|not allowed)|unable to relay|authenticat|sender|"
    r"\bspf\b|\bdkim\b|\bdmarc\b|block ?list|blacklist|spam|reputation|policy",
    re.IGNORECASE,
)
_NOBODY: Final = re.compile(
    r"(user|mailbox|recipient|address|account)\b.{0,40}(unknown|not found|does(n't| not) exist|invalid|no such)|"
    r"(unknown|no such|invalid|non-?existent|bad)\b.{0,40}(user|mailbox|recipient|address|account)|not our customer",
    re.IGNORECASE,
)
_FULL: Final = re.compile(r"(mailbox|quota|inbox).{0,40}(full|exceed|over)|over quota", re.IGNORECASE)


def failure_of(answer: Refused | NotNow) -> Failure | None:
    """Why the address, or its server, did not take the mail; `None` where the fault may be ours or the relay's."""
    words = str(answer)
    if answer.stage not in (Stage.RECIPIENT, Stage.CONTENT):
        return None
    if isinstance(answer, NotNow):
        return Failure.MAILBOX_FULL if _is_full(words) else Failure.EXPIRED
    return _of_recipient(words) if answer.stage is Stage.RECIPIENT else _of_content(words)


def loggable(answer: Refused | NotNow) -> str:
    """What a log may say of an answer: of another server's words the codes alone, for it may repeat whatever stood in
    the mail, and logs outlive people (C3). What we say ourselves, as that a line broke, is said in full.
    """
    said = str(answer)
    found = _CODES.match(said)
    return " ".join(filter(None, found.groups())) if found else said


def _of_recipient(words: str) -> Failure | None:
    status = _status(words)
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if status.startswith("7.") or _NOT_ITS_FAULT.search(words):
        return None
    if _is_full(words):
        return Failure.MAILBOX_FULL
    return Failure.ADDRESS_UNKNOWN if _NOBODY.search(words) else Failure.UNDELIVERABLE


def _of_content(words: str) -> Failure | None:
    """A server that first took the recipient objects to the mail, unless it says otherwise."""
    status = _status(words)
    if status.startswith("7."):
        return Failure.SPAM
    return _BY_STATUS.get(status, Failure.CONTENT)


def _is_full(words: str) -> bool:
    return _status(words) == "2.2" or _FULL.search(words) is not None


def _status(words: str) -> str:
    """Subject and detail of an enhanced status code; empty where there is none."""
    found = _STATUS.search(words)
    return f"{int(found[2])}.{int(found[3])}" if found else ""
