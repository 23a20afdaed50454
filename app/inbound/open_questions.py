"""The questions that wait for an answer (I3)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, select, update

from app.db import TenantScope
from app.inbound.known import Known
from app.inbound.models import Question
from app.programmes.models import Person


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What somebody was asked, as they read it, and when (UTC)."""

    person_id: UUID
    name: str
    wording: str
    asked_at: datetime


def open_questions(scope: TenantScope) -> list[OpenQuestion]:
    """Every question without an answer, the oldest first."""
    rows = scope.session.execute(
        select(Question, Person.name)
        .join(Person, and_(Person.tenant_id == Question.tenant_id, Person.id == Question.person_id))
        .where(Question.tenant_id == scope.tenant_id, Question.answered_at.is_(None))
        .order_by(Question.asked_at, Question.id)
    ).all()
    return [OpenQuestion(row.person_id, name, row.wording, row.asked_at) for row, name in rows]


def settle_questions(scope: TenantScope, known: Known, now: datetime) -> None:
    """A recorded reply settles what was open about the same check-in, or about the same listed hours (`now` in UTC)."""
    about = (
        Question.attestation_list_id == known.listed.list_id
        if known.listed
        else and_(Question.check_in_id.is_not_distinct_from(known.check_in_id), Question.attestation_list_id.is_(None))
    )
    scope.session.execute(
        update(Question)
        .where(
            Question.tenant_id == scope.tenant_id,
            Question.person_id == known.person_id,
            about,
            Question.answered_at.is_(None),
        )
        .values(answered_at=now)
    )
