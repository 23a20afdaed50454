"""Where the rules have a coordinator look first (M8): they approve, and the other is asked, or they do not."""

from datetime import datetime
from uuid import UUID

from app import events
from app.db import TenantScope
from app.errors import AppError
from app.inbound.pairs.ending import end_pair
from app.matches.models import PairProposal
from app.matches.proposals import State, ask, locked
from app.tenants.audit import Action, note_action


class NotToApprove(AppError):
    """No such pair waits for a coordinator."""


def approve_pair(scope: TenantScope, proposal_id: UUID, membership_id: UUID, now: datetime) -> list[events.Event]:
    """The other may be asked; noted in the audit log (C4).

    Raises:
        NotToApprove: when it is not waiting for a coordinator, or not this tenant's.

    """
    row = _waiting(scope, proposal_id)
    ask(scope, row, now)
    note_action(scope, membership_id, Action.PAIR_APPROVED, now, subject=row.id)
    return [events.PairAsked(row.id)]


def refuse_pair(scope: TenantScope, proposal_id: UUID, membership_id: UUID, now: datetime) -> list[events.Event]:
    """Nobody is asked, and the member is told; noted, and raises, as above."""
    row = _waiting(scope, proposal_id)
    note_action(scope, membership_id, Action.PAIR_REFUSED, now, subject=row.id)
    return [end_pair(scope, row, State.REFUSED, now)]


def _waiting(scope: TenantScope, proposal_id: UUID) -> PairProposal:
    row = locked(scope, proposal_id)
    if row is None or row.state != State.TO_APPROVE:
        raise NotToApprove(f"pair {proposal_id} waits for no coordinator")
    return row
