"""What the parties of an entry wrote to the auditor, beside the entry (X4). It changes nothing in the ledger."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.audits.models import AuditAnswer, AuditInquiry, AuditQuestion
from app.audits.said import NewAnswer, Said
from app.db import TenantScope, new_id
from app.programmes.models import Person


@dataclass(frozen=True, slots=True)
class PartyAnswer:
    """One answer, with the SHA-256 of its mail (hexadecimal) and how its sender was checked; `answered_at` is UTC."""

    said: Said
    words: str
    mail_digest: str
    verdict: str
    answered_at: datetime


@dataclass(frozen=True, slots=True)
class PartyAsked:
    """Who was asked about an entry, when (UTC), with how many minutes, and every answer, the latest first."""

    claim_id: UUID
    inquiry_id: UUID
    person_id: UUID
    name: str
    asked_at: datetime
    minutes: int
    answers: tuple[PartyAnswer, ...]

    @property
    def latest(self) -> PartyAnswer | None:
        """What holds now."""
        return self.answers[0] if self.answers else None

    @property
    def differs(self) -> bool:
        """Whether what they wrote is not a plain yes."""
        return self.latest is not None and self.latest.said is not Said.YES


@dataclass(frozen=True, slots=True)
class AnswerMail:
    """The mail that an answer stands on."""

    received_mail_id: UUID
    digest: bytes
    verdict: str
    at: datetime


def note_answers(scope: TenantScope, answers: Collection[NewAnswer], mail: AnswerMail) -> None:
    """Keep what a mail says; the same mail read again says nothing new."""
    known = set(
        scope.session.scalars(
            select(AuditAnswer.question_id).where(
                AuditAnswer.tenant_id == scope.tenant_id, AuditAnswer.received_mail_id == mail.received_mail_id
            )
        )
    )
    scope.session.add_all(
        AuditAnswer(
            tenant_id=scope.tenant_id,
            id=new_id(),
            question_id=answer.question_id,
            said=answer.said.value,
            words=answer.words,
            received_mail_id=mail.received_mail_id,
            mail_digest=mail.digest,
            verdict=mail.verdict,
            answered_at=mail.at,
        )
        for answer in answers
        if answer.question_id not in known
    )
    scope.session.flush()


def asked_in(scope: TenantScope, audit_id: UUID) -> dict[UUID, list[PartyAsked]]:
    """Everybody who was asked in an audit, by the entry, in the order of asking."""
    rows = scope.session.execute(
        select(AuditQuestion, AuditInquiry.asked_at, Person.name)
        .join(
            AuditInquiry,
            (AuditInquiry.tenant_id == AuditQuestion.tenant_id) & (AuditInquiry.id == AuditQuestion.inquiry_id),
        )
        .join(Person, (Person.tenant_id == AuditQuestion.tenant_id) & (Person.id == AuditQuestion.person_id))
        .where(AuditQuestion.tenant_id == scope.tenant_id, AuditQuestion.audit_id == audit_id)
        .order_by(AuditQuestion.id)
    ).all()
    answers = _answers(scope, [question.id for question, _, _ in rows])
    found = defaultdict[UUID, list[PartyAsked]](list)
    for question, asked_at, name in rows:
        found[question.claim_id].append(
            PartyAsked(
                claim_id=question.claim_id,
                inquiry_id=question.inquiry_id,
                person_id=question.person_id,
                name=name,
                asked_at=asked_at,
                minutes=question.minutes,
                answers=tuple(answers[question.id]),
            )
        )
    return found


def _answers(scope: TenantScope, question_ids: Collection[UUID]) -> dict[UUID, list[PartyAnswer]]:
    rows = scope.session.scalars(
        select(AuditAnswer)
        .where(AuditAnswer.tenant_id == scope.tenant_id, AuditAnswer.question_id.in_(list(question_ids)))
        .order_by(AuditAnswer.id.desc())
    )
    found = defaultdict[UUID, list[PartyAnswer]](list)
    for row in rows:
        answer = PartyAnswer(Said(row.said), row.words, row.mail_digest.hex(), row.verdict, row.answered_at)
        found[row.question_id].append(answer)
    return found
