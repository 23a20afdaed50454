"""Asks a time-stamping authority by HTTP (RFC 3161, 3.4), as `TSA_URL` names it."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from typing import Final
from urllib.error import URLError
from urllib.request import Request, urlopen

from asn1crypto import tsp, x509

from app.errors import AppError
from app.signing.stamp import Stamp, taken_in

_SECONDS: Final = 10
_MOST_BYTES: Final = 256 * 1024


class AuthorityAway(AppError):
    """The time-stamping authority does not answer; what is to be stamped can be stamped later."""


Stamper = Callable[[bytes], Stamp]
"""Stamps a SHA-256.

Raises AuthorityAway when nobody answers, BrokenStamp when the answer is no stamp of it.
"""


@dataclass(frozen=True, slots=True)
class AuthorityOfTime:
    """The authority at an address; where `roots` are known, its stamps must lead to one of them."""

    url: str
    roots: Sequence[x509.Certificate] = ()

    def __call__(self, imprint: bytes) -> Stamp:
        """A stamp over this SHA-256, asked for now."""
        nonce = secrets.randbits(63) | 1
        return taken_in(_posted(self.url, _question(imprint, nonce)), imprint, self.roots, nonce)


def _question(imprint: bytes, nonce: int) -> bytes:
    stamped = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": imprint}
    asked: bytes = tsp.TimeStampReq(
        {"version": "v1", "message_imprint": stamped, "nonce": nonce, "cert_req": True}
    ).dump()
    return asked


def _posted(url: str, question: bytes) -> bytes:
    headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    try:
        with urlopen(Request(url, question, headers), timeout=_SECONDS) as answer:  # noqa: S310 - http(s), see config
            read: bytes = answer.read(_MOST_BYTES)
    except (URLError, HTTPException, OSError, ValueError) as error:
        raise AuthorityAway(f"TSA_URL {url}: no answer: {error}") from error
    return read
