"""Asking both parties of an entry to confirm it to the auditor: one mail a person, once for each entry (X4)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.audits.lines import line_words, others_of
from app.audits.models import Audit, AuditInquiry, AuditQuestion
from app.db import TenantScope, new_id
from app.events import AuditPartiesAsked
from app.ledger.columns import Columns
from app.ledger.states import LiveClaim
from app.ledger.totals import claims_by_id
from app.programmes.names import names_of


@dataclass(frozen=True, slots=True)
class AskedEntry:
    """An entry in a mail to one party: its number there, its line, and the minutes that were shown."""

    question_id: UUID
    claim_id: UUID
    period: str
    number: int
    words: str
    minutes: int


def ask_parties(
    scope: TenantScope, audit: Audit, claims: Sequence[LiveClaim], now: datetime
) -> list[AuditPartiesAsked]:
    """Ask about these entries; whoever was asked about one in this audit is not asked again (`now` in UTC).

    Entries that were taken out are left alone: there is nothing to confirm.
    """
    scope.session.execute(
        select(Audit.id).where(Audit.tenant_id == scope.tenant_id, Audit.id == audit.id).with_for_update()
    )
    known = _asked_before(scope, audit)
    wanted = defaultdict[tuple[UUID, UUID], list[LiveClaim]](list)
    for live in claims:
        for party in parties_of_claim(live.claim):
            if live.minutes and (live.claim.id, party) not in known:
                wanted[party, live.claim.programme_id].append(live)
    return [
        _write(scope, _inquiry(scope, audit, person_id, programme_id, now), theirs)
        for (person_id, programme_id), theirs in wanted.items()
    ]


def parties_of_claim(claim: Columns) -> tuple[UUID, ...]:
    """The claimant and everybody whom the claim names, each once."""
    return tuple(dict.fromkeys((claim.person_id, *claim.counterpart_ids)))


def entries_of(scope: TenantScope, inquiry_id: UUID, locale: str) -> tuple[AskedEntry, ...]:
    """The entries of one mail in the order of their numbers, as its reader sees them."""
    questions = scope.session.scalars(
        select(AuditQuestion)
        .where(AuditQuestion.tenant_id == scope.tenant_id, AuditQuestion.inquiry_id == inquiry_id)
        .order_by(AuditQuestion.number)
    ).all()
    found = claims_by_id(scope, {question.claim_id for question in questions})
    claims = {claim_id: live.claim for claim_id, live in found.items()}
    names = names_of(scope, {party for claim in claims.values() for party in parties_of_claim(claim)})
    return tuple(
        AskedEntry(
            question_id=question.id,
            claim_id=question.claim_id,
            period=claims[question.claim_id].period,
            number=question.number,
            words=line_words(
                claims[question.claim_id],
                question.minutes,
                others_of(claims[question.claim_id], question.person_id, names),
                locale,
            ),
            minutes=question.minutes,
        )
        for question in questions
    )


def _asked_before(scope: TenantScope, audit: Audit) -> set[tuple[UUID, UUID]]:
    rows = scope.session.execute(
        select(AuditQuestion.claim_id, AuditQuestion.person_id).where(
            AuditQuestion.tenant_id == scope.tenant_id, AuditQuestion.audit_id == audit.id
        )
    )
    return {(row.claim_id, row.person_id) for row in rows}


def _inquiry(scope: TenantScope, audit: Audit, person_id: UUID, programme_id: UUID, now: datetime) -> AuditInquiry:
    return AuditInquiry(
        tenant_id=scope.tenant_id,
        id=new_id(),
        audit_id=audit.id,
        person_id=person_id,
        programme_id=programme_id,
        asked_at=now,
    )


def _write(scope: TenantScope, inquiry: AuditInquiry, claims: Sequence[LiveClaim]) -> AuditPartiesAsked:
    scope.session.add(inquiry)
    scope.session.flush()
    in_order = sorted(claims, key=lambda live: (live.claim.period, live.claim.local_date or date.max, live.claim.id))
    scope.session.add_all(
        AuditQuestion(
            tenant_id=scope.tenant_id,
            audit_id=inquiry.audit_id,
            inquiry_id=inquiry.id,
            claim_id=live.claim.id,
            person_id=inquiry.person_id,
            number=number,
            minutes=live.minutes,
        )
        for number, live in enumerate(in_order, start=1)
    )
    scope.session.flush()
    return AuditPartiesAsked(inquiry.id)
