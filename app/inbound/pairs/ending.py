"""Pairs that come to nothing: a no, silence, a mail that did not arrive, or a coordinator who does not approve (M8)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from app import events
from app.db import TenantScope
from app.inbound.pairs.forgetting import forget_other
from app.matches.models import PairProposal
from app.matches.proposals import A_WHILE, OPEN, State, end
from app.outbound.models import AddressState, OutboundMail
from app.outbound.posts.pairs import consent_key
from app.outbound.reach.standing import State as AddressStanding
from app.programmes.versions import rules_of


def end_pair(scope: TenantScope, row: PairProposal, state: State, now: datetime) -> events.PairEnded:
    """Forget the other and say what the member is to be told."""
    happened = events.PairEnded(row.id, row.proposer_id, row.programme_id, row.name, state.value)
    forget_other(scope, row, now)
    end(scope, row, state, now)
    return happened


def end_of_waiting_pairs(scope: TenantScope, now: datetime) -> list[events.Event]:
    """Whom the question did not reach, who has not answered in time, and whom no coordinator has approved."""
    ended = [(row, state) for row in _open(scope) if (state := _came_to(scope, row, now))]
    return [end_pair(scope, row, state, now) for row, state in ended]


def _open(scope: TenantScope) -> Sequence[PairProposal]:
    query = select(PairProposal).where(
        PairProposal.tenant_id == scope.tenant_id, PairProposal.state.in_([state.value for state in OPEN])
    )
    return scope.session.scalars(query.order_by(PairProposal.id).with_for_update(skip_locked=True)).all()


def _came_to(scope: TenantScope, row: PairProposal, now: datetime) -> State | None:
    if row.state == State.TO_APPROVE:
        return State.REFUSED if row.proposed_at < now - A_WHILE else None
    standing = _standing(scope, row)
    if standing == AddressStanding.COMPLAINED:
        return State.DECLINED
    if standing == AddressStanding.DEAD or _was_not_sent(scope, row):
        return State.UNDELIVERED
    today = now.astimezone(rules_of(scope, None, programme_id=row.programme_id).rules.zone).date()
    return State.SILENT if row.answer_by and row.answer_by < today else None


def _standing(scope: TenantScope, row: PairProposal) -> str | None:
    return scope.session.scalar(
        select(AddressState.state).where(AddressState.tenant_id == scope.tenant_id, AddressState.email == row.email)
    )


def _was_not_sent(scope: TenantScope, row: PairProposal) -> bool:
    query = select(OutboundMail.id).where(
        OutboundMail.tenant_id == scope.tenant_id,
        OutboundMail.dedupe_key == consent_key(row.id),
        OutboundMail.failed_at.is_not(None),
    )
    return scope.session.scalar(query) is not None
