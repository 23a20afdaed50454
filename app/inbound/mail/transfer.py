"""The bytes of a part of a mail, as its Content-Transfer-Encoding says."""

import re
from email.message import Message as MimePart
from typing import Final

_FIELD: Final = "content-transfer-encoding"
_TOKEN: Final = re.compile(r"(?:\s|\([^()]*\))*([\w-]+)")


def encoding_of(part: MimePart) -> str:
    """`base64`, `quoted-printable`, …, in small letters; empty where none is named.

    RFC 2045, 6.1 has one word there; some programs add a blank, a semicolon or a comment.
    """
    found = _TOKEN.match(str(part.get(_FIELD, "")))
    return found[1].lower() if found else ""


def decoded(part: MimePart) -> bytes | None:
    """What a part carries; `None` for one of several parts. The header of `part` has the bare word afterwards."""
    if _FIELD in part:
        part.replace_header(_FIELD, encoding_of(part))
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else None
