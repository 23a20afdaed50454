"""Checks a stretch of a ledger: every entry against its own hashes, its columns, and its neighbours."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from uuid import UUID

from pydantic import ValidationError

from app.ledger.canonical import canonical, digest
from app.ledger.chain import Head, link_hash
from app.ledger.columns import Columns, columns_of
from app.ledger.format import checked_body


class Wrong(StrEnum):
    """How an entry is wrong."""

    MISSING = "missing"  # no entry stands where this one should
    REORDERED = "reordered"  # it stands before one with a lower number
    CHANGED = "changed"  # the body or the link does not give the hash that is kept
    MALFORMED = "malformed"  # the body is of no format, or not written canonically
    COLUMNS = "columns"  # they differ from the body


@dataclass(frozen=True, slots=True)
class Stored:
    """An entry as it is kept: the columns as values, the body as text, and the hashes."""

    seq: int
    prev_hash: bytes
    hash: bytes
    body_hash: bytes
    body: str
    columns: Columns


@dataclass(frozen=True, slots=True)
class Fault:
    """The entry that is wrong, how, and in which detail (field names, never values of persons)."""

    seq: int
    wrong: Wrong
    detail: str

    def __str__(self) -> str:
        return f"entry {self.seq}: {self.detail}"


def check_chain(
    tenant_id: UUID, entries: Iterable[Stored], head: Head, *, after: Head | None = None
) -> tuple[Fault, ...]:
    """Every fault of the entries between `after` (the beginning, when not given) and `head`, in the order met.

    An empty answer means: from one to the other nothing was changed, left out, added or moved.
    """
    last = after or Head.of_empty()
    faults: list[Fault] = []
    for entry in entries:
        faults += _order_faults(last.seq, entry.seq)
        faults += _link_faults(tenant_id, last, entry)
        faults += _body_faults(entry)
        last = Head(entry.seq, entry.hash)
    return (*faults, *_head_faults(last, head))


def _order_faults(last: int, seq: int) -> Iterator[Fault]:
    if seq <= last:
        yield Fault(seq, Wrong.REORDERED, f"it stands after entry {last}")
    if seq > last + 1:
        yield Fault(last + 1, Wrong.MISSING, f"missing, entry {last} is followed by entry {seq}")


def _link_faults(tenant_id: UUID, last: Head, entry: Stored) -> Iterator[Fault]:
    if entry.seq == last.seq + 1 and entry.prev_hash != last.hash:
        yield Fault(entry.seq, Wrong.CHANGED, f"its link to entry {last.seq} does not hold")
    if entry.hash != link_hash(tenant_id, entry.seq, entry.prev_hash, entry.body_hash):
        yield Fault(entry.seq, Wrong.CHANGED, "its hash does not follow from its number, the link and the body")


def _body_faults(entry: Stored) -> Iterator[Fault]:
    if digest(entry.body.encode("utf-8", "surrogatepass")) != entry.body_hash:
        yield Fault(entry.seq, Wrong.CHANGED, "its body does not give the body hash")
    try:
        value = json.loads(entry.body)
        checked_body(value)
        as_written = canonical(value).decode() == entry.body
    except ValidationError as error:
        yield Fault(entry.seq, Wrong.MALFORMED, f"{_place(error)} of its body is not as the format has it")
    except (ValueError, RecursionError):
        yield Fault(entry.seq, Wrong.MALFORMED, "its body is not JSON of whole numbers and text")
    else:
        if not as_written:
            yield Fault(entry.seq, Wrong.MALFORMED, "its body is not written canonically")
        yield from _column_faults(entry, columns_of(value))


def _column_faults(entry: Stored, expected: Columns) -> Iterator[Fault]:
    names = [
        field.name for field in fields(Columns) if getattr(entry.columns, field.name) != getattr(expected, field.name)
    ]
    if names:
        yield Fault(entry.seq, Wrong.COLUMNS, f"its columns differ from its body: {', '.join(names)}")


def _head_faults(last: Head, head: Head) -> Iterator[Fault]:
    if last.seq < head.seq:
        yield Fault(last.seq + 1, Wrong.MISSING, f"missing, the chain should reach entry {head.seq}")
    if last.seq > head.seq:
        yield Fault(last.seq, Wrong.REORDERED, f"the chain should end with entry {head.seq}")
    if last.seq == head.seq and last.hash != head.hash:
        yield Fault(last.seq, Wrong.CHANGED, "the chain's last hash is not the head's")


def _place(error: ValidationError) -> str:
    return ".".join(str(part) for part in error.errors()[0]["loc"]) or "the whole"
