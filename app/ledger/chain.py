"""The chain: each link holds the hash of the one before, so nothing can be changed, taken out or moved unseen."""

from dataclasses import dataclass
from typing import Self
from uuid import UUID

from app.ledger.canonical import canonical, digest

DOMAIN = "mentorpost/ledger-entry/v1"
GENESIS = bytes(32)
"""What stands for the entry before the first: 64 zeros in hexadecimal."""


@dataclass(frozen=True, slots=True)
class Head:
    """The last link of a chain: its sequence number (0 before the first) and its hash."""

    seq: int
    hash: bytes

    @classmethod
    def of_empty(cls) -> Self:
        """The head of a ledger without entries."""
        return cls(0, GENESIS)

    def next(self, tenant_id: UUID, body_hash: bytes) -> "Head":
        """The head once an entry with this body hash is appended."""
        seq = self.seq + 1
        return Head(seq, link_hash(tenant_id, seq, self.hash, body_hash))

    @property
    def mark(self) -> str:
        """The head as receipts print it: `SEQ:` and the first 24 of 64 hexadecimal digits."""
        return f"{self.seq}:{self.hash.hex()[:24]}"

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash.hex()}"


def link_hash(tenant_id: UUID, seq: int, prev: bytes, body_hash: bytes) -> bytes:
    """The hash of one entry.

    It covers the body by its hash only, so that a log can prove the chain over other people's entries and show
    nothing of them.
    """
    link = {
        "domain": DOMAIN,
        "tenant": str(tenant_id),
        "seq": seq,
        "prev": prev.hex(),
        "body": body_hash.hex(),
    }
    return digest(canonical(link))
