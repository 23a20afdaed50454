"""The relaxed form in which DKIM hashes fields and bodies (RFC 6376, section 3.4), to sign and to check. Pure."""

import re

_SPACE = re.compile(rb"[ \t]+")
_FOLD = re.compile(rb"\r?\n")


def relaxed_field(field: tuple[bytes, bytes]) -> bytes:
    """Name in small letters, one line, single spaces, no line end."""
    name, value = field
    return name.lower() + b":" + _SPACE.sub(b" ", _FOLD.sub(b"", value)).strip(b" \t")


def relaxed_body(body: bytes) -> bytes:
    """Single spaces, none at the end of a line, no empty lines at the end."""
    kept = without_empty_lines_at_end(_single_spaces(body).replace(b" \r\n", b"\r\n").removesuffix(b" "))
    return kept + b"\r\n" if kept else b""


def _single_spaces(body: bytes) -> bytes:
    """Each pass halves every run, so they are few; over an attachment a pattern takes ten times as long."""
    found = body.replace(b"\t", b" ")
    while b"  " in found:
        found = found.replace(b"  ", b" ")
    return found


def without_empty_lines_at_end(body: bytes) -> bytes:
    """In linear time, however many there are. A bare CR is no line end and stays."""
    bare = len(body.rstrip(b"\r\n"))
    end = body[bare:]
    if not end.endswith(b"\r\n"):
        return body
    return body[:bare] + end[: end.rfind(b"\r\r") + 1]
