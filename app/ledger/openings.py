"""The texts behind entries, as far as they are still kept."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.ledger.models import LedgerOpening
from app.ledger.states import LiveClaim


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


def topics_of(scope: TenantScope, claims: Collection[LiveClaim]) -> dict[UUID, str]:
    """Claim id -> what was talked about, where anybody said so and it is not erased."""
    texts = texts_of(scope, {entry for live in claims for entry in (live.claim.id, *live.completions)}, "topics")
    return {live.claim.id: topics for live in claims if (topics := told_topics(live, texts))}


def told_topics(live: LiveClaim, texts: Mapping[UUID, str]) -> str:
    """What the claim itself says was talked about, else the latest completion that does; `texts` are by entry."""
    return next((texts[one] for one in (live.claim.id, *reversed(live.completions)) if texts.get(one)), "")
