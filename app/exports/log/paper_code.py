"""The short code on a printed log, which leads to what we hold about it (X3).

Sixteen signs and a check sign, from the log's digest: 80 bits of a hash that nobody guesses, because the digest covers
salts that never leave the log. We keep the code's hash only.
"""

import hashlib
from typing import Final

SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32 signs: no I, L, O, U."""
_LENGTH: Final = 16
_GROUP: Final = 4
_PURPOSE: Final = b"mentorpost/paper-code/v1\0"
_KEPT: Final = b"mentorpost/paper-code-kept/v1\0"
_READ_AS: Final = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V", "-": None, " ": None})


def code_of(digest: str) -> str:
    """The code of the log with this digest (64 hexadecimal digits): `K7QF-3M9T-X2RD-8H0W-C`."""
    number = int.from_bytes(hashlib.sha256(_PURPOSE + bytes.fromhex(digest)).digest()[:10], "big")
    signs = "".join(SIGNS[number >> (5 * place) & 31] for place in reversed(range(_LENGTH)))
    groups = [signs[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP)]
    return "-".join([*groups, _check_sign(signs)])


def typed_code(text: str) -> str | None:
    """The code that somebody typed, in its one spelling; None when it cannot be one, for its check sign is wrong."""
    signs = text.strip().upper().translate(_READ_AS)
    if len(signs) != _LENGTH + 1 or not set(signs) <= set(SIGNS) or _check_sign(signs[:-1]) != signs[-1]:
        return None
    return "-".join([signs[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP)] + [signs[-1]])


def kept_hash(code: str) -> bytes:
    """What we keep of a code."""
    return hashlib.sha256(_KEPT + code.encode("ascii")).digest()


def _check_sign(signs: str) -> str:
    """A wrong sign, or two neighbours exchanged, nearly always asks for another one (as ISO 7064, with 31)."""
    rest = 0
    for sign in signs:
        rest = (rest * 2 + SIGNS.index(sign)) % 31
    return SIGNS[rest]
