"""Makes the root of a day: once, when the day is over, over all that was entered until its end."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Row, select

from app.db import TenantScope
from app.errors import AppError
from app.ledger.canonical import digest
from app.ledger.chain import Head, link_hash
from app.ledger.models import LedgerEntry, LedgerRoot
from app.ledger.roots.document import Predecessor, fingerprint, read_root, root_bytes
from app.ledger.roots.stored import latest_root
from app.signing.detached import detached_seal
from app.signing.keystore import Seal

_BATCH = 5000


class LedgerDoesNotHold(AppError):
    """The chain is not whole, or not as the root before has it: no root is made over it."""


def make_root(scope: TenantScope, seal: Callable[[], Seal], now: datetime) -> LedgerRoot | None:
    """The root of the last finished day of UTC; None where it is there, or nothing was entered since the one before.

    Days on which nobody made one are covered by the next. `now` is a moment with a zone; the seal is asked for only
    where there is something to seal.

    Raises:
        LedgerDoesNotHold: when what it would prove is not whole.

    """
    before, day = latest_root(scope), now.astimezone(UTC).date() - timedelta(days=1)
    if before is not None and before.day >= day:
        return None
    last = _last_of(scope, day)
    if last is None or (before is not None and last <= before.seq):
        return None
    head, fingerprints = _proven(scope, last)
    _must_go_on_from(before, fingerprints)
    after = Predecessor(before.number, before.digest) if before else None
    document = root_bytes(scope.tenant_id, head, fingerprints, day=day, at=now, after=after)
    root = LedgerRoot(
        tenant_id=scope.tenant_id,
        number=after.number + 1 if after else 1,
        day=day,
        seq=head.seq,
        hash=head.hash,
        digest=digest(document),
        document=document,
        seal=detached_seal(seal().unstamped, document, now),
        made_at=now,
    )
    scope.session.add(root)
    scope.session.flush()
    return root


def _last_of(scope: TenantScope, day: date) -> int | None:
    """The number of the last entry of that day. An entry that was slow to commit falls to the next root."""
    midnight = datetime.combine(day, time(), UTC) + timedelta(days=1)
    return scope.session.scalar(
        select(LedgerEntry.seq)
        .where(LedgerEntry.tenant_id == scope.tenant_id, LedgerEntry.recorded_at < midnight)
        .order_by(LedgerEntry.seq.desc())
        .limit(1)
    )


def _proven(scope: TenantScope, last: int) -> tuple[Head, list[bytes]]:
    """The head at that entry, reached link by link, and the fingerprints up to it."""
    head, fingerprints = Head.of_empty(), []
    for row in _links(scope, last):
        if (row.seq, row.prev_hash) != (head.seq + 1, head.hash) or row.hash != link_hash(
            scope.tenant_id, row.seq, row.prev_hash, row.body_hash
        ):
            raise LedgerDoesNotHold(f"entry {row.seq} does not go on from entry {head.seq}")
        head = Head(row.seq, row.hash)
        fingerprints.append(fingerprint(row.body_hash))
    if head.seq != last:
        raise LedgerDoesNotHold(f"it ends at entry {head.seq}, and not at entry {last}")
    return head, fingerprints


def _links(scope: TenantScope, last: int) -> Iterator[Row[int, bytes, bytes, bytes]]:
    columns = select(LedgerEntry.seq, LedgerEntry.prev_hash, LedgerEntry.hash, LedgerEntry.body_hash)
    yield from scope.session.execute(
        columns.where(LedgerEntry.tenant_id == scope.tenant_id, LedgerEntry.seq <= last)
        .order_by(LedgerEntry.seq)
        .execution_options(yield_per=_BATCH)
    )


def _must_go_on_from(before: LedgerRoot | None, fingerprints: Sequence[bytes]) -> None:
    """The entries that the root before knows must be the same now, also when somebody computed all hashes anew."""
    if before is None:
        return
    known = read_root(before.document).fingerprints
    pairs = enumerate(zip(known, fingerprints, strict=False), 1)
    other = next((number for number, (was, now) in pairs if was != now), None)
    if other is not None:
        raise LedgerDoesNotHold(f"entry {other} is another than in the root of {before.day}")
