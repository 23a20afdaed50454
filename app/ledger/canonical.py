"""One way to write a value as bytes: RFC 8785 JSON of NFC text and whole numbers (`docs/ledger-format.md`)."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, Final

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_UNWRITABLE = re.compile("[\0\ud800-\udfff]")
_LARGEST: Final = 2**53 - 1
_WRITER: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False, separators=(",", ":"))
"""Escapes what RFC 8785 escapes and writes whole numbers as it does; order and limits are for `_normal` to see to."""


def canonical(value: Any) -> bytes:
    """The RFC 8785 bytes of a JSON value, its strings brought to NFC first.

    Raises:
        ValueError: for a fraction, a number beyond 2^53 - 1, or a value that JSON does not know.

    """
    return _WRITER.encode(_normal(value)).encode()


def digest(data: bytes) -> bytes:
    """SHA-256, 32 bytes."""
    return hashlib.sha256(data).digest()


def normal_text(text: str) -> str:
    """The text in NFC; NUL and lone surrogates, which neither UTF-8 nor PostgreSQL can hold, become U+FFFD."""
    if text.isascii() and "\0" not in text:
        return text  # the most, and the slow way leaves them as they are
    return unicodedata.normalize("NFC", _UNWRITABLE.sub(REPLACEMENT, text))


def instant(at: datetime) -> datetime:
    """The moment in UTC at whole seconds, the fraction cut off.

    Raises:
        ValueError: for a time without a zone.

    """
    if at.tzinfo is None:
        raise ValueError(f"a moment needs a time zone, got {at.isoformat()}")
    return at.astimezone(UTC).replace(microsecond=0)


def instant_text(at: datetime) -> str:
    """The moment as `2026-06-02T14:12:00Z`."""
    return instant(at).strftime("%Y-%m-%dT%H:%M:%SZ")


def date_text(day: date | None) -> str | None:
    """A local date as `2026-06-02`."""
    return None if day is None else day.isoformat()


def clock_text(at: time | None) -> str | None:
    """A local time of day as `18:30`, seconds cut off."""
    return None if at is None else at.strftime("%H:%M")


def _normal(value: Any) -> Any:
    kind = type(value)  # the common ones are known by one look: a log holds a hundred thousand values
    if kind is str:
        return normal_text(value)
    if kind is dict:
        return _in_order(value)
    if kind is list:
        return [_normal(item) for item in value]
    return _uncommon(value)


def _uncommon(value: Any) -> Any:
    if value is None or (isinstance(value, int) and abs(value) <= _LARGEST):
        return value
    if isinstance(value, str):
        return normal_text(value)
    if isinstance(value, Mapping):
        return _in_order(value)
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [_normal(item) for item in value]
    raise ValueError(f"the ledger does not hold {type(value).__name__} values: {value!r}")


def _in_order(value: Mapping[Any, Any]) -> dict[str, Any]:
    if _are_plain(value):
        return {key: _normal(value[key]) for key in sorted(value)}
    held = {_key(key): _normal(item) for key, item in value.items()}
    return dict(sorted(held.items(), key=_place))


def _are_plain(keys: Iterable[Any]) -> bool:
    """Whether all are text in ASCII, which stays as it is and has one order, however signs are counted."""
    try:
        together = "".join(keys)
    except TypeError:
        return False
    return together.isascii() and "\0" not in together


def _key(key: Any) -> str:
    if isinstance(key, str):
        return normal_text(key)
    raise ValueError(f"a key is text, got {key!r}")


def _place(item: tuple[str, Any]) -> bytes:
    """Keys stand in the order of their UTF-16 code units (RFC 8785, 3.2.3)."""
    return item[0].encode("utf-16-be")
