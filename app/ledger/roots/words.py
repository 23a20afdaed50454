"""What is wrong with a ledger, in sentences that name the entry."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby

from app.ledger.canonical import instant_text
from app.ledger.roots.alignment import Alignment, Inserted, Moved, Renumbered
from app.ledger.roots.document import Root


def alignment_faults(root: Root, alignment: Alignment) -> Iterator[str]:
    """What became of the entries that the root knows, the gravest first."""
    last = root.head.seq
    for first, end in _runs(alignment.changed):
        yield f"{_entries(first, end)} changed after the root of {root.day} was made"
    for first, end in _runs(alignment.missing):
        yield f"{_entries(first, end, 'is', 'are')} missing"
    for first, end in _runs(alignment.replaced):
        what = "what bears its number now says" if first == end else "what bears their numbers now says"
        yield f"{_entries(first, end)} changed or taken out: {what} that it was recorded after the root of {root.day}"
    for low, high in alignment.swapped:
        yield f"entries {low} and {high} changed places"
    for moved in alignment.moved:
        yield _moved_words(moved, last)
    for one in alignment.inserted:
        yield f"an entry was inserted {_place(one, last)}: it bears the number {one.seq}"
    for run in alignment.renumbered:
        yield _renumbered_words(run)


def entry_words(number: int | None, seq: int) -> str:
    """An entry by the number that the root has for it, else by the one that it bears."""
    return f"entry {number or seq}" if number else f"the entry that bears the number {seq}"


def later_insertion(root: Root, seq: int, recorded_at: datetime) -> str:
    """An entry after the root's last that claims to be older than the root."""
    claims = f"says that it was recorded {instant_text(recorded_at)}, before the root, which does not know it"
    return f"an entry was inserted after entry {root.head.seq}: it bears the number {seq} and {claims}"


def _entries(first: int, last: int, one: str = "was", many: str = "were") -> str:
    return f"entry {first} {one}" if first == last else f"entries {first} to {last} {many}"


def _moved_words(moved: Moved, last: int) -> str:
    return f"entry {moved.number} was moved {_place(moved, last)}: it now bears the number {moved.seq}"


def _renumbered_words(run: Renumbered) -> str:
    if run.first == run.last:
        return f"entry {run.first} bears another number than when it was entered: {run.now}"
    now = f"{run.now} to {run.now + run.last - run.first}"
    return f"entries {run.first} to {run.last} bear other numbers than when they were entered: {now}"


def _place(one: Moved | Inserted, last: int) -> str:
    if one.after == 0:
        return "before entry 1"
    if one.before > last:
        return f"after entry {one.after}"
    return f"between entries {one.after} and {one.before}"


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Consecutive numbers as their first and last."""
    counted: Iterable[tuple[int, int]] = enumerate(sorted(numbers))
    for _, run in groupby(counted, key=lambda pair: pair[1] - pair[0]):
        members = [number for _, number in run]
        yield members[0], members[-1]
