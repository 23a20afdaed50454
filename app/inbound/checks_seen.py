"""What a coordinator sees of the questions about held mail: asked or not, what came, and what was denied (I9)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, select

from app.db import TenantScope
from app.inbound.known_writers import NO
from app.inbound.models import SenderCheck
from app.programmes.models import Person


@dataclass(frozen=True, slots=True)
class CheckSeen:
    """Whether and when (UTC) the member was asked about a held mail, and the answer, `yes` or `no`."""

    asked_at: datetime | None
    answer: str | None
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Denied:
    """A mail that a member said was not theirs, and when (UTC); `sender` is the address it named."""

    check_id: UUID
    name: str
    sender: str
    answered_at: datetime


def check_seen(scope: TenantScope, received_mail_id: UUID) -> CheckSeen | None:
    """The question about that mail; `None` where nobody is to be asked about it."""
    row = scope.session.scalar(
        select(SenderCheck).where(
            SenderCheck.tenant_id == scope.tenant_id, SenderCheck.received_mail_id == received_mail_id
        )
    )
    return CheckSeen(row.asked_at, row.answer, row.answered_at) if row else None


def denied_since(scope: TenantScope, since: datetime) -> list[Denied]:
    """Every mail that a member denied since then (UTC), the oldest first."""
    rows = scope.session.execute(
        select(SenderCheck, Person.name)
        .join(Person, and_(Person.tenant_id == SenderCheck.tenant_id, Person.id == SenderCheck.person_id))
        .where(SenderCheck.tenant_id == scope.tenant_id, SenderCheck.answer == NO, SenderCheck.answered_at >= since)
        .order_by(SenderCheck.answered_at, SenderCheck.id)
    )
    return [Denied(row.id, name, row.sender, row.answered_at) for row, name in rows if row.answered_at]


def is_denied(scope: TenantScope, check_id: UUID) -> bool:
    """Whether there is such a question, answered by no."""
    row = scope.session.get(SenderCheck, (scope.tenant_id, check_id))
    return row is not None and row.answer == NO
