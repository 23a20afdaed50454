"""What a coordinator sees of the questions about held mail: asked or not, what came, and what was denied (I9)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import and_, select

from app.db import TenantScope
from app.inbound.identity.known_writers import NO
from app.inbound.identity.unasked import Unasked
from app.inbound.models import SenderCheck
from app.programmes.models import Person


@dataclass(frozen=True, slots=True)
class CheckSeen:
    """Whether and when (UTC) a member was asked about a held mail, the answer, `yes` or `no`, or why nobody is asked.

    `name` is the member's, empty where nobody is known whose mail it could be.
    """

    name: str
    asked_at: datetime | None = None
    unasked: Unasked | None = None
    answer: str | None = None
    answered_at: datetime | None = None


NOBODY: Final = CheckSeen("", unasked=Unasked.NOBODY_KNOWN)


@dataclass(frozen=True, slots=True)
class Denied:
    """A mail that a member said was not theirs, and when (UTC); `sender` is the address it named."""

    check_id: UUID
    name: str
    sender: str
    answered_at: datetime


def checks_seen(scope: TenantScope, received_mail_ids: Iterable[UUID]) -> dict[UUID, CheckSeen]:
    """What was asked about each of these held mails."""
    wanted = set(received_mail_ids)
    rows = scope.session.execute(
        select(SenderCheck, Person.name)
        .join(Person, and_(Person.tenant_id == SenderCheck.tenant_id, Person.id == SenderCheck.person_id))
        .where(SenderCheck.tenant_id == scope.tenant_id, SenderCheck.received_mail_id.in_(wanted))
    )
    found = {row.received_mail_id: _seen(row, name) for row, name in rows}
    return {mail_id: found.get(mail_id, NOBODY) for mail_id in wanted}


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


def _seen(row: SenderCheck, name: str) -> CheckSeen:
    """Rows of earlier days without a reason were left because of another question."""
    why = None if row.asked_at else Unasked(row.unasked or Unasked.ASKED_LATELY)
    return CheckSeen(name, row.asked_at, why, row.answer, row.answered_at)
