"""Which claims lack what their rules require (H6), looked up."""

from collections.abc import Sequence
from functools import cache
from uuid import UUID

from sqlalchemy import ColumnElement, cast, select
from sqlalchemy.dialects.postgresql import JSONB

from app.db import TenantScope
from app.ledger.drafts import BY_LETTER
from app.ledger.models import LedgerEntry
from app.ledger.required import missing_fields
from app.ledger.states import LiveClaim
from app.programmes.rules import HourRules, Required
from app.programmes.versions import rules_of


def incomplete_claims(scope: TenantScope, claims: Sequence[LiveClaim]) -> dict[UUID, tuple[Required, ...]]:
    """Claim id -> what it lacks of the rules it was made under; complete claims are left out.

    An organisation's official letter serves as it is (H7): hours that stand on one lack nothing.
    """

    @cache
    def rules_by(rules_id: UUID) -> HourRules:
        return rules_of(scope, rules_id).rules.hours

    wanting = [
        (live, rules) for live in claims if live.claim.rules_id and (rules := rules_by(live.claim.rules_id)).required
    ]
    served = _by_letter(scope, [live.claim.id for live, _ in wanting])
    told = with_topics(scope, [entry_id for live, _ in wanting for entry_id in entries_of(live)])
    found = {
        live.claim.id: missing_fields(live, rules, has_topics=not told.isdisjoint(entries_of(live)))
        for live, rules in wanting
        if live.claim.id not in served
    }
    return {claim_id: fields for claim_id, fields in found.items() if fields}


def entries_of(live: LiveClaim) -> tuple[UUID, ...]:
    """The entries that tell of the session itself: the claim, and what completed it."""
    return live.claim.id, *live.completions


def with_topics(scope: TenantScope, entry_ids: Sequence[UUID]) -> set[UUID]:
    """Those of the entries that commit to topics; they do so still when the words are erased."""
    topics = cast(LedgerEntry.body, JSONB)["commitments"]["topics"].astext
    return _those(scope, entry_ids, topics.is_not(None))


def _by_letter(scope: TenantScope, entry_ids: Sequence[UUID]) -> set[UUID]:
    policy = cast(LedgerEntry.body, JSONB)["evidence"]["policy"].astext
    return _those(scope, entry_ids, policy == BY_LETTER)


def _those(scope: TenantScope, entry_ids: Sequence[UUID], holds: ColumnElement[bool]) -> set[UUID]:
    if not entry_ids:
        return set()
    query = select(LedgerEntry.id).where(LedgerEntry.tenant_id == scope.tenant_id, LedgerEntry.id.in_(entry_ids), holds)
    return set(scope.session.scalars(query))
