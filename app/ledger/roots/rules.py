"""The rules by which hours count, held against a root: a version never changes, and none is set afterwards (H2, T3)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from app.db import TenantScope
from app.ledger.canonical import canonical, digest, instant_text
from app.ledger.roots.check import PATIENCE
from app.ledger.roots.document import Root, RulesUnder
from app.ledger.roots.out_of_range import read_anything
from app.programmes.models import ProgrammeRules

_Version = Row[tuple[UUID, UUID, int, Any, datetime]]


def rules_until(scope: TenantScope, end: datetime) -> list[RulesUnder]:
    """Every version of the tenant's rules that was set before that moment, by programme and number."""
    return [_as_under(row) for row in _rows(scope) if row.created_at < end]


def rules_faults(scope: TenantScope, root: Root) -> Iterator[str]:
    """Versions that were changed or taken out since the root was made, and those that say they are from before it."""
    read_anything(scope)
    kept: dict[UUID, list[_Version]] = defaultdict(list)
    for row in _rows(scope):
        kept[row.id].append(row)
    for known in root.rules or ():
        rows, what = kept.pop(known.id, []), f"version {known.number} of the rules of programme {known.programme_id}"
        if not rows:
            yield f"{what} is missing"
        elif [_digest(row) for row in rows] != [known.digest]:
            yield f"{what} was changed after the root of {root.day} was made"
    if root.rules is not None:
        yield from (_inserted(row) for rows in kept.values() for row in rows if _is_from_before(row, root))


def _rows(scope: TenantScope) -> list[_Version]:
    table = ProgrammeRules
    query = (
        select(table.id, table.programme_id, table.version, table.body, table.created_at)
        .where(table.tenant_id == scope.tenant_id)
        .order_by(table.programme_id, table.version, table.id)
    )
    return list(scope.session.execute(query))


def _is_from_before(row: _Version, root: Root) -> bool:
    return row.created_at is None or row.created_at < root.day_is_over - PATIENCE


def _inserted(row: _Version) -> str:
    when = f"{instant_text(row.created_at)}, before the root" if row.created_at else "at no moment"
    which = f"version {row.version} of the rules of programme {row.programme_id}"
    return f"{which} was inserted: it says that it was set {when}, and the root does not know it"


def _as_under(row: _Version) -> RulesUnder:
    return RulesUnder(row.id, row.programme_id, row.version, _digest(row))


def _digest(row: _Version) -> bytes:
    """SHA-256 of the canonical JSON of the whole row; of nothing, where somebody made it what no version is."""
    try:
        value = {
            "id": str(row.id),
            "programme": str(row.programme_id),
            "number": row.version,
            "set_at": row.created_at.astimezone(UTC).isoformat(timespec="microseconds"),
            "rules": row.body,
        }
        return digest(canonical(value))
    except (ValueError, AttributeError, RecursionError):
        return b""
