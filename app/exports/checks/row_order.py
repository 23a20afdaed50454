"""How the rows that somebody hands in stand to those that should be there: missing, added, doubled, moved. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class RowOrder:
    """What differs, by the keys of the rows: `added` are places in what was found, from 0; `moved` names a row and the
    one that it should not stand behind.
    """

    missing: tuple[str, ...]
    added: tuple[int, ...]
    doubled: tuple[str, ...]
    moved: tuple[tuple[str, str], ...]


def row_order(wanted: Sequence[str], found: Sequence[str]) -> RowOrder:
    """Compare the keys of rows, each `wanted` once and in this order."""
    place = {key: at for at, key in enumerate(wanted)}
    times = Counter(found)
    held = [key for key in times if key in place]
    return RowOrder(
        missing=tuple(key for key in wanted if key not in times),
        added=tuple(at for at, key in enumerate(found) if key not in place),
        doubled=tuple(key for key in held if times[key] > 1),
        moved=tuple((key, before) for before, key in pairwise(held) if place[key] < place[before]),
    )
