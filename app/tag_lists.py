"""Tag lists, `v=1; a=rsa-sha256; …`, of signatures and of records in the DNS (RFC 6376, section 3.2). Pure."""

import re
from collections.abc import Mapping

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_B = re.compile(rb"[ \t\r\n]*b[ \t\r\n]*")


class BadTags(Exception):
    """It is no tag list."""


def read_tags(text: str) -> Mapping[str, str]:
    """Each tag's value without the white space around it.

    Raises:
        BadTags: for a piece that is no `name=value`, or a name that comes twice.

    """
    found: dict[str, str] = {}
    pieces = text.split(";")
    for place, piece in enumerate(pieces):
        if not piece.strip() and place == len(pieces) - 1:
            continue
        name, equals, value = piece.partition("=")
        name = name.strip()
        if not equals or not _NAME.fullmatch(name) or name in found:
            raise BadTags(piece[:40])
        found[name] = value.strip()
    return found


def without_spaces(value: str) -> str:
    """A value that may be folded anywhere, such as base 64, in one piece."""
    return "".join(value.split())


def blank_signature(value: bytes) -> bytes:
    """A signature's field as it was hashed: nothing after `b=`."""
    return b";".join(
        piece[: len(piece) - len(rest)] if equals and _B.fullmatch(name) else piece
        for piece in value.split(b";")
        for name, equals, rest in (piece.partition(b"="),)
    )
