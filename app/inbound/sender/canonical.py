"""The two canonical forms of headers and body that signatures are made over (RFC 6376, section 3.4). Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from app.inbound.sender.fields import Field

_SPACE = re.compile(rb"[ \t]+")
_FOLD = re.compile(rb"\r?\n")


@dataclass(frozen=True, slots=True)
class Canonical:
    """How the fields and the body are put into bytes before they are hashed."""

    field: Callable[[Field], bytes]
    body: Callable[[bytes], bytes]


def canonical(tag: str) -> Canonical | None:
    """The forms that a `c=` tag names; `None` for any that RFC 6376 does not know."""
    head, _, body = tag.partition("/")
    field, whole = _FIELDS.get(head), _BODIES.get(body or "simple")
    return Canonical(field, whole) if field and whole else None


def relaxed_field(field: Field) -> bytes:
    """Name in small letters, one line, single spaces, no line end."""
    name, value = field
    return name.lower() + b":" + _SPACE.sub(b" ", _FOLD.sub(b"", value)).strip(b" \t")


def relaxed_body(body: bytes) -> bytes:
    """Single spaces, none at the end of a line, no empty lines at the end."""
    kept = _without_empty_lines_at_end(_SPACE.sub(b" ", body).replace(b" \r\n", b"\r\n").removesuffix(b" "))
    return kept + b"\r\n" if kept else b""


def _simple_field(field: Field) -> bytes:
    return field[0] + b":" + field[1]


def _simple_body(body: bytes) -> bytes:
    return _without_empty_lines_at_end(body) + b"\r\n"


def _without_empty_lines_at_end(body: bytes) -> bytes:
    """In linear time, however many there are. A bare CR is no line end and stays."""
    bare = len(body.rstrip(b"\r\n"))
    end = body[bare:]
    if not end.endswith(b"\r\n"):
        return body
    return body[:bare] + end[: end.rfind(b"\r\r") + 1]


_FIELDS = {"relaxed": relaxed_field, "simple": _simple_field}
_BODIES = {"relaxed": relaxed_body, "simple": _simple_body}
