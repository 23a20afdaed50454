"""A mail's header fields and body as bytes, exactly as they were signed. Pure."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from app.inbound.sender.header_lines import plain_lines

Field = tuple[bytes, bytes]
"""Name as written, and everything after the colon; folded lines joined by CRLF, no line end at the end."""

_BLANK: Final = re.compile(rb"(?:\A|\r?\n)\r?\n")
_LINE_END: Final = re.compile(rb"\r?\n")
_NAME: Final = re.compile(rb"[\x21-\x39\x3b-\x7e]+(?=:)")
_BARE_CR: Final = re.compile(rb"\r(?!\n)")
_BARE_LF: Final = re.compile(rb"(?<!\r)\n")


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields in order, and the body with CRLF at each line end.

    `crooked` says that two programs may read these headers differently: a bare CR in them, a line that is no field, a
    fold before the first. Nothing can be said of who wrote such headers. What is odd and harmless does not count
    (`app.inbound.sender.header_lines`).
    """

    fields: tuple[Field, ...]
    body: bytes
    crooked: bool
    _hashed: dict[Callable[[bytes], bytes], tuple[int, bytes]] = field(default_factory=dict, compare=False, repr=False)

    def values(self, name: bytes) -> list[bytes]:
        """Every value of a field, the topmost first; `name` in small letters."""
        return [value for found, value in self.fields if found.lower() == name]

    def hashed_body(self, form: Callable[[bytes], bytes]) -> tuple[int, bytes]:
        """Length and SHA-256 of the body in a canonical form; made once, for a large mail may have ten signatures."""
        if form not in self._hashed:
            body = form(self.body)
            self._hashed[form] = len(body), hashlib.sha256(body).digest()
        return self._hashed[form]


def split_mail(raw: bytes) -> Fields:
    """Take headers and body apart without changing a byte of either but the line ends."""
    end = _BLANK.search(raw)
    head = raw[: end.start()] if end else raw.rstrip(b"\r\n")
    body = raw[end.end() :] if end else b""
    fields, whole = _fields(_LINE_END.split(plain_lines(head)) if head else [])
    crooked = not whole or _BARE_CR.search(head) is not None
    return Fields(tuple(fields), _with_crlf(body), crooked)


def _with_crlf(body: bytes) -> bytes:
    """Bare line feeds made line ends, where there are any: an attachment is not looked through for none."""
    return body if body.count(b"\n") == body.count(b"\r\n") else _BARE_LF.sub(b"\r\n", body)


def unfolded(value: bytes) -> str:
    """A field's value in one line."""
    return value.replace(b"\r\n", b"").decode("utf-8", "replace")


def _fields(lines: list[bytes]) -> tuple[list[Field], bool]:
    """The fields, and whether every line belongs to one. A mailbox file's `From ` line may come first."""
    found: list[tuple[bytes, list[bytes]]] = []
    whole = True
    for number, line in enumerate(lines):
        name = _NAME.match(line)
        if line[:1] in (b" ", b"\t") and found:
            found[-1][1].append(line)
        elif name:
            found.append((name[0], [line[name.end() + 1 :]]))
        elif number or not line.startswith(b"From "):
            whole = False
    return [(name, b"\r\n".join(parts)) for name, parts in found], whole
