"""Bounces and complaints that a delivery service tells as JSON in the body of a mail (Amazon SES through SNS)."""

import json
from dataclasses import dataclass
from typing import Any, Final

_MOST: Final = 50
_LONGEST: Final = 40_000


@dataclass(frozen=True, slots=True)
class Notified:
    """One recipient of such a notice; `complaint` is true where they reported the mail as unwanted."""

    address: str
    status: str
    diagnostic: str
    complaint: bool


def notified(text: str) -> tuple[Notified, ...]:
    """The recipients in a notice; none where the text is no such notice."""
    notice = _object_in(text)
    bounce, complaint = _object(notice.get("bounce")), _object(notice.get("complaint"))
    bounced = [_of_bounce(item, bounce) for item in _objects(bounce.get("bouncedRecipients"))]
    complained = [
        Notified(_word(item, "emailAddress").lower(), "", _word(complaint, "complaintFeedbackType"), complaint=True)
        for item in _objects(complaint.get("complainedRecipients"))
    ]
    return tuple(one for one in (*bounced, *complained) if "@" in one.address)


def _of_bounce(item: dict[str, Any], bounce: dict[str, Any]) -> Notified:
    temporary = _word(bounce, "bounceType") == "Transient"
    status = _word(item, "status") or ("4.0.0" if temporary else "5.0.0")
    said = _word(item, "diagnosticCode") or _word(bounce, "bounceSubType")
    return Notified(_word(item, "emailAddress").lower(), status, said, complaint=False)


def _object_in(text: str) -> dict[str, Any]:
    start = text.find("{")
    if "otificationType" not in text[:_LONGEST] and "eventType" not in text[:_LONGEST]:
        return {}
    if start < 0:
        return {}
    try:
        found, _ = json.JSONDecoder(strict=False).raw_decode(text[start:_LONGEST])
        inner = found.get("Message") if isinstance(found, dict) else None
        return _object(json.loads(inner, strict=False) if isinstance(inner, str) else found)
    except (ValueError, RecursionError):
        return {}


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _objects(value: object) -> list[dict[str, Any]]:
    return [item for item in value[:_MOST] if isinstance(item, dict)] if isinstance(value, list) else []


def _word(item: dict[str, Any], name: str) -> str:
    value = item.get(name)
    return value if isinstance(value, str) else ""
