"""What erasing has taken away, noted so that it is told from what was taken away unlawfully (C3, X3)."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from app.db import TenantScope, new_id
from app.ledger.models import ErasedPart, LedgerOpening


def note_openings(scope: TenantScope, ids: Collection[UUID]) -> None:
    """Note openings that are about to be deleted."""
    rows = scope.session.execute(
        select(LedgerOpening.entry_id, LedgerOpening.field).where(
            LedgerOpening.tenant_id == scope.tenant_id, LedgerOpening.id.in_(ids)
        )
    )
    _note(scope, [(row.entry_id, row.field) for row in rows])


def note_files(scope: TenantScope, digests: Collection[bytes]) -> None:
    """Note mails or letters whose bytes go, by their SHA-256."""
    _note(scope, [(None, digest.hex()) for digest in digests])


def erased_fields(scope: TenantScope, entry_ids: Collection[UUID]) -> dict[UUID, set[str]]:
    """Entry id -> the fields whose openings were erased."""
    rows = scope.session.execute(
        select(ErasedPart.entry_id, ErasedPart.name).where(
            ErasedPart.tenant_id == scope.tenant_id, ErasedPart.entry_id.in_(entry_ids)
        )
    )
    found: dict[UUID, set[str]] = {}
    for row in rows:
        found.setdefault(row.entry_id, set()).add(row.name)
    return found


def erased_files(scope: TenantScope) -> frozenset[str]:
    """The SHA-256 of every file that was erased."""
    return frozenset(
        scope.session.scalars(
            select(ErasedPart.name).where(ErasedPart.tenant_id == scope.tenant_id, ErasedPart.entry_id.is_(None))
        )
    )


def _note(scope: TenantScope, parts: Sequence[tuple[UUID | None, str]]) -> None:
    rows = [
        {"tenant_id": scope.tenant_id, "id": new_id(), "entry_id": entry_id, "name": name} for entry_id, name in parts
    ]
    if rows:
        scope.session.execute(insert(ErasedPart).on_conflict_do_nothing(), rows)
