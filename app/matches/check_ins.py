"""Who is to be asked, and whom we still wait for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, func, select

from app.db import TenantScope
from app.matches.models import CheckIn, Match, MatchParticipant, StatusReport
from app.programmes.models import Person

SILENCED = ("ended", "paused")


@dataclass(frozen=True, slots=True)
class PersonAsked:
    """A person with the role and rules of the first of their matches, which the check-in goes by."""

    person_id: UUID
    role: str
    rules_id: UUID


def people_to_ask(scope: TenantScope, programme_id: UUID, first_day: date, last_day: date) -> list[PersonAsked]:
    """Everybody with a match that ran within those local days, who gets mail and has not said that it is over."""
    rows = scope.session.execute(
        select(MatchParticipant.person_id, MatchParticipant.role, Match.rules_id, Match.id.label("match_id"))
        .join(Match, and_(Match.tenant_id == MatchParticipant.tenant_id, Match.id == MatchParticipant.match_id))
        .join(Person, and_(Person.tenant_id == MatchParticipant.tenant_id, Person.id == MatchParticipant.person_id))
        .where(
            Match.tenant_id == scope.tenant_id,
            Match.programme_id == programme_id,
            Match.state == "active",
            Match.started_on <= last_day,
            (Match.ends_on.is_(None)) | (Match.ends_on >= first_day),
            Person.unsubscribed_at.is_(None),
        )
        .order_by(Match.started_on, Match.id)
    ).all()
    silent = said_last(scope, SILENCED)
    asked = dict[UUID, PersonAsked]()
    for row in rows:
        if (row.match_id, row.person_id) not in silent:
            asked.setdefault(row.person_id, PersonAsked(row.person_id, row.role, row.rules_id))
    return list(asked.values())


def people_asked(scope: TenantScope, programme_id: UUID, period: str) -> set[UUID]:
    """Who was asked about that month already."""
    query = select(CheckIn.person_id).where(
        CheckIn.tenant_id == scope.tenant_id, CheckIn.programme_id == programme_id, CheckIn.period == period
    )
    return set(scope.session.scalars(query))


def waiting_check_ins(scope: TenantScope) -> Sequence[CheckIn]:
    """Check-ins without an answer, of people who still get mail; locked, so that each step is taken once."""
    return scope.session.scalars(
        select(CheckIn)
        .join(Person, and_(Person.tenant_id == CheckIn.tenant_id, Person.id == CheckIn.person_id))
        .where(
            CheckIn.tenant_id == scope.tenant_id,
            CheckIn.state.in_(("open", "asked")),
            Person.unsubscribed_at.is_(None),
        )
        .order_by(CheckIn.id)
        .with_for_update(of=CheckIn, skip_locked=True)
    ).all()


def said_last(scope: TenantScope, statuses: Collection[str]) -> set[tuple[UUID, UUID]]:
    """Match and person where that person's latest word of the match is one of these."""
    latest = (
        select(
            StatusReport.match_id,
            StatusReport.person_id,
            StatusReport.status,
            func.row_number()
            .over(
                partition_by=(StatusReport.match_id, StatusReport.person_id),
                order_by=(StatusReport.reported_at.desc(), StatusReport.id.desc()),
            )
            .label("age"),
        )
        .where(StatusReport.tenant_id == scope.tenant_id)
        .subquery()
    )
    rows = scope.session.execute(
        select(latest.c.match_id, latest.c.person_id).where(latest.c.age == 1, latest.c.status.in_(statuses))
    )
    return {(row.match_id, row.person_id) for row in rows}
