"""Sessions on record that follow their claim: withdrawn with it, and told anew as it stands (H1)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from app.db import TenantScope
from app.inbound.basis import Basis
from app.inbound.decision import Recorded
from app.inbound.facts import Adjustment, HourItem, MeetingItem
from app.inbound.hours.completed_sessions import MEETINGS
from app.ledger.states import LiveClaim
from app.ledger.totals import claims_by_id
from app.matches.models import Meeting


def follow_claims(scope: TenantScope, facts: Recorded, basis: Basis) -> None:
    """Before the claims change: the session of each is withdrawn, and told anew with the minutes, day, way and times.

    Where the mail tells all sessions of the month anew, these replace the old ones already.
    """
    if facts.replaces or not facts.adjustments:
        return
    claims = claims_by_id(scope, {change.entry_id for change in facts.adjustments})
    instead = {item.in_place_of: item for item in facts.items if item.in_place_of}
    for change in facts.adjustments:
        before = _on_record(scope, claims[change.entry_id], basis)
        if before:
            before.withdrawn_at = basis.at
        told = _instead(instead[change.entry_id], before) if change.entry_id in instead else _other(change, before)
        if told:
            scope.session.add(_meeting(scope, basis, told, before))
    scope.session.flush()


@dataclass(frozen=True, slots=True)
class _Told:
    """A session as it is told now."""

    facts: MeetingItem
    period: str
    topics: str | None


def _instead(item: HourItem, before: Meeting | None) -> _Told | None:
    """The session of the claim that stands in the other's place."""
    if item.mode not in MEETINGS or not (before or item.held_on):
        return None
    facts = MeetingItem(item.match_id, item.held_on, item.starts, item.ends, item.minutes, item.mode)
    return _Told(facts, item.period, (before.topics if before else None) or item.topics or None)


def _other(change: Adjustment, before: Meeting | None) -> _Told | None:
    """The same session with another length; the end that was told does not hold for it."""
    if before is None or not change.minutes:
        return None
    ends = before.ends if before.minutes == change.minutes else None
    facts = MeetingItem(before.match_id, before.held_on, before.starts, ends, change.minutes, before.mode)
    return _Told(facts, before.period, before.topics)


def _meeting(scope: TenantScope, basis: Basis, told: _Told, before: Meeting | None) -> Meeting:
    return Meeting(
        tenant_id=scope.tenant_id,
        match_id=told.facts.match_id,
        reported_by_id=basis.known.person_id,
        received_mail_id=basis.mail.received_mail_id,
        period=told.period,
        held_on=told.facts.held_on,
        starts=told.facts.starts,
        ends=told.facts.ends,
        minutes=told.facts.minutes,
        mode=told.facts.mode,
        topics=told.topics,
        homework=before.homework if before else None,
    )


def _on_record(scope: TenantScope, live: LiveClaim, basis: Basis) -> Meeting | None:
    """The session of the claim: told by the same person, on its day, its way, and as long.

    Of several that were told without a length the claim is the sum: none of them follows it.
    """
    claim = live.claim
    day: date | None = claim.local_date
    alike = scope.session.scalars(
        select(Meeting)
        .where(
            Meeting.tenant_id == scope.tenant_id,
            Meeting.match_id == claim.match_id,
            Meeting.reported_by_id == basis.known.person_id,
            Meeting.period == claim.period,
            Meeting.mode == claim.mode,
            Meeting.held_on.is_not_distinct_from(day),
            or_(Meeting.minutes.is_(None), Meeting.minutes == live.minutes),
            Meeting.withdrawn_at.is_(None),
        )
        .order_by(Meeting.starts.is_not_distinct_from(claim.starts).desc(), Meeting.id)
    ).all()
    as_long = [session for session in alike if session.minutes is not None]
    return as_long[0] if as_long else alike[0] if len(alike) == 1 else None
