"""Pairs that formed elsewhere as a coordinator sees them (M8): what waits for whom, and what was registered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.matches.models import PairProposal
from app.matches.proposals import OPEN, State
from app.programmes.models import Person

MOST_SHOWN: Final = 100


@dataclass(frozen=True, slots=True)
class SeenPair:
    """Who told of it and in which role; the other's name and address; moments in UTC, days local."""

    proposal_id: UUID
    proposer: str
    role: str
    name: str
    email: str
    since: date | None
    proposed_at: datetime
    answer_by: date | None


@dataclass(frozen=True, slots=True)
class SeenPairs:
    """What the coordinator decides, what others have yet to answer, the newest that were registered, and how many of
    the others came to nothing.
    """

    to_approve: tuple[SeenPair, ...]
    asked: tuple[SeenPair, ...]
    agreed: tuple[SeenPair, ...]
    in_vain: int


def pairs_seen(scope: TenantScope) -> SeenPairs:
    """All of the tenant's."""
    rows = scope.session.execute(
        select(PairProposal, Person.name)
        .join(Person, (Person.tenant_id == PairProposal.tenant_id) & (Person.id == PairProposal.proposer_id))
        .where(PairProposal.tenant_id == scope.tenant_id)
        .order_by(PairProposal.id)
    ).all()
    by_state: dict[str, list[SeenPair]] = {}
    for row, proposer in rows:
        by_state.setdefault(row.state, []).append(_seen(row, proposer))
    return SeenPairs(
        to_approve=tuple(by_state.get(State.TO_APPROVE, ())),
        asked=tuple(by_state.get(State.ASKED, ())),
        agreed=tuple(by_state.get(State.AGREED, ())[-MOST_SHOWN:][::-1]),
        in_vain=sum(len(some) for state, some in by_state.items() if state not in OPEN | {State.AGREED}),
    )


def pairs_to_approve(scope: TenantScope) -> Sequence[SeenPair]:
    """Those that wait for the coordinator, the oldest first."""
    rows = scope.session.execute(
        select(PairProposal, Person.name)
        .join(Person, (Person.tenant_id == PairProposal.tenant_id) & (Person.id == PairProposal.proposer_id))
        .where(PairProposal.tenant_id == scope.tenant_id, PairProposal.state == State.TO_APPROVE)
        .order_by(PairProposal.id)
    ).all()
    return [_seen(row, proposer) for row, proposer in rows]


def _seen(row: PairProposal, proposer: str) -> SeenPair:
    return SeenPair(row.id, proposer, row.role, row.name, row.email, row.since, row.proposed_at, row.answer_by)
