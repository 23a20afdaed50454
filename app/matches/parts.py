"""Who took part in a programme, in matches that run and in those that have ended."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.matches.models import Match, MatchParticipant
from app.programmes.models import Cohort


@dataclass(frozen=True, slots=True)
class Part:
    """One person's part in one match; the days are local to the programme, `ends_on` is the last one."""

    match_id: UUID
    rules_id: UUID
    role: str
    state: str
    started_on: date
    ends_on: date | None

    def is_over(self, today: date) -> bool:
        """Whether the match has ended: somebody said so, or its last day is past."""
        return self.state == "ended" or (self.ends_on is not None and self.ends_on < today)


def parts_in(
    scope: TenantScope, programme_id: UUID, *, cohort_id: UUID | None = None, person_id: UUID | None = None
) -> dict[UUID, list[Part]]:
    """Person -> their parts in the programme, the oldest first; of one cohort or one person where asked."""
    query = (
        select(
            MatchParticipant.person_id,
            Match.id,
            Match.rules_id,
            MatchParticipant.role,
            Match.state,
            Match.started_on,
            Match.ends_on,
        )
        .join(Match, (Match.tenant_id == MatchParticipant.tenant_id) & (Match.id == MatchParticipant.match_id))
        .where(MatchParticipant.tenant_id == scope.tenant_id, Match.programme_id == programme_id)
        .order_by(Match.started_on, Match.id)
    )
    if cohort_id is not None:
        query = query.where(Match.cohort_id == cohort_id)
    if person_id is not None:
        query = query.where(MatchParticipant.person_id == person_id)
    found = defaultdict[UUID, list[Part]](list)
    for row in scope.session.execute(query):
        found[row.person_id].append(Part(row.id, row.rules_id, row.role, row.state, row.started_on, row.ends_on))
    return dict(found)


def programmes_taken_part_in(scope: TenantScope, person_id: UUID) -> list[UUID]:
    """Every programme in which a person has or had a match, that of the newest match first."""
    rows = scope.session.scalars(
        select(Match.programme_id)
        .join(
            MatchParticipant,
            (MatchParticipant.tenant_id == Match.tenant_id) & (MatchParticipant.match_id == Match.id),
        )
        .where(Match.tenant_id == scope.tenant_id, MatchParticipant.person_id == person_id)
        .order_by(Match.started_on.desc(), Match.id.desc())
    )
    return list(dict.fromkeys(rows))


def cohorts_in(scope: TenantScope, programme_id: UUID) -> list[Cohort]:
    """The cohorts of a programme, the latest first."""
    rows = scope.session.scalars(
        select(Cohort)
        .where(Cohort.tenant_id == scope.tenant_id, Cohort.programme_id == programme_id)
        .order_by(Cohort.starts_on.desc(), Cohort.name)
    )
    return list(rows)
