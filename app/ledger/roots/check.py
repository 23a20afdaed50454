"""Holds a ledger against a root alone: no hash that stands in the database is believed."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any, Final

from pydantic import ValidationError

from app.ledger.canonical import digest
from app.ledger.chain import Head, link_hash
from app.ledger.check import Stored, Wrong, check_chain
from app.ledger.columns import Columns, columns_of
from app.ledger.commitment import Opening
from app.ledger.entry import committed, committed_fields
from app.ledger.format import BodyV1
from app.ledger.roots.alignment import Alignment, Found, align
from app.ledger.roots.document import Root, fingerprint
from app.ledger.roots.words import alignment_faults, entry_words, later_insertion

PATIENCE: Final = timedelta(hours=1)
"""So long at most an entry of the root's day may take from its moment of recording to its place in the chain."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry as the database has it, with what opens its commitments; `erased` are the fields that may lack that."""

    stored: Stored
    openings: tuple[Opening, ...] = ()
    erased: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Faults:
    """Sentences: on the chain with the columns beside its bodies, on entries after the root that say they are from
    before it, and on what opens the commitments.

    Whether somebody inserted such an entry or a clock ran ahead when the root was made, the ledger cannot say.
    """

    chain: tuple[str, ...]
    from_before: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()


@dataclass(slots=True)
class _Seen:
    """What is remembered of an entry once its body was read: all that does not need the root."""

    stored: Stored
    body_hash: bytes
    recorded_at: datetime | None
    beside: tuple[str, ...]
    opened: tuple[str, ...]
    gone: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    not_erased: tuple[str, ...] = ()


def ledger_faults(root: Root, entries: Iterable[Kept], kept_head: Head | None) -> list[str]:
    """Every fault of the entries up to the root's head, and whether those after it go on from there.

    `entries` are all of the tenant by number. Openings that were erased lawfully are no fault. An empty answer means
    that nothing was changed, taken out, moved or added since the root was made.
    """
    faults = examined(root, entries, kept_head)
    return [*faults.chain, *faults.from_before, *faults.openings]


def examined(root: Root, entries: Iterable[Kept], kept_head: Head | None) -> Faults:
    """The same, apart."""
    seen = [_seen(one) for one in entries]
    found = [_found(root, one) for one in seen]
    if _root_is_at_fault(root, found, seen):
        return Faults(("root: its fingerprints are not those of its own head: the file itself was changed",))
    alignment = align(root.fingerprints, found)
    chain = (
        *alignment_faults(root, alignment),
        *_column_faults(alignment, seen),
        *_hash_faults(root, alignment, seen),
        *_later_faults(root, alignment, seen),
        *_kept_head_faults(seen, kept_head),
    )
    return Faults(chain, tuple(_from_before(root, alignment, seen)), tuple(_opening_faults(alignment, seen)))


def _seen(one: Kept) -> _Seen:
    stored = one.stored
    body_hash = digest((stored.body or "").encode("utf-8", "surrogatepass"))
    body = _body(stored)
    if body is None:
        return _Seen(stored, body_hash, None, (), ())
    expected = columns_of(body)
    beside = tuple(
        field.name for field in fields(Columns) if getattr(stored.columns, field.name) != getattr(expected, field.name)
    )
    opened = tuple(opening.field for opening in one.openings if not _opens(opening, body, expected))
    if "id" in beside:  # what is kept under the id of another entry, or of none, says nothing of this one
        return _Seen(stored, body_hash, expected.recorded_at, beside, opened)
    kept, committed_to = Counter(opening.field for opening in one.openings), committed_fields(body)
    gone = tuple(field for field in committed_to if field not in kept and field not in one.erased)
    twice = tuple(field for field, times in kept.items() if times > 1 and field not in opened)
    not_erased = tuple(sorted(field for field in one.erased if field in kept or field not in committed_to))
    return _Seen(stored, body_hash, expected.recorded_at, beside, opened, gone, twice, not_erased)


def _body(stored: Stored) -> dict[str, Any] | None:
    try:
        value: dict[str, Any] = json.loads(stored.body)
        BodyV1.model_validate(value)
    except (ValidationError, ValueError, TypeError, RecursionError):
        return None  # it is not what was entered, and is told as changed
    return value


def _opens(opening: Opening, body: dict[str, Any], columns: Columns) -> bool:
    return opening.commitment(columns.tenant_id, columns.id) == committed(body, opening.field)


def _found(root: Root, one: _Seen) -> Found:
    late = one.recorded_at is not None and one.recorded_at >= root.day_is_over
    return Found(one.stored.seq, fingerprint(one.body_hash), late)


def _root_is_at_fault(root: Root, found: Sequence[Found], seen: Sequence[_Seen]) -> bool:
    """Whether the bodies give the root's head, which proves them, and not its fingerprints."""
    count = root.head.seq
    if [one.fingerprint for one in found[:count]] == list(root.fingerprints):
        return False
    head = Head.of_empty()
    for one in seen[:count]:
        head = head.next(root.tenant_id, one.body_hash)
    return head == root.head


