"""Makes the root of a day: once, when the day is over, over all that was entered until its end."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import func, select

from app.db import TenantScope
from app.errors import AppError
from app.ledger.canonical import digest
from app.ledger.chain import Head
from app.ledger.check import check_chain
from app.ledger.models import LedgerEntry, LedgerRoot
from app.ledger.roots.check import examined
from app.ledger.roots.document import NotARoot, Predecessor, Root, end_of, fingerprint, read_root, root_bytes
from app.ledger.roots.known_fault import Reading, forget_fault, known_fault, reading_of
from app.ledger.roots.rules import rules_faults, rules_until
from app.ledger.roots.stored import kept_entries, kept_head, latest_root
from app.signing.detached import detached_seal
from app.signing.keystore import Seal

_MOST_TOLD = 5


class LedgerDoesNotHold(AppError):
    """The chain is not whole, or not as the root before has it: no root is made over it.

    `reading` says what was read, where all entries were; nothing was that is known from an earlier turn.
    """

    def __init__(self, found: str, reading: Reading | None = None) -> None:
        super().__init__(found)
        self.reading = reading

    @property
    def mark(self) -> str:
        """The same for the same faults: 16 hexadecimal digits."""
        return digest(str(self).encode()).hex()[:16]


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
    _must_reach(before, last)
    if last is None or (before is not None and last.seq <= before.seq):
        _must_be_later(scope, last)
        forget_fault(scope)
        return None
    known = known_fault(scope, now)
    if known is not None:
        raise LedgerDoesNotHold(known)
    rules = rules_until(scope, end_of(day))  # before they are checked: what is changed between is told by the next root
    head = _proven(scope, before, last)
    fingerprints = _fingerprints(scope, head)
    after = Predecessor(before.number, before.digest) if before else None
    document = root_bytes(scope.tenant_id, head, fingerprints, day=day, at=now, after=after, rules=rules)
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
    forget_fault(scope)
    scope.session.flush()
    return root


def _last_of(scope: TenantScope, day: date) -> Head | None:
    """The last entry of that day. An entry that was slow to commit falls to the next root."""
    row = scope.session.execute(
        select(LedgerEntry.seq, LedgerEntry.hash)
        .where(LedgerEntry.tenant_id == scope.tenant_id, LedgerEntry.recorded_at < end_of(day))
        .order_by(LedgerEntry.seq.desc())
        .limit(1)
    ).one_or_none()
    return Head(row.seq, row.hash) if row else None


def _newest(scope: TenantScope) -> int:
    query = select(func.max(LedgerEntry.seq)).where(LedgerEntry.tenant_id == scope.tenant_id)
    return scope.session.scalar(query) or 0


def _must_reach(before: LedgerRoot | None, last: Head | None) -> None:
    """Where nothing is new, the ledger still ends as the root before says."""
    if before is None or (last is not None and (last.seq > before.seq or last == before.head)):
        return
    raise LedgerDoesNotHold(f"it does not end with entry {before.seq} any more, as in the root of {before.day}")


def _must_be_later(scope: TenantScope, last: Head | None) -> None:
    """What comes after the last entry is of today by its bodies too: a moment moved ahead would keep it unproven."""
    rows = scope.session.execute(
        select(LedgerEntry.seq, LedgerEntry.recorded_at, LedgerEntry.body)
        .where(LedgerEntry.tenant_id == scope.tenant_id, LedgerEntry.seq > (last.seq if last else 0))
        .order_by(LedgerEntry.seq)
    )
    moved = [row.seq for row in rows if _moment_of(row.body) != row.recorded_at]
    if moved:
        numbers = ", ".join(map(str, moved[:_MOST_TOLD]))
        raise LedgerDoesNotHold(f"the moment beside entry {numbers} is not the one in its body")


def _moment_of(body: str) -> datetime | None:
    try:
        return datetime.fromisoformat(json.loads(body)["recorded_at"])
    except (ValueError, TypeError, LookupError, RecursionError):
        return None


def _proven(scope: TenantScope, before: LedgerRoot | None, last: Head) -> Head:
    """The last entry, once every body up to it and after it was read: it gives its hash, and is what it was.

    Words that are gone, or a moment before that root's, are no reason to leave what was entered since without a root.
    """
    reading = reading_of(scope, _newest(scope))  # before the entries: what changes meanwhile is read again
    entries, head = kept_entries(scope), kept_head(scope)
    if before is None:
        stored = (one.stored for one in entries)
        faults = [str(fault) for fault in check_chain(scope.tenant_id, stored, head or Head.of_empty())]
    else:
        root = _as_it_was(before)
        faults = [*examined(root, entries, head).chain, *rules_faults(scope, root)]
    if faults:
        raise LedgerDoesNotHold(_in_words(faults), reading)
    return last


def _in_words(faults: Sequence[str]) -> str:
    """The first faults; of more, how many and a hash of them, so that others are another matter."""
    told, more = faults[:_MOST_TOLD], faults[_MOST_TOLD:]
    rest = [f"and {len(more)} more ({digest(repr(more).encode()).hex()[:16]})"] if more else []
    return "; ".join([*told, *rest])


def _as_it_was(row: LedgerRoot) -> Root:
    """The root before, if the row still has the bytes that were sealed."""
    try:
        root = read_root(row.document)
    except NotARoot as error:
        raise LedgerDoesNotHold(f"the root of {row.day} that is kept here is no root any more") from error
    if (root.digest, root.head, root.day, root.number) != (row.digest, row.head, row.day, row.number):
        raise LedgerDoesNotHold(f"the root of {row.day} that is kept here was changed")
    return root


def _fingerprints(scope: TenantScope, head: Head) -> list[bytes]:
    """Of the entries as they are kept, which give that head: one changed since they were read would not."""
    hashes = scope.session.scalars(
        select(LedgerEntry.body_hash)
        .where(LedgerEntry.tenant_id == scope.tenant_id, LedgerEntry.seq <= head.seq)
        .order_by(LedgerEntry.seq)
    ).all()
    found = Head.of_empty()
    for body_hash in hashes:
        found = found.next(scope.tenant_id, body_hash or b"")
    if found != head:
        raise LedgerDoesNotHold("it was changed while it was read")
    return [fingerprint(body_hash) for body_hash in hashes]
