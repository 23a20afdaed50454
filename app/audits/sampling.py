"""A sample that anybody can draw again (X5, docs/auditors.md). Pure.

The list is frozen first, then the seed is fixed, and from the two the sample follows. Whoever keeps the list does not
know the seed, and whoever chooses the seed does not know the list: neither can choose who is drawn.
"""

import hashlib
from collections.abc import Collection
from typing import Final

SEPARATOR: Final = "|"


def population_digest(keys: Collection[str]) -> bytes:
    """SHA-256 of a list: its keys in the order of their UTF-8 bytes, each followed by a line feed."""
    lines = sorted(f"{key}\n".encode() for key in keys)
    return hashlib.sha256(b"".join(lines)).digest()


def rank(seed: str, digest: bytes, key: str) -> str:
    """The number that a key draws, 64 hexadecimal digits: SHA-256 of seed, digest of the list, and key."""
    return hashlib.sha256(SEPARATOR.join((seed, digest.hex(), key)).encode()).hexdigest()


def ranked(seed: str, keys: Collection[str]) -> list[str]:
    """All keys in the order in which they are drawn."""
    digest = population_digest(keys)
    return sorted(keys, key=lambda key: rank(seed, digest, key))


def draw(seed: str, keys: Collection[str], wanted: int) -> list[str]:
    """The first `wanted` of them; all, where there are not so many."""
    return ranked(seed, keys)[:wanted]
