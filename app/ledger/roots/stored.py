"""Roots, their stamps and the entries under them, as the database has them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import undefer

from app.db import TenantScope
from app.ledger.chain import Head
from app.ledger.check import Stored
from app.ledger.columns import Columns
from app.ledger.commitment import Opening
from app.ledger.erased import erased_fields
from app.ledger.models import ErasedPart, LedgerEntry, LedgerHead, LedgerOpening, LedgerRoot, RootStamp
from app.ledger.roots.check import Kept
from app.ledger.roots.out_of_range import read_anything
from app.signing.stamp import Stamp, answer_of

_BATCH = 1000


@dataclass(frozen=True, slots=True)
class RootFiles:
    """A root as it is handed out: the document, the seal beside it, and the time stamp of the seal, if it has one."""

    day: date
    head: Head
    digest: bytes
    document: bytes
    seal: bytes
    stamp: bytes | None


def latest_root(scope: TenantScope) -> LedgerRoot | None:
    """The tenant's newest root."""
    return scope.session.scalar(
        select(LedgerRoot).where(LedgerRoot.tenant_id == scope.tenant_id).order_by(LedgerRoot.number.desc()).limit(1)
    )


def roots_before(scope: TenantScope, before: date | None, most: int) -> Sequence[tuple[LedgerRoot, datetime | None]]:
    """Roots with the moments of their time stamps, the newest first; those before a day, where one is given."""
    query = (
        select(LedgerRoot, RootStamp.stamped_at)
        .outerjoin(RootStamp, (RootStamp.tenant_id == LedgerRoot.tenant_id) & (RootStamp.root_id == LedgerRoot.id))
        .where(LedgerRoot.tenant_id == scope.tenant_id)
        .order_by(LedgerRoot.day.desc())
        .limit(most)
    )
    rows = scope.session.execute(query.where(LedgerRoot.day < before) if before else query)
    return [(root, stamped_at) for root, stamped_at in rows]


def files_of(scope: TenantScope, day: date) -> RootFiles | None:
    """The files of the root of that day."""
    found = scope.session.execute(
        select(LedgerRoot, RootStamp.answer)
        .outerjoin(RootStamp, (RootStamp.tenant_id == LedgerRoot.tenant_id) & (RootStamp.root_id == LedgerRoot.id))
        .where(LedgerRoot.tenant_id == scope.tenant_id, LedgerRoot.day == day)
        .options(undefer(LedgerRoot.document), undefer(LedgerRoot.seal))
    ).one_or_none()
    if found is None:
        return None
    root, answer = found
    return RootFiles(root.day, root.head, root.digest, root.document, root.seal, answer)


def unstamped_roots(scope: TenantScope) -> list[tuple[UUID, bytes]]:
    """Roots that wait for a time stamp, the oldest first: id and seal."""
    rows = scope.session.execute(
        select(LedgerRoot.id, LedgerRoot.seal)
        .outerjoin(RootStamp, (RootStamp.tenant_id == LedgerRoot.tenant_id) & (RootStamp.root_id == LedgerRoot.id))
        .where(LedgerRoot.tenant_id == scope.tenant_id, RootStamp.id.is_(None))
        .order_by(LedgerRoot.number)
    )
    return [(row.id, row.seal) for row in rows]


@dataclass(frozen=True, slots=True)
class KeptStamp:
    """The time stamp of the root of a day: the authority's moment, and its answer as it is handed out."""

    day: date
    at: datetime
    answer: bytes


def stamps_of(scope: TenantScope, root_ids: Collection[UUID]) -> list[KeptStamp]:
    """The stamps of these roots, by day."""
    rows = scope.session.execute(
        select(LedgerRoot.day, RootStamp.stamped_at, RootStamp.answer)
        .join(RootStamp, (RootStamp.tenant_id == LedgerRoot.tenant_id) & (RootStamp.root_id == LedgerRoot.id))
        .where(LedgerRoot.tenant_id == scope.tenant_id, LedgerRoot.id.in_(root_ids))
        .order_by(LedgerRoot.day)
    )
    return [KeptStamp(*row) for row in rows]


def keep_stamp(scope: TenantScope, root_id: UUID, stamp: Stamp) -> None:
    """Put the time stamp beside its root; a root has one."""
    scope.session.add(
        RootStamp(tenant_id=scope.tenant_id, root_id=root_id, answer=answer_of(stamp), stamped_at=stamp.at)
    )
    scope.session.flush()


def kept_entries(scope: TenantScope) -> Iterator[Kept]:
    """All entries of the tenant by number, each with what opens its commitments."""
    read_anything(scope)
    rows = scope.session.scalars(
        select(LedgerEntry)
        .where(LedgerEntry.tenant_id == scope.tenant_id)
        .order_by(LedgerEntry.seq, LedgerEntry.id)
        .execution_options(yield_per=_BATCH)
    )
    for batch in rows.partitions():
        ids = [row.id for row in batch]
        openings, erased = _openings(scope, ids), erased_fields(scope, ids)
        for row in batch:
            yield Kept(_stored(row), tuple(openings.get(row.id, ())), frozenset(erased.get(row.id, ())))


def _stored(row: LedgerEntry) -> Stored:
    """As it is kept; a value that somebody has set to null, which nothing here may be, is an empty one."""
    hashes = (row.prev_hash or b"", row.hash or b"", row.body_hash or b"")
    return Stored(row.seq or 0, *hashes, row.body or "", Columns.of_row(row))


def stray_faults(scope: TenantScope) -> Iterator[str]:
    """What is kept, or noted as erased, for entries that the ledger has not."""
    for table, what in ((LedgerOpening, "words are kept"), (ErasedPart, "an erasure is noted")):
        here = exists().where(LedgerEntry.tenant_id == table.tenant_id, LedgerEntry.id == table.entry_id)
        query = select(table.entry_id).where(table.tenant_id == scope.tenant_id, table.entry_id.is_not(None), ~here)
        for entry_id in scope.session.scalars(query.distinct().order_by(table.entry_id)):
            yield f"{what} for an entry that the ledger has not: {entry_id}"


def kept_head(scope: TenantScope) -> Head | None:
    """The head that the next entry would go on from."""
    row = scope.session.scalar(select(LedgerHead).where(LedgerHead.tenant_id == scope.tenant_id))
    return Head(row.seq or 0, row.hash or b"") if row else None


def _openings(scope: TenantScope, ids: Sequence[UUID]) -> dict[UUID, list[Opening]]:
    rows = scope.session.execute(
        select(LedgerOpening.entry_id, LedgerOpening.field, LedgerOpening.salt, LedgerOpening.text)
        .where(LedgerOpening.tenant_id == scope.tenant_id, LedgerOpening.entry_id.in_(ids))
        .order_by(LedgerOpening.entry_id, LedgerOpening.field)
    )
    found: dict[UUID, list[Opening]] = {}
    for row in rows:
        found.setdefault(row.entry_id, []).append(Opening(row.field or "", row.salt or b"", row.text or ""))
    return found
