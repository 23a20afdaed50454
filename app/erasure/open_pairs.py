"""Pairs that the person told of and that nobody has consented to yet come to nothing (M8)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.inbound.pairs.forgetting import forget_other
from app.matches.models import PairProposal
from app.matches.proposals import OPEN, State, end


def end_open_pairs(scope: TenantScope, person_id: UUID, now: datetime) -> None:
    """Whoever was asked is forgotten as after a no, and can be asked again by somebody else."""
    open_rows = scope.session.scalars(
        select(PairProposal).where(
            PairProposal.tenant_id == scope.tenant_id,
            PairProposal.proposer_id == person_id,
            PairProposal.state.in_([state.value for state in OPEN]),
        )
    ).all()
    for row in open_rows:
        forget_other(scope, row, now)
        end(scope, row, State.REFUSED, now)
