"""Did a person write this mail, or a machine? Decided from headers, report parts and a robot's own subject.

Whatever a machine wrote is recorded and never answered (RFC 3834). In doubt a mail is a person's.
"""

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any, Final

from app.inbound.message import Message
from app.reading.contract import Kind

_REPLY_PREFIX: Final = re.compile(r"^(\s*(re|fwd?|tr|aw|sv|wg|rv)\s*(\[\d+\])?\s*:\s*|\s*[\[(*<]+\s*)+", re.IGNORECASE)
_SUBJECT_CHARACTERS: Final = 300
_BODY_CHARACTERS: Final = 2_000
_LONGEST_NOTE: Final = 800
_NOTE: Final = ("away", "meanwhile", "tells_more")


def classify(message: Message) -> Kind:
    """The sort of mail: complaint, bounce, automatic reply, or a person's reply.

    Sources: RFC 5965 (abuse reports), RFC 3464 (delivery status), RFC 8098 (read receipts), RFC 3834
    (Auto-Submitted), and the habits of mail systems listed in `automatic.toml`.
    `Kind.UNSUBSCRIBE` is a matter of words, so it is not decided here.
    """
    if _is_complaint(message):
        return Kind.COMPLAINT
    if _is_bounce(message):
        return Kind.BOUNCE
    if _is_auto_reply(message):
        return Kind.AUTO_REPLY
    return Kind.REPLY


def _is_complaint(message: Message) -> bool:
    if message.report_type == "feedback-report" or "message/feedback-report" in message.part_types:
        return True
    words = _vocabulary()["complaint"]
    says_so = _starts_with(words["subjects"], _subject(message)) or _starts_with(words["body"], _opening(message))
    return says_so and bool(_local_parts(message) & set(words["senders"]))


def _is_bounce(message: Message) -> bool:
    if message.report_type == "delivery-status" or "message/delivery-status" in message.part_types[:8]:
        return True
    words = _vocabulary()["bounce"]
    if any(name in message.headers for name in words["headers"]):
        return True
    if _from_mail_system(message):
        return True
    # a delivery report has no one to answer to: no sender at all, or a null return path (RFC 5321, 4.5.5)
    nobody = not message.senders or message.header("return-path").strip() == "<>"
    return nobody and _starts_with(words["subjects"], _subject(message))


def _is_auto_reply(message: Message) -> bool:
    words = _vocabulary()["auto_reply"]
    # RFC 3834, section 5: anything but "no" is automatic; parameters may follow
    submitted = message.header("auto-submitted").split(";")[0].strip().lower()
    return (
        submitted not in ("", "no")
        or message.report_type == "disposition-notification"
        or any(kind in message.part_types for kind in words["reports"])
        or any(_is_set(message.header(name)) for name in words["headers"])
        or message.header("precedence").strip().lower() in words["precedence"]
        or _starts_with(words["subjects"], _subject(message))
        or _is_absence_note(message)
    )


def _is_absence_note(message: Message) -> bool:
    """Some robots set no header and keep the subject: their words are those of an absence note, and nothing else."""
    words, text = _vocabulary()["auto_reply"], _opening(message)
    if len(text) > _LONGEST_NOTE:
        return False
    found = {name: any(re.search(pattern, text) for pattern in words[name]) for name in _NOTE}
    return found["away"] and found["meanwhile"] and not found["tells_more"]


def _is_set(value: str) -> bool:
    return value.strip().lower() not in ("", "no", "none", "false", "0")


def _from_mail_system(message: Message) -> bool:
    words = _vocabulary()["bounce"]
    names = " ".join(_folded(name) for name, _ in message.senders)
    return bool(_local_parts(message) & set(words["senders"])) or _starts_with(words["names"], names)


def _local_parts(message: Message) -> set[str]:
    return {address.split("@")[0].lower() for _, address in message.senders}


def _subject(message: Message) -> str:
    return _REPLY_PREFIX.sub("", _folded(message.subject[:_SUBJECT_CHARACTERS]))


def _opening(message: Message) -> str:
    return _folded((message.text or "")[:_BODY_CHARACTERS]).strip()


def _starts_with(patterns: list[str], text: str) -> bool:
    return any(re.match(pattern, text) for pattern in patterns)


def _folded(text: str) -> str:
    """Lower case, accents removed, typographic apostrophes straight."""
    plain = unicodedata.normalize("NFKD", text).replace("\u2019", "'")
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


@cache
def _vocabulary() -> dict[str, Any]:
    return tomllib.loads(files("app.inbound").joinpath("automatic.toml").read_text("utf-8"))
