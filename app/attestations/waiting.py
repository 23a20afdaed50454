"""What waits for one person's word (H3)."""

from uuid import UUID

from sqlalchemy import or_, select

from app.attestations.lines import Line, in_order, lines_of
from app.attestations.models import AttestationItem
from app.attestations.outcomes import Outcome
from app.db import TenantScope
from app.ledger.states import State


def waiting_for(scope: TenantScope, person_id: UUID) -> list[Line]:
    """The lines about which somebody is asked and has said nothing, asked by mail already or not."""
    items = scope.session.scalars(
        select(AttestationItem)
        .where(
            AttestationItem.tenant_id == scope.tenant_id,
            AttestationItem.person_id == person_id,
            or_(AttestationItem.settled_at.is_(None), AttestationItem.outcome == Outcome.UNANSWERED.value),
        )
        .order_by(AttestationItem.id)
    ).all()
    found = in_order(lines_of(scope, items))
    return [line for line in found if line.is_current and line.live.state in (State.CLAIMED, State.DISPUTED)]
