"""The context of a reply: all that the system knew when it sent the check-in, and its JSON form."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

REQUIRABLE = ("date", "times", "topics", "mode")
"""What a body may require of an hour (H6), as `programme.requires` names it."""

_LOW, _HIGH = 1, 5
_PERIOD = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


class ContextError(ValueError):
    """The context is not what the contract says; the message names the key and what was found."""


@dataclass(frozen=True, slots=True)
class Programme:
    """`modes` are names such as `in_person`; `locale` is a BCP 47 tag; `timezone` an IANA name.

    `requires` are the fields that its body wants of every hour, out of `REQUIRABLE`.
    """

    name: str
    modes: tuple[str, ...]
    locale: str
    timezone: str
    requires: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Participant:
    """The person who was asked."""

    name: str
    email: str
    role: str


@dataclass(frozen=True, slots=True)
class Partner:
    """Someone the participant is matched with."""

    name: str
    role: str


class ItemKind(StrEnum):
    """How an asked item is answered."""

    YES_NO = "yes_no"
    SCALE = "scale"
    CHOICE = "choice"
    TEXT = "text"
    DETAILS = "details"  # hours on record: the day, the times, the way, the topics that they lack


@dataclass(frozen=True, slots=True)
class AskedItem:
    """One of the things that a mail asks; the mail numbers them from 1 in the order of the context.

    `text` is its line in the mail, such as `12 May, video, 1.5 h` or a question of a survey. `choices` belong to a
    choice; `low` and `high` are the ends of a scale of whole numbers.
    """

    id: str
    text: str
    kind: ItemKind = ItemKind.YES_NO
    choices: tuple[str, ...] = ()
    low: int = _LOW
    high: int = _HIGH


@dataclass(frozen=True, slots=True)
class Checkin:
    """The mail that is answered, exactly as sent. `period` is `YYYY-MM`, or None where nothing was sent.

    `kind` is one that the contract of the inbound parser names. `items` are the things it asks, if it asks several.
    """

    kind: str
    period: str | None
    sent_at: datetime | None
    subject: str
    text: str
    html: str | None
    items: tuple[AskedItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """All that the system knew when it sent the mail; `goals` are the names of the goals agreed on, in order."""

    programme: Programme
    participant: Participant
    partners: tuple[Partner, ...]
    checkin: Checkin
    goals: tuple[str, ...] = ()


def context_from_json(data: object) -> Context:
    """Read a context from decoded JSON; keys we do not know are left alone.

    Raises ContextError, which names the key, what was expected and what was found.
    """
    root = _object(data, "context")
    programme = _object(root.get("programme"), "programme")
    partners = _list(root.get("partners"), "partners")
    return Context(
        programme=Programme(
            name=_text(programme, "programme", "name"),
            modes=_texts(programme, "programme", "modes"),
            locale=_text(programme, "programme", "locale"),
            timezone=_timezone(programme),
            requires=_required(programme),
        ),
        participant=_participant(_object(root.get("participant"), "participant")),
        partners=tuple(_partner(item, f"partners[{index}]") for index, item in enumerate(partners)),
        checkin=_checkin(_object(root.get("checkin"), "checkin")),
        goals=_texts(root, "context", "goals") if "goals" in root else (),
    )


def context_to_json(context: Context) -> dict[str, object]:
    """The JSON object that `context_from_json` reads back to an equal context."""
    checkin = context.checkin
    return {
        "programme": {
            "name": context.programme.name,
            "modes": list(context.programme.modes),
            "locale": context.programme.locale,
            "timezone": context.programme.timezone,
            "requires": list(context.programme.requires),
        },
        "participant": {
            "name": context.participant.name,
            "email": context.participant.email,
            "role": context.participant.role,
        },
        "partners": [{"name": partner.name, "role": partner.role} for partner in context.partners],
        "checkin": {
            "kind": checkin.kind,
            "period": checkin.period,
            "sent_at": checkin.sent_at.isoformat() if checkin.sent_at else None,
            "subject": checkin.subject,
            "text": checkin.text,
            "html": checkin.html,
            "items": [_item_json(item) for item in checkin.items],
        },
        "goals": list(context.goals),
    }


def _item_json(item: AskedItem) -> dict[str, object]:
    data: dict[str, object] = {"id": item.id, "text": item.text, "kind": item.kind.value}
    if item.kind == ItemKind.CHOICE:
        data["choices"] = list(item.choices)
    elif item.kind == ItemKind.SCALE:
        data |= {"low": item.low, "high": item.high}
    return data


def _checkin(data: Mapping[str, object]) -> Checkin:
    return Checkin(
        kind=_text(data, "checkin", "kind"),
        period=_period(data.get("period")),
        sent_at=_moment(data.get("sent_at")),
        subject=_text_or_nothing(data, "subject"),
        text=_text_or_nothing(data, "text"),
        html=None if data.get("html") is None else _text(data, "checkin", "html"),
        items=_items(data),
    )


def _items(checkin: Mapping[str, object]) -> tuple[AskedItem, ...]:
    found = _list(checkin.get("items", []), "checkin.items")
    return tuple(_item(item, f"checkin.items[{index}]") for index, item in enumerate(found))


def _item(data: object, where: str) -> AskedItem:
    item = _object(data, where)
    kind = item.get("kind", ItemKind.YES_NO.value)
    if kind not in set(ItemKind):
        raise _unexpected(f"{where}.kind", " or ".join(ItemKind), kind)
    return AskedItem(
        id=_text(item, where, "id"),
        text=_text(item, where, "text"),
        kind=ItemKind(str(kind)),
        choices=_texts(item, where, "choices") if "choices" in item else (),
        low=_whole(item, where, "low", _LOW),
        high=_whole(item, where, "high", _HIGH),
    )


def _whole(data: Mapping[str, object], where: str, key: str, default: int) -> int:
    value = data.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool):
        raise _unexpected(f"{where}.{key}", "a whole number", value)
    return value


def _required(programme: Mapping[str, object]) -> tuple[str, ...]:
    fields = _texts(programme, "programme", "requires") if "requires" in programme else ()
    unknown = next((field for field in fields if field not in REQUIRABLE), None)
    if unknown is not None:
        raise _unexpected("programme.requires", " or ".join(REQUIRABLE), unknown)
    return fields


def _participant(data: Mapping[str, object]) -> Participant:
    return Participant(
        name=_text(data, "participant", "name"),
        email=_text(data, "participant", "email"),
        role=_text(data, "participant", "role"),
    )


def _partner(data: object, where: str) -> Partner:
    partner = _object(data, where)
    return Partner(name=_text(partner, where, "name"), role=_text(partner, where, "role"))


def _text_or_nothing(checkin: Mapping[str, object], key: str) -> str:
    # Where nothing was sent (kind `none`) the contract allows null.
    return "" if checkin.get(key) is None else _text(checkin, "checkin", key)


def _period(value: object) -> str | None:
    if value is None or (isinstance(value, str) and _PERIOD.fullmatch(value)):
        return value
    raise _unexpected("checkin.period", "a month as YYYY-MM or null", value)


def _moment(value: object) -> datetime | None:
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise _unexpected("checkin.sent_at", "an ISO 8601 time with its offset or null", value)
    return moment


def _timezone(programme: Mapping[str, object]) -> str:
    name = _text(programme, "programme", "timezone")
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError) as error:
        raise _unexpected("programme.timezone", "an IANA time zone", name) from error
    return name


def _texts(data: Mapping[str, object], where: str, key: str) -> tuple[str, ...]:
    items = _list(data.get(key), f"{where}.{key}")
    for index, item in enumerate(items):
        if not isinstance(item, str):
            raise _unexpected(f"{where}.{key}[{index}]", "text", item)
    return tuple(str(item) for item in items)


def _text(data: Mapping[str, object], where: str, key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str):
        raise _unexpected(f"{where}.{key}", "text", value)
    return value


def _list(value: object, where: str) -> list[object]:
    if not isinstance(value, list):
        raise _unexpected(where, "a list", value)
    return value


def _object(value: object, where: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise _unexpected(where, "an object", value)
    return value


def _unexpected(where: str, expected: str, value: object) -> ContextError:
    found = "nothing" if value is None else f"{type(value).__name__} {value!r:.60}"
    return ContextError(f"{where}: expected {expected}, got {found}")