def _column_faults(alignment: Alignment, seen: Sequence[_Seen]) -> Iterator[str]:
    for number, one in zip(alignment.numbers, seen, strict=True):
        if one.beside:
            who = entry_words(number, one.stored.seq)
            yield f"what stands beside the body of {who} differs from it: {', '.join(one.beside)}"


def _opening_faults(alignment: Alignment, seen: Sequence[_Seen]) -> Iterator[str]:
    """Words that are others, or gone. A body that the root does not know says nothing of what was kept with it."""
    changed, later = set(alignment.changed), set(alignment.later)
    for at, (number, one) in enumerate(zip(alignment.numbers, seen, strict=True)):
        who = entry_words(number, one.stored.seq)
        if one.opened:
            yield f"the words kept for {who} are not those that it commits to: {', '.join(one.opened)}"
        if one.gone and (at in later or (number is not None and number not in changed)):
            yield f"the words kept for {who} are gone, and nobody erased them: {', '.join(one.gone)}"
        if one.twice:
            yield f"the words kept for {who} are kept twice: {', '.join(one.twice)}"
        if one.not_erased:
            yield f"of {who} more is noted as erased than was: {', '.join(one.not_erased)}"


def _hash_faults(root: Root, alignment: Alignment, seen: Sequence[_Seen]) -> Iterator[str]:
    """The hashes beside the bodies. Until the first fault they follow from the bodies; after it each from its own."""
    head, changed = Head.of_empty(), set(alignment.changed)
    for number, one in zip(alignment.numbers, seen, strict=True):
        if number is None or number in changed:
            continue
        before, head = head, head.next(root.tenant_id, one.body_hash)
        in_place = number == one.stored.seq == head.seq
        wrong = _wrong_hashes(one, before, head) if in_place else _wrong_by_itself(root, number, one)
        if wrong:
            yield f"the hashes kept with entry {number} are not its own: {', '.join(wrong)}"
        if not in_place:
            head = before
    if alignment.holds and head != root.head:
        yield "an entry was changed after the root was made: all have its fingerprints, and not the hash of its head"
    if not alignment.holds and _agrees_with_itself(root, seen):
        yield "the chain agrees with itself: whoever changed it computed the hashes anew"


def _wrong_hashes(one: _Seen, before: Head, own: Head) -> list[str]:
    kept, right = one.stored, {"prev_hash": before.hash, "hash": own.hash, "body_hash": one.body_hash}
    return [name for name, value in right.items() if getattr(kept, name) != value]


def _wrong_by_itself(root: Root, number: int, one: _Seen) -> list[str]:
    """What can be said of an entry once one before it is not as it was."""
    kept = one.stored
    if kept.body_hash != one.body_hash:
        return ["body_hash"]
    links = [link_hash(root.tenant_id, seq, kept.prev_hash, one.body_hash) for seq in {number, kept.seq}]
    return [] if kept.hash in links else ["prev_hash or hash"]


def _agrees_with_itself(root: Root, seen: Sequence[_Seen]) -> bool:
    stored = [one.stored for one in seen]
    end = Head(stored[-1].seq, stored[-1].hash) if stored else Head.of_empty()
    return not [fault for fault in check_chain(root.tenant_id, stored, end) if fault.wrong != Wrong.COLUMNS]


def _later_faults(root: Root, alignment: Alignment, seen: Sequence[_Seen]) -> Iterator[str]:
    """Entries after the root's head: no root proves them yet, but they go on from there, each from the one before."""
    later = [seen[at] for at in alignment.later]
    if not later:
        return
    first, last = later[0].stored, later[-1].stored
    after = root.head if alignment.holds else Head(first.seq - 1, first.prev_hash)
    for fault in check_chain(root.tenant_id, [one.stored for one in later], Head(last.seq, last.hash), after=after):
        if fault.wrong != Wrong.COLUMNS:  # told already
            yield f"{fault} (it came after the root)"


def _from_before(root: Root, alignment: Alignment, seen: Sequence[_Seen]) -> Iterator[str]:
    for one in (seen[at] for at in alignment.later):
        if one.recorded_at is not None and one.recorded_at < root.day_is_over - PATIENCE:
            yield later_insertion(root, one.stored.seq, one.recorded_at)


def _kept_head_faults(seen: Sequence[_Seen], kept: Head | None) -> Iterator[str]:
    last = Head(seen[-1].stored.seq, seen[-1].stored.hash) if seen else Head.of_empty()
    if kept is None and seen:
        yield "the ledger keeps no head (ledger_head)"
    elif kept is not None and kept != last:
        yield f"the head that the ledger keeps (ledger_head) is entry {kept.seq}, and not its last entry {last.seq}"
