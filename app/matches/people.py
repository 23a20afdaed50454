"""Who is matched with whom."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.matches.models import Match, MatchParticipant
from app.programmes.models import Person, Programme


@dataclass(frozen=True, slots=True)
class Participant:
    """One person in a match."""

    person_id: UUID
    name: str
    role: str
    member_number: str | None


@dataclass(frozen=True, slots=True)
class MatchOfPerson:
    """A match seen from one person: their own role, and everybody else in it."""

    match_id: UUID
    rules_id: UUID
    role: str
    started_on: date
    partners: tuple[Participant, ...]


def running_matches(scope: TenantScope, person_id: UUID, programme_id: UUID) -> list[MatchOfPerson]:
    """The matches of a person in a programme that have not ended, the oldest first.

    In a match between a mentor and several mentees the others of one's own role are no partners.
    """
    return running_matches_of(scope, {person_id}, programme_id)[person_id]


def running_matches_of(
    scope: TenantScope, person_ids: Collection[UUID], programme_id: UUID
) -> dict[UUID, list[MatchOfPerson]]:
    """The same for several people, in two queries for all of them."""
    own = scope.session.execute(
        select(MatchParticipant.person_id, Match.id, Match.rules_id, MatchParticipant.role, Match.started_on)
        .join(
            MatchParticipant,
            (MatchParticipant.tenant_id == Match.tenant_id) & (MatchParticipant.match_id == Match.id),
        )
        .where(
            Match.tenant_id == scope.tenant_id,
            Match.programme_id == programme_id,
            Match.state != "ended",
            MatchParticipant.person_id.in_(person_ids),
        )
        .order_by(Match.started_on, Match.id)
    ).all()
    everybody = participants(scope, list({row.id for row in own}))
    found: dict[UUID, list[MatchOfPerson]] = {person_id: [] for person_id in person_ids}
    for row in own:
        partners = _partners(everybody[row.id], row.person_id, row.role)
        found[row.person_id].append(MatchOfPerson(row.id, row.rules_id, row.role, row.started_on, partners))
    return found


def programmes_of(scope: TenantScope, person_id: UUID) -> list[UUID]:
    """The programmes in which a person has a match that has not ended, that of the newest match first."""
    rows = scope.session.scalars(
        select(Match.programme_id)
        .join(
            MatchParticipant,
            (MatchParticipant.tenant_id == Match.tenant_id) & (MatchParticipant.match_id == Match.id),
        )
        .where(Match.tenant_id == scope.tenant_id, Match.state != "ended", MatchParticipant.person_id == person_id)
        .order_by(Match.started_on.desc(), Match.id.desc())
    )
    return list(dict.fromkeys(rows))


def programme_of(scope: TenantScope, person_id: UUID) -> UUID:
    """The programme in whose name something of a person's own accord is done: one that they take part in, else any."""
    running = programmes_of(scope, person_id)
    if running:
        return running[0]
    return scope.session.scalars(
        select(Programme.id).where(Programme.tenant_id == scope.tenant_id).order_by(Programme.id).limit(1)
    ).one()


def participants(scope: TenantScope, match_ids: list[UUID]) -> dict[UUID, list[Participant]]:
    """Everybody in each of the matches, in the order of their names."""
    rows = scope.session.execute(
        select(MatchParticipant.match_id, MatchParticipant.role, Person.id, Person.name, Person.member_number)
        .join(Person, (Person.tenant_id == MatchParticipant.tenant_id) & (Person.id == MatchParticipant.person_id))
        .where(MatchParticipant.tenant_id == scope.tenant_id, MatchParticipant.match_id.in_(match_ids))
    ).all()
    found = defaultdict[UUID, list[Participant]](list)
    for row in sorted(rows, key=lambda row: (row.name.casefold(), row.id)):
        found[row.match_id].append(Participant(row.id, row.name, row.role, row.member_number))
    return found


def _partners(everybody: list[Participant], person_id: UUID, role: str) -> tuple[Participant, ...]:
    others = [one for one in everybody if one.person_id != person_id]
    opposite = [one for one in others if one.role != role]
    return tuple(opposite or others)
