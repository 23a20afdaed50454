"""Bounds on a mail that are checked on its bytes, before anything costly looks at it."""

import re
from enum import StrEnum
from typing import Final

from app.errors import AppError

MAX_BYTES: Final = 35_000_000
MAX_HEADER_BYTES: Final = 512_000
MAX_PARTS: Final = 500
MAX_DEPTH: Final = 50

_BOUNDARY = re.compile(rb'boundary\s{0,9}=\s{0,9}(?:"([^"\r\n]{1,200})"|([^\s";]{1,200}))', re.IGNORECASE)
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_LINE_ENDS = b"\r\n"


class Unreadable(StrEnum):
    """Why a mail cannot be read at all."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    HEADERS_TOO_LARGE = "headers_too_large"
    TOO_MANY_PARTS = "too_many_parts"
    TOO_DEEP = "too_deep"
    BROKEN = "broken"


class UnreadableMail(AppError):
    """A mail that is kept but not read; `reason` is for the program, `detail` says what was found."""

    def __init__(self, reason: Unreadable, detail: str) -> None:
        super().__init__(f"the mail cannot be read: {detail}")
        self.reason = reason
        self.detail = detail

    def __reduce__(self) -> tuple[type["UnreadableMail"], tuple[Unreadable, str]]:
        """Both arguments travel when the error crosses a process boundary."""
        return UnreadableMail, (self.reason, self.detail)


def check_limits(raw: bytes) -> None:
    """Raises `UnreadableMail` when the mail is over a bound: 35 MB, 512 kB of headers, 500 parts, depth 50.

    Parts and depth are counted from the boundary lines alone, in one pass over the bytes.
    """
    if not raw.strip(b"\r\n\t \x00"):
        raise UnreadableMail(Unreadable.EMPTY, "it holds no bytes but white space")
    if len(raw) > MAX_BYTES:
        raise UnreadableMail(Unreadable.TOO_LARGE, f"{len(raw):,} bytes, {MAX_BYTES:,} are allowed")
    _check_header_size(raw)
    _check_structure(raw)


def _check_header_size(raw: bytes) -> None:
    end = _HEADER_END.search(raw, 0, MAX_HEADER_BYTES)
    if end is None and len(raw) > MAX_HEADER_BYTES:
        raise UnreadableMail(Unreadable.HEADERS_TOO_LARGE, f"its headers do not end within {MAX_HEADER_BYTES:,} bytes")


def _check_structure(raw: bytes) -> None:
    """Follows the delimiter lines of the declared boundaries as a stack of open multiparts."""
    declared = {quoted or bare for quoted, bare in _BOUNDARY.findall(raw)}
    if not declared:
        return
    parts, stack = 0, list[bytes]()
    at = 0 if raw.startswith(b"--") else raw.find(b"\n--") + 1
    while at or raw.startswith(b"--"):
        line = raw[at + 2 : at + 300].split(b"\n", 1)[0].rstrip(b"\r \t")
        parts += _follow(line, declared, stack)
        if parts > MAX_PARTS:
            raise UnreadableMail(Unreadable.TOO_MANY_PARTS, f"it has more than {MAX_PARTS} parts")
        if len(stack) > MAX_DEPTH:
            raise UnreadableMail(Unreadable.TOO_DEEP, f"its parts are nested more than {MAX_DEPTH} levels deep")
        found = raw.find(b"\n--", at + 1)
        if found < 0:
            return
        at = found + 1


def _follow(line: bytes, declared: set[bytes], stack: list[bytes]) -> int:
    """One delimiter line: opens a part (1) or closes its multipart (0), and moves the stack accordingly."""
    closes = line.endswith(b"--") and line[:-2] in declared
    name = line[:-2] if closes else line
    if name not in declared:
        return 0
    if name in stack:
        del stack[stack.index(name) + 1 :]
    elif not closes:
        stack.append(name)
    if closes and stack and stack[-1] == name:
        stack.pop()
    return 0 if closes else 1
