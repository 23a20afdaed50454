"""What a provider tells of one mail and one recipient (I8), whichever provider it is. Pure."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from app.outbound.reach.failures import Failure

LONGEST_DETAIL = 500


class Became(StrEnum):
    """What became of the mail. `DELAYED`: the provider goes on trying. `REACTIVATED`: it sends to the address again."""

    DELIVERED = "delivered"
    FAILED = "failed"
    DELAYED = "delayed"
    COMPLAINED = "complained"
    UNSUBSCRIBED = "unsubscribed"
    REACTIVATED = "reactivated"


@dataclass(frozen=True, slots=True)
class DeliveryEvent:
    """One thing told. `event_id` is the same whenever it is told again; `marks` are Message-IDs and return paths.

    `failure` is there where the mail failed, or is late for a reason that is told; `permanent` is false where it may
    arrive another time. `detail` is what the other server said. `at` is in UTC, `None` where the provider does not say.
    """

    provider: str
    event_id: str
    became: Became
    recipient: str
    marks: tuple[str, ...]
    at: datetime | None
    failure: Failure | None = None
    permanent: bool = True
    detail: str = ""


class NotTold(Exception):
    """What was posted is not of the form that this provider writes."""


def text_at(value: Mapping[str, Any], *path: str) -> str:
    """The text below some names, without control characters; empty where there is none. Numbers count as text."""
    found: object = value
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    if isinstance(found, bool) or not isinstance(found, str | int | float):
        return ""
    return "".join(char if char.isprintable() else " " for char in str(found)).strip()


def part_at(value: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The object of that name; empty where there is none."""
    found = value.get(name)
    return found if isinstance(found, Mapping) else {}


def parts_at(value: Mapping[str, Any], name: str) -> tuple[Mapping[str, Any], ...]:
    """The objects in the list of that name."""
    found = value.get(name)
    return tuple(one for one in found if isinstance(one, Mapping)) if isinstance(found, list) else ()


def moment(said: str) -> datetime | None:
    """A time as providers write it: ISO 8601 (UTC where no zone is named), or seconds since 1970."""
    try:
        if said.replace(".", "", 1).isdigit():
            return datetime.fromtimestamp(float(said), UTC)
        found = datetime.fromisoformat(said)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None


def first_said(*texts: str) -> str:
    """The first text that says something, cut short."""
    return next((text for text in texts if text), "")[:LONGEST_DETAIL]


def made_id(*names: str) -> str:
    """A name for an event to which its provider gives none: the same for the same content."""
    return hashlib.sha256("\x00".join(names).encode("utf-8", "surrogatepass")).hexdigest()


def named(*marks: str) -> tuple[str, ...]:
    """The marks that are there, each once."""
    return tuple(dict.fromkeys(mark for mark in marks if mark))


def strings(found: object) -> Sequence[str]:
    """The strings of a list."""
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []
