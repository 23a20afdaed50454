"""Hours as they stand: the claims of a person with what became of them, and their sums."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import or_, select

from app.db import TenantScope
from app.ledger.columns import Columns
from app.ledger.models import LedgerEntry
from app.ledger.states import LiveClaim, State, Totals, states, totals

__all__ = [
    "LiveClaim",
    "State",
    "Totals",
    "claims_by_id",
    "claims_of_month",
    "live_claims",
    "periods_recorded",
    "totals",
]


def live_claims(
    scope: TenantScope,
    *,
    person_id: UUID,
    match_id: UUID | None = None,
    programme_id: UUID | None = None,
    period: str | None = None,
) -> tuple[LiveClaim, ...]:
    """The claims of a person in the order they were made, withdrawn ones too; narrowed where asked.

    Answers and corrections carry the match, programme and period of their claim, so narrowing never parts them.
    """
    wanted = {"match_id": match_id, "programme_id": programme_id, "period": period}
    rows = scope.session.scalars(
        select(LedgerEntry)
        .where(LedgerEntry.tenant_id == scope.tenant_id, LedgerEntry.person_id == person_id)
        .filter_by(**{column: value for column, value in wanted.items() if value is not None})
        .order_by(LedgerEntry.seq)
    )
    return states([Columns.of_row(row) for row in rows])


def claims_by_id(scope: TenantScope, ids: Collection[UUID]) -> dict[UUID, LiveClaim]:
    """These claims as they stand now, by their ids; what is no claim here is left out."""
    if not ids:
        return {}
    rows = scope.session.scalars(
        select(LedgerEntry)
        .where(
            LedgerEntry.tenant_id == scope.tenant_id,
            or_(LedgerEntry.id.in_(ids), LedgerEntry.target_id.in_(ids)),
        )
        .order_by(LedgerEntry.seq)
    )
    return {live.claim.id: live for live in states([Columns.of_row(row) for row in rows])}


def claims_of_month(scope: TenantScope, period: str) -> tuple[LiveClaim, ...]:
    """Everybody's claims for a month (`YYYY-MM`) in the order they were made, as they stand now."""
    rows = scope.session.scalars(
        select(LedgerEntry)
        .where(LedgerEntry.tenant_id == scope.tenant_id, LedgerEntry.period == period)
        .order_by(LedgerEntry.seq)
    )
    return states([Columns.of_row(row) for row in rows])


def periods_recorded(scope: TenantScope) -> list[str]:
    """The months for which anything stands in the ledger, the latest first."""
    query = select(LedgerEntry.period).where(LedgerEntry.tenant_id == scope.tenant_id).distinct()
    return sorted(scope.session.scalars(query), reverse=True)
