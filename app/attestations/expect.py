"""Noting who is to confirm what was just entered (H3); asking them comes later, with the day's batch."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select

from app.attestations.models import AttestationItem
from app.attestations.outcomes import Outcome
from app.db import TenantScope
from app.ledger.columns import Columns
from app.ledger.models import LedgerEntry
from app.ledger.states import LiveClaim, State
from app.ledger.totals import claims_by_id
from app.programmes.rules import Confirmation

COORDINATORS: Final = None
"""Stands in place of a person for whoever coordinates."""
_ANSWERED: Final = frozenset({Outcome.ATTESTED, Outcome.DISPUTED, Outcome.SILENCE})


def expect(scope: TenantScope, entries: Sequence[LedgerEntry], at: datetime) -> None:
    """After claims and corrections: items about a figure that changed are set aside, and new ones made (`at` in UTC).

    Whoever answered for the figure that stands is not asked again. Call it in the transaction of the entries.
    """
    touched = {entry.target_id or entry.id for entry in entries if entry.confirmation != Confirmation.NOBODY}
    claims = [live for live in claims_by_id(scope, touched).values() if asked_of(live)]
    known = _items(scope, [live.claim.id for live in claims])
    for live in claims:
        own = [item for item in known if item.claim_id == live.claim.id]
        for item in own:
            if item.settled_at is None and (item.minutes != live.minutes or live.state is State.WITHDRAWN):
                item.outcome, item.settled_at = Outcome.CHANGED.value, at
        scope.session.flush()
        if live.state is State.CLAIMED:
            scope.session.add_all(_missing(scope, live, own, at))
    scope.session.flush()


def note_replaced(scope: TenantScope, by_claim: Mapping[UUID, UUID]) -> None:
    """That another claim took the place of each of these, which were disputed."""
    for item in _items(scope, by_claim):
        if item.outcome == Outcome.DISPUTED:
            item.replaced_by_id = by_claim[item.claim_id]
    scope.session.flush()


def asked_of(live: LiveClaim) -> tuple[UUID | None, ...]:
    """Whom the claim's rules ask: people of its match, `None` for the coordinators."""
    partners = tuple(one for one in live.claim.counterpart_ids if one != live.claim.person_id)
    match live.claim.confirmation:
        case Confirmation.PARTNER:
            return partners
        case Confirmation.COORDINATOR:
            return (COORDINATORS,)
        case Confirmation.EITHER:
            return (*partners, COORDINATORS)
        case _:
            return ()


def _items(scope: TenantScope, claim_ids: Iterable[UUID]) -> Sequence[AttestationItem]:
    return scope.session.scalars(
        select(AttestationItem)
        .where(AttestationItem.tenant_id == scope.tenant_id, AttestationItem.claim_id.in_(list(claim_ids)))
        .order_by(AttestationItem.id)
    ).all()


def _still_counts(item: AttestationItem, live: LiveClaim) -> bool:
    """Whether it waits for an answer, or has one that stands; a correction in between set the answers aside."""
    if item.outcome in _ANSWERED:
        return any(_is_from(item.person_id, one) for one in live.answers)
    return item.outcome != Outcome.CHANGED


def _is_from(person_id: UUID | None, answer: Columns) -> bool:
    return answer.by_role == "coordinator" if person_id is COORDINATORS else answer.by_id == person_id


def _missing(
    scope: TenantScope, live: LiveClaim, own: Sequence[AttestationItem], at: datetime
) -> Iterable[AttestationItem]:
    asked = {item.person_id for item in own if item.minutes == live.minutes and _still_counts(item, live)}
    return [
        AttestationItem(
            tenant_id=scope.tenant_id,
            programme_id=live.claim.programme_id,
            claim_id=live.claim.id,
            person_id=person_id,
            minutes=live.minutes,
            since=at,
            reminders=0,
        )
        for person_id in asked_of(live)
        if person_id not in asked
    ]
