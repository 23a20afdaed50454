"""The copies of roots that are kept here, held against one that somebody else has kept: they name one another."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from asn1crypto import x509
from sqlalchemy import select
from sqlalchemy.orm import undefer

from app.db import TenantScope
from app.ledger.models import LedgerRoot, RootStamp
from app.ledger.roots.document import NotARoot, Root, read_root
from app.ledger.roots.out_of_range import read_anything
from app.signing.broken import BrokenStamp
from app.signing.detached import check_detached
from app.signing.message import BrokenSeal, digest_of
from app.signing.stamp import check_answer


def kept_faults(scope: TenantScope, root: Root) -> list[str]:
    """What differs between the roots here and what the given one says: of itself, of those before, of the chain on."""
    read_anything(scope)
    rows = scope.session.scalars(
        select(LedgerRoot)
        .where(LedgerRoot.tenant_id == scope.tenant_id)
        .order_by(LedgerRoot.number, LedgerRoot.day)
        .options(undefer(LedgerRoot.document))
    ).all()
    read = [(row, _read(row)) for row in rows]
    return [*(fault for row, found in read for fault in _row_faults(row, found)), *_chain_faults(root, read)]


def seal_faults(scope: TenantScope, trusted: Sequence[x509.Certificate]) -> Iterator[str]:
    """Seals and time stamps kept here that do not belong to the root beside them, or do not hold.

    Whoever stamped is not asked about: the authority of time may be another now.
    """
    rows = scope.session.execute(
        select(LedgerRoot, RootStamp)
        .outerjoin(RootStamp, (RootStamp.tenant_id == LedgerRoot.tenant_id) & (RootStamp.root_id == LedgerRoot.id))
        .where(LedgerRoot.tenant_id == scope.tenant_id)
        .order_by(LedgerRoot.number)
        .options(undefer(LedgerRoot.document), undefer(LedgerRoot.seal), undefer(RootStamp.answer))
    )
    for row, stamp in rows:
        yield from _seal_faults(row, stamp, trusted)


def _seal_faults(row: LedgerRoot, stamp: RootStamp | None, trusted: Sequence[x509.Certificate]) -> Iterator[str]:
    try:
        check_detached(row.document or b"", row.seal or b"", trusted)
    except BrokenSeal as broken:
        yield f"the seal kept with the root of {row.day} does not hold: {broken}"
    if stamp is None:
        return
    try:
        made = check_answer(stamp.answer or b"", digest_of(row.seal or b""), ())
    except BrokenStamp as broken:
        yield f"the time stamp kept with the root of {row.day} does not hold: {broken}"
    else:
        if made.at != stamp.stamped_at:
            yield f"what stands beside the time stamp of the root of {row.day} differs from it: stamped_at"


def _read(row: LedgerRoot) -> Root | None:
    try:
        return read_root(row.document or b"")
    except NotARoot:
        return None


def _row_faults(row: LedgerRoot, found: Root | None) -> Iterator[str]:
    if found is None:
        yield f"the root of {row.day} that is kept here is no root any more"
        return
    beside = [name for name, value in _columns(found).items() if getattr(row, name) != value]
    beside += [] if row.made_at and row.made_at.replace(microsecond=0) == found.made_at else ["made_at"]
    if beside:
        yield f"what stands beside the root of {found.day} differs from it: {', '.join(beside)}"


def _columns(root: Root) -> dict[str, Any]:
    values = {"number": root.number, "day": root.day, "seq": root.head.seq, "hash": root.head.hash}
    return values | {"digest": root.digest}


def _chain_faults(root: Root, read: Sequence[tuple[LedgerRoot, Root | None]]) -> Iterator[str]:
    """From the given root backwards by the digests, and from it onwards to those that came after."""
    kept = {found.digest: found for _, found in read if found}
    by_number = {found.number: found for found in kept.values()}
    at: Root | None = root
    while at is not None:
        if at.digest not in kept:
            yield _lacking(at.number, at.day if at is root else None, by_number)
            break
        before, at = at.previous, kept.get(at.previous.digest) if at.previous else None
        if before and at is None:
            yield _lacking(before.number, None, by_number)
    yield from _later_faults(root, by_number)


def _lacking(number: int, day: date | None, by_number: dict[int, Root]) -> str:
    of = f"the root of {day}" if day else f"root {number}"
    other = by_number.get(number)
    if other is None:
        return f"{of} is no longer kept here"
    return f"another {of.removeprefix('the ')} is kept here: its SHA-256 is {other.digest.hex()}"


def _later_faults(root: Root, by_number: dict[int, Root]) -> Iterator[str]:
    before = root
    for number in range(root.number + 1, max(by_number, default=0) + 1):
        later = by_number.get(number)
        if later is None:
            yield f"root {number} is no longer kept here"
            return
        if later.previous is None or later.previous.digest != before.digest:
            yield f"root {number} does not go on from root {number - 1}: it was made anew"
            return
        before = later
