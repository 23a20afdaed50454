"""Which mails wait: for a worker, or for a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, exists, func, select

from app.db import TenantScope
from app.errors import AppError
from app.inbound.decision import Outcome
from app.inbound.models import MailOutcome, ReceivedMail
from app.programmes.models import Person

MOST_AT_ONCE = 500


class NotQuarantined(AppError):
    """Only what could not be read is read again."""


@dataclass(frozen=True, slots=True)
class WaitingMail:
    """A mail that a person must look at. The sender's words are not in the list."""

    received_mail_id: UUID
    received_at: datetime
    outcome: str
    reason: str
    detail: str
    sender: str
    person: str | None


def undecided(scope: TenantScope, *, before: datetime) -> Sequence[UUID]:
    """Mails stored before then (UTC) that have come to no outcome and are not put off, the oldest first."""
    return scope.session.scalars(
        select(ReceivedMail.id)
        .where(
            ReceivedMail.tenant_id == scope.tenant_id,
            ReceivedMail.received_at < before,
            func.coalesce(ReceivedMail.not_before, ReceivedMail.received_at) < before,
            ~exists().where(
                MailOutcome.tenant_id == ReceivedMail.tenant_id,
                MailOutcome.received_mail_id == ReceivedMail.id,
                MailOutcome.is_current,
            ),
        )
        .order_by(ReceivedMail.id)
        .limit(MOST_AT_ONCE)
    ).all()


def waiting_mails(scope: TenantScope, outcome: Outcome) -> list[WaitingMail]:
    """Mails whose current outcome is that one, the oldest first; never a safeguarding matter (C2)."""
    rows = scope.session.execute(
        select(MailOutcome, ReceivedMail, Person.name)
        .join(
            ReceivedMail,
            and_(ReceivedMail.tenant_id == MailOutcome.tenant_id, ReceivedMail.id == MailOutcome.received_mail_id),
        )
        .outerjoin(Person, and_(Person.tenant_id == MailOutcome.tenant_id, Person.id == MailOutcome.person_id))
        .where(
            MailOutcome.tenant_id == scope.tenant_id,
            MailOutcome.outcome == outcome.value,
            MailOutcome.is_current,
            MailOutcome.restricted.is_(False),
        )
        .order_by(ReceivedMail.received_at, ReceivedMail.id)
    ).all()
    return [
        WaitingMail(
            received_mail_id=mail.id,
            received_at=mail.received_at,
            outcome=decided.outcome,
            reason=decided.reason,
            detail=decided.detail,
            sender=str((decided.verdict or {}).get("sender") or mail.envelope.get("mail_from", "")),
            person=name,
        )
        for decided, mail, name in rows
    ]


def words_of(scope: TenantScope, received_mail_id: UUID) -> str:
    """What a person wrote in a mail, as it was read; nothing of a safeguarding matter (C2)."""
    reading = scope.session.scalar(
        select(MailOutcome.reading).where(
            MailOutcome.tenant_id == scope.tenant_id,
            MailOutcome.received_mail_id == received_mail_id,
            MailOutcome.is_current,
            MailOutcome.restricted.is_(False),
        )
    )
    return str(reading["reply_text"]) if reading else ""


def replayable(scope: TenantScope, wanted: Sequence[UUID]) -> list[UUID]:
    """The quarantined mails among those wanted, or all of them when none is named.

    Raises:
        NotQuarantined: naming a wanted mail that is not in quarantine.

    """
    quarantined = [item.received_mail_id for item in waiting_mails(scope, Outcome.QUARANTINED)]
    for mail_id in wanted:
        if mail_id not in quarantined:
            raise NotQuarantined(f"mail {mail_id} is not in this tenant's quarantine")
    return list(wanted) or quarantined
