"""Check-ins as the scheduler opens them, for tests that begin after that."""

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select

from app.db import Database, TenantScope
from app.events import Event
from app.matches.models import CheckIn, StatusReport
from app.outbound.announce import announce
from app.outbound.due import open_due_check_ins, remind_or_flag
from app.outbound.models import OutboundMail
from app.outbound.outbox import Office
from app.programmes.models import Person
from tests.factories.tenants import MadeTenant

REPLY_DOMAIN = "reply.localhost"

Row = TypeVar("Row", CheckIn, OutboundMail)


def ask(database: Database, tenant_id: UUID, now: datetime) -> list[Event]:
    """Open what is due at `now` and write the mails of it."""
    with database.tenant(tenant_id) as scope:
        happened = open_due_check_ins(scope, now)
        announce(scope, happened, Office(REPLY_DOMAIN, lambda: now))
    return happened


def remind(database: Database, tenant_id: UUID, now: datetime) -> list[Event]:
    """Remind and flag as of `now` and write the mails of it."""
    with database.tenant(tenant_id) as scope:
        happened = remind_or_flag(scope, now)
        announce(scope, happened, Office(REPLY_DOMAIN, lambda: now))
    return happened


def check_ins(database: Database, tenant_id: UUID) -> list[CheckIn]:
    """Every check-in of a tenant, the first opened first; readable after the transaction."""
    with database.tenant(tenant_id) as scope:
        return _all(scope, CheckIn)


def outbox(database: Database, tenant_id: UUID, *, kind: str | None = None) -> list[OutboundMail]:
    """Every mail that was written for a tenant's people and staff, the oldest first; of one kind when named."""
    with database.tenant(tenant_id) as scope:
        return [mail for mail in _all(scope, OutboundMail) if kind in (None, mail.kind)]


def unsubscribe(database: Database, tenant_id: UUID, person_id: UUID, at: datetime) -> None:
    """Somebody wants no more mail."""
    with database.tenant(tenant_id) as scope:
        scope.session.get_one(Person, (tenant_id, person_id)).unsubscribed_at = at


def report(scope: TenantScope, made: MadeTenant, *, person_id: UUID, mail_id: UUID, status: str, at: datetime) -> None:
    """What a person said of the match, in a mail that was received."""
    scope.session.add(
        StatusReport(
            tenant_id=scope.tenant_id,
            match_id=made.match_id,
            person_id=person_id,
            received_mail_id=mail_id,
            period=f"{at:%Y-%m}",
            status=status,
            wants_help=False,
            minutes_said=None,
            next_meeting_on=None,
            next_meeting_at=None,
            reported_at=at,
        )
    )


def _all(scope: TenantScope, model: type[Row]) -> list[Row]:
    rows = list(scope.session.scalars(select(model).where(model.tenant_id == scope.tenant_id).order_by(model.id)))
    scope.session.expunge_all()
    return rows
