"""What was found wrong with a ledger, kept so that it is not read whole again while it is as it was then (H2).

A row says in what state the entries, roots and rules were read. Whoever changes one of them, with whatever rights,
changes that state, for PostgreSQL notes with each row which transaction wrote it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import delete, select, text

from app.db import TenantScope
from app.ledger.canonical import digest
from app.ledger.models import LedgerFault

_ENTRIES = text(
    "SELECT count(*), coalesce(sum(hashtextextended(concat_ws(':', id, seq, xmin), 0)), 0)"
    " FROM ledger_entry WHERE tenant_id = :tenant AND seq <= :last"
)
_ROOTS = text(
    "SELECT count(*), coalesce(sum(hashtextextended(concat_ws(':', id, number, xmin), 0)), 0)"
    " FROM ledger_root WHERE tenant_id = :tenant"
)
_RULES = text(
    "SELECT count(*), coalesce(sum(hashtextextended(concat_ws(':', id, version, xmin), 0)), 0)"
    " FROM programme_rules WHERE tenant_id = :tenant"
)
_ENDS_AS_THE_HEAD_SAYS = text(
    "SELECT count(*) FROM ledger_head JOIN ledger_entry USING (tenant_id, seq, hash)"
    " WHERE tenant_id = :tenant AND seq = (SELECT max(seq) FROM ledger_entry WHERE tenant_id = :tenant)"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """In what state the entries up to the last one, the roots and the rules were when they were read, as a hash."""

    last: int
    state: bytes


def reading_of(scope: TenantScope, last: int) -> Reading:
    """The state now, of the entries up to `last`; those that came later change nothing in it."""
    values = {"tenant": scope.tenant_id, "last": last}
    parts = [scope.session.execute(query, values).one() for query in (_ENTRIES, _ROOTS, _RULES, _ENDS_AS_THE_HEAD_SAYS)]
    return Reading(last, digest(repr([tuple(map(str, part)) for part in parts]).encode()))


def known_fault(scope: TenantScope, now: datetime) -> str | None:
    """What was found on this day of UTC, where nothing of what was read has changed since; else it is read anew."""
    row = _row(scope)
    if row is None or row.read_at.astimezone(UTC).date() != now.astimezone(UTC).date():
        return None
    return row.found if reading_of(scope, row.last).state == row.state else None


def keep_fault(scope: TenantScope, found: str, reading: Reading | None, now: datetime) -> UUID:
    """Note what was found; the id stays the same until the ledger is whole again.

    Without a `reading` it was found without reading all entries, and is looked for at every turn.
    """
    row = _row(scope)
    if row is None:
        row = LedgerFault(tenant_id=scope.tenant_id, found=found, last=0, state=b"", read_at=now)
        scope.session.add(row)
    if reading is not None:
        row.last, row.state, row.read_at = reading.last, reading.state, now
    elif row.found != found:
        row.last, row.state = 0, b""
    row.found = found
    scope.session.flush()
    return row.id


def forget_fault(scope: TenantScope) -> None:
    """The ledger was read whole and holds: what may be found later is another matter, and is told of anew."""
    scope.session.execute(delete(LedgerFault).where(LedgerFault.tenant_id == scope.tenant_id))


def _row(scope: TenantScope) -> LedgerFault | None:
    return scope.session.scalar(select(LedgerFault).where(LedgerFault.tenant_id == scope.tenant_id))
