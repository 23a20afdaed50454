"""Whoever consented to a pair by mail was promised for how long their record is kept (M8): then they are erased."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Exists, exists, func, or_, select

from app.db import TenantScope
from app.erasure.erase import StaffMember, erase_person
from app.ledger.models import LedgerEntry
from app.matches.models import Match, MatchParticipant, PairProposal
from app.matches.proposals import State
from app.programmes.models import Person
from app.programmes.versions import rules_of, zone_of


def erase_as_promised(scope: TenantScope, now: datetime) -> Sequence[UUID]:
    """Erase everybody whose years are over (`pairs.keep_years`); the ids of the mails of ours that were emptied.

    Staff are left to their organisation, and so is who is in a match that did not come of a pair.
    """
    sent: list[UUID] = []
    for person_id, years in _promised(scope).items():
        if _last_heard(scope, person_id) > _years_before(now, years):
            continue
        try:
            sent += erase_person(scope, person_id, now, now.astimezone(zone_of(scope)).date()).sent
        except StaffMember:
            continue
    return sent


def _promised(scope: TenantScope) -> dict[UUID, int]:
    """Person -> years, the longest where they consented to several pairs, by the rules that each began under."""
    rows = scope.session.execute(
        select(PairProposal.partner_id, Match.rules_id)
        .join(Match, (Match.tenant_id == PairProposal.tenant_id) & (Match.id == PairProposal.match_id))
        .join(Person, (Person.tenant_id == PairProposal.tenant_id) & (Person.id == PairProposal.partner_id))
        .where(
            PairProposal.tenant_id == scope.tenant_id,
            PairProposal.state == State.AGREED.value,
            Person.member_number.is_(None),
            Person.erased_at.is_(None),
            ~_has_another_match(),
        )
    ).all()
    years = defaultdict[UUID, int](int)
    for row in rows:
        years[row.partner_id] = max(years[row.partner_id], rules_of(scope, row.rules_id).rules.pairs.keep_years)
    return years


def _has_another_match() -> Exists:
    came_of_pair = exists().where(
        PairProposal.tenant_id == MatchParticipant.tenant_id, PairProposal.match_id == MatchParticipant.match_id
    )
    return (
        exists()
        .where(MatchParticipant.tenant_id == Person.tenant_id, MatchParticipant.person_id == Person.id, ~came_of_pair)
        .correlate(Person)
    )


def _last_heard(scope: TenantScope, person_id: UUID) -> datetime:
    """When the last entry about them, by them or naming them was recorded; without one, when they consented."""
    entered = scope.session.scalar(
        select(func.max(LedgerEntry.recorded_at)).where(
            LedgerEntry.tenant_id == scope.tenant_id,
            or_(
                LedgerEntry.person_id == person_id,
                LedgerEntry.by_id == person_id,
                func.array_position(LedgerEntry.counterpart_ids, person_id).is_not(None),
            ),
        )
    )
    agreed = scope.session.scalar(
        select(func.max(PairProposal.settled_at)).where(
            PairProposal.tenant_id == scope.tenant_id, PairProposal.partner_id == person_id
        )
    )
    return max(moment for moment in (entered, agreed) if moment)


def _years_before(now: datetime, years: int) -> datetime:
    """The same moment of that year; a day before where it has no 29 February."""
    try:
        return now.replace(year=now.year - years)
    except ValueError:
        return now.replace(year=now.year - years, day=now.day - 1)
