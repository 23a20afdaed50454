"""The context of a reply: all that the system knew when it sent the check-in, and its JSON form."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

_PERIOD = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


class ContextError(ValueError):
    """The context is not what the contract says; the message names the key and what was found."""


@dataclass(frozen=True, slots=True)
class Programme:
    """`modes` are names such as `in_person`; `locale` is a BCP 47 tag; `timezone` an IANA name."""

    name: str
    modes: tuple[str, ...]
    locale: str
    timezone: str


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


@dataclass(frozen=True, slots=True)
class Checkin:
    """The mail that is answered, exactly as sent. `period` is `YYYY-MM`, or None where nothing was sent."""

    kind: str
    period: str | None
    sent_at: datetime | None
    subject: str
    text: str
    html: str | None


@dataclass(frozen=True, slots=True)
class Context:
    """All that the system knew when it sent the mail."""

    programme: Programme
    participant: Participant
    partners: tuple[Partner, ...]
    checkin: Checkin


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
        ),
        participant=_participant(_object(root.get("participant"), "participant")),
        partners=tuple(_partner(item, f"partners[{index}]") for index, item in enumerate(partners)),
        checkin=_checkin(_object(root.get("checkin"), "checkin")),
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
        },
    }


def _checkin(data: Mapping[str, object]) -> Checkin:
    return Checkin(
        kind=_text(data, "checkin", "kind"),
        period=_period(data.get("period")),
        sent_at=_moment(data.get("sent_at")),
        subject=_text_or_nothing(data, "subject"),
        text=_text_or_nothing(data, "text"),
        html=None if data.get("html") is None else _text(data, "checkin", "html"),
    )


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
