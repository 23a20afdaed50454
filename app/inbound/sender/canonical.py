"""The two canonical forms of headers and body that signatures are made over (RFC 6376, section 3.4). Pure."""

from collections.abc import Callable
from dataclasses import dataclass

from app.inbound.sender.fields import Field
from app.relaxed_form import relaxed_body, relaxed_field, without_empty_lines_at_end


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


def _simple_field(field: Field) -> bytes:
    return field[0] + b":" + field[1]


def _simple_body(body: bytes) -> bytes:
    return without_empty_lines_at_end(body) + b"\r\n"


_FIELDS = {"relaxed": relaxed_field, "simple": _simple_field}
_BODIES = {"relaxed": relaxed_body, "simple": _simple_body}
