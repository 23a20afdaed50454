"""A session that was told without its day or its way, once that is told: the meeting on record gets it (H1, H6)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from sqlalchemy import or_, select

from app.db import TenantScope
from app.inbound.basis import Basis
from app.inbound.decision import Recorded
from app.inbound.facts import CompletionItem, MeetingItem
from app.matches.models import Meeting
from app.programmes.mode_words import UNSPECIFIED

MEETINGS: Final = frozenset({"in_person", "video", "phone", UNSPECIFIED})
"""The ways in which time together is a session; hours of a mail or of preparation are none."""


def complete_sessions(scope: TenantScope, facts: Recorded, basis: Basis) -> Recorded:
    """The facts with a meeting for each completion that tells a day or a way; the one told without it is withdrawn."""
    meetings = tuple(meeting for item in facts.completions for meeting in _completed(scope, facts.period, item, basis))
    return replace(facts, meetings=(*facts.meetings, *meetings))


def _completed(scope: TenantScope, period: str, item: CompletionItem, basis: Basis) -> Iterator[MeetingItem]:
    if item.mode not in MEETINGS or not (item.held_on or item.way):
        return
    before = _on_record(scope, period, item, basis)
    if before:
        before.withdrawn_at = basis.at
        scope.session.flush()
    mode = item.way or item.mode
    if mode in MEETINGS and (before or item.held_on):
        starts, ends = (before.starts, before.ends) if before and before.starts else (item.starts, item.ends)
        yield MeetingItem(item.match_id, item.held_on or item.day, starts, ends, item.minutes, mode)


def _on_record(scope: TenantScope, period: str, item: CompletionItem, basis: Basis) -> Meeting | None:
    """The meeting as it was told: on the claim's own day, or without one."""
    return scope.session.scalar(
        select(Meeting)
        .where(
            Meeting.tenant_id == scope.tenant_id,
            Meeting.match_id == item.match_id,
            Meeting.reported_by_id == basis.known.person_id,
            Meeting.period == period,
            Meeting.mode == item.mode,
            Meeting.held_on.is_not_distinct_from(item.day),
            or_(Meeting.minutes.is_(None), Meeting.minutes == item.minutes),
            Meeting.withdrawn_at.is_(None),
        )
        .order_by(Meeting.id)
        .limit(1)
    )
