"""The texts behind entries, as far as they are still kept."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.ledger.models import LedgerOpening


def texts_of(scope: TenantScope, entry_ids: Collection[UUID], field: str) -> dict[UUID, str]:
    """Entry id -> what it says in a field (`words`, `topics` …); entries without it, or erased, are left out."""
    rows = scope.session.execute(
        select(LedgerOpening.entry_id, LedgerOpening.text).where(
            LedgerOpening.tenant_id == scope.tenant_id,
            LedgerOpening.entry_id.in_(entry_ids),
            LedgerOpening.field == field,
        )
    )
    return {row.entry_id: row.text for row in rows}
