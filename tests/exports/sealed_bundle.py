"""The bundle of the tests' sealed log, and ways to pack one again after somebody was at its files."""

from collections.abc import Callable
from functools import cache

from app.exports.bundles.bundle import bundle
from app.exports.zip_packing import packed, unpacked
from tests.exports.sealed_log import PUBLIC_URL, files, log
from tests.signing.seals import seal

Files = dict[str, bytes]


@cache
def made() -> bytes:
    """The bundle as it is handed out."""
    return bundle(log(), files(), seal(), PUBLIC_URL)


def repacked(change: Callable[[Files], object]) -> bytes:
    """The bundle with `change` made to its files, packed as ours are."""
    held = unpacked(made())
    change(held)
    return packed(held)
