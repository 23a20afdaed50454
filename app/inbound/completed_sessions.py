"""A session that was told without its day, once the day is told: the meeting on record gets it (H1, H6)."""

from dataclasses import replace

from sqlalchemy import select

from app.db import TenantScope
from app.inbound.basis import Basis
from app.inbound.decision import CompletionItem, MeetingItem, Recorded
from app.matches.models import Meeting
from app.programmes.mode_words import UNSPECIFIED

_MEETINGS = frozenset({"in_person", "video", "phone", UNSPECIFIED})


def complete_sessions(scope: TenantScope, facts: Recorded, basis: Basis) -> Recorded:
    """The facts with a meeting for each completion that tells a day; the one told without a day is withdrawn."""
    dated = [item for item in facts.completions if item.held_on and item.mode in _MEETINGS]
    for item in dated:
        _withdraw_undated(scope, facts.period, item, basis)
    meetings = tuple(
        MeetingItem(item.match_id, item.held_on, item.starts, item.ends, item.minutes, item.mode) for item in dated
    )
    return replace(facts, meetings=(*facts.meetings, *meetings))


def _withdraw_undated(scope: TenantScope, period: str, item: CompletionItem, basis: Basis) -> None:
    undated = scope.session.scalar(
        select(Meeting)
        .where(
            Meeting.tenant_id == scope.tenant_id,
            Meeting.match_id == item.match_id,
            Meeting.reported_by_id == basis.known.person_id,
            Meeting.period == period,
            Meeting.mode == item.mode,
            Meeting.held_on.is_(None),
            Meeting.withdrawn_at.is_(None),
        )
        .order_by(Meeting.id)
        .limit(1)
    )
    if undated:
        undated.withdrawn_at = basis.at
        scope.session.flush()
