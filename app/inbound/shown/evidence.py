"""What the annex of an hour log says of the mails behind its entries: when they came, who sent them, what was asked."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select

from app.db import TenantScope
from app.exports.log.background import Asked, Background, MailSeen
from app.exports.log.schema import HourLog
from app.inbound.identity.verdict_words import verdict_words
from app.inbound.models import MailOutcome, Question, RawMail, ReceivedMail


def background_of(scope: TenantScope, log: HourLog, locale: str) -> Background:
    """The mails behind the entries of a log, in the member's language; those that were deleted are left out.

    Questions are those to the member: what others were asked is theirs.
    """
    ids = {UUID(entry.body.evidence.mail) for entry in log.entries if entry.body.evidence.mail}
    asked = _asked(scope, ids, UUID(log.member.id))
    return Background(
        {
            str(row.id): MailSeen(row.received_at, verdict_words(row.verdict, locale), tuple(asked.get(row.id, ())))
            for row in _seen(scope, ids)
        }
    )


def checks_of(scope: TenantScope, mail_ids: Collection[UUID], locale: str) -> dict[UUID, tuple[str, ...]]:
    """Mail -> how its sender was checked, a sentence for each thing; nothing where the mail is gone."""
    return {row.id: verdict_words(row.verdict, locale) for row in _seen(scope, mail_ids)}


def _seen(scope: TenantScope, ids: Collection[UUID]) -> Sequence[Any]:
    return scope.session.execute(
        select(ReceivedMail.id, ReceivedMail.received_at, MailOutcome.verdict)
        .outerjoin(
            MailOutcome,
            and_(
                MailOutcome.tenant_id == ReceivedMail.tenant_id,
                MailOutcome.received_mail_id == ReceivedMail.id,
                MailOutcome.is_current,
            ),
        )
        .where(ReceivedMail.tenant_id == scope.tenant_id, ReceivedMail.id.in_(ids))
    ).all()


def _asked(scope: TenantScope, ids: Collection[UUID], member: UUID) -> Mapping[UUID, list[Asked]]:
    """Mail -> the questions that it raised or answered: a reply that was recorded settles them at that moment."""
    rows = scope.session.execute(
        select(
            MailOutcome.received_mail_id.label("mail"),
            Question.wording,
            RawMail.digest,
            Question.asked_at,
            Question.answered_at,
        )
        .join(
            Question,
            and_(
                Question.tenant_id == MailOutcome.tenant_id,
                Question.person_id == member,
                (Question.received_mail_id == MailOutcome.received_mail_id)
                | (Question.answered_at == MailOutcome.decided_at),
            ),
        )
        .join(
            ReceivedMail,
            and_(ReceivedMail.tenant_id == Question.tenant_id, ReceivedMail.id == Question.received_mail_id),
        )
        .join(RawMail, and_(RawMail.tenant_id == ReceivedMail.tenant_id, RawMail.id == ReceivedMail.raw_mail_id))
        .where(
            MailOutcome.tenant_id == scope.tenant_id,
            MailOutcome.received_mail_id.in_(ids),
            MailOutcome.person_id == member,
        )
        .order_by(Question.asked_at, Question.id)
    )
    found: dict[UUID, list[Asked]] = {}
    for row in rows:
        asked = Asked(row.wording, row.digest.hex(), row.asked_at, row.answered_at)
        if asked not in found.setdefault(row.mail, []):
            found[row.mail].append(asked)
    return found
