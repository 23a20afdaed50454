"""From outbox to recipient: claim with a lease, commit, send, note what happened. No transaction spans a send."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from uuid import UUID

import structlog
from sqlalchemy import select, update

from app.clock import Clock
from app.db import Database, TenantScope
from app.outbound.envelope import envelope_of, message_of
from app.outbound.models import OutboundMail
from app.tenants.branding import logo_image
from app.tenants.models import LogoImage

log = structlog.get_logger()

LEASE = timedelta(minutes=2)
BATCH = 20
GIVE_UP_AFTER = timedelta(days=4)  # as mail servers do
LONGEST_PAUSE = timedelta(hours=4)


class Refused(Exception):
    """The next server will never take this mail (5xx): the reason it gave."""


class NotNow(Exception):
    """The next server could not be reached or asks to try later (4xx)."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A mail that this sender alone may send until its lease ends."""

    mail_id: UUID
    attempt: int
    created_at: datetime
    mail_from: str
    rcpt_to: str
    message: EmailMessage


Transport = Callable[[Claimed], None]


def send_due(database: Database, tenant_id: UUID, transport: Transport, reply_domain: str, clock: Clock) -> int:
    """Send everything of a tenant that is due; how many went out. Each mail keeps its one Message-ID."""
    sent = 0
    while batch := _claim(database, tenant_id, reply_domain, clock):
        for claimed in batch:
            sent += _deliver(database, tenant_id, claimed, transport, clock)
    return sent


def _claim(database: Database, tenant_id: UUID, reply_domain: str, clock: Clock) -> Sequence[Claimed]:
    now = clock()
    with database.tenant(tenant_id) as scope:
        rows = scope.session.scalars(
            select(OutboundMail)
            .where(
                OutboundMail.tenant_id == tenant_id,
                OutboundMail.sent_at.is_(None),
                OutboundMail.failed_at.is_(None),
                OutboundMail.next_attempt_at <= now,
            )
            .order_by(OutboundMail.next_attempt_at)
            .limit(BATCH)
            .with_for_update(skip_locked=True)
        ).all()
        for row in rows:
            row.attempts += 1
            row.next_attempt_at = now + LEASE
        return [claimed for row in rows if (claimed := _composed(row, reply_domain, now, _logo(scope, row)))]


def _logo(scope: TenantScope, row: OutboundMail) -> LogoImage | None:
    return logo_image(scope, row.logo_id) if row.logo_id else None


def _composed(row: OutboundMail, reply_domain: str, now: datetime, logo: LogoImage | None) -> Claimed | None:
    """The mail ready to go. One that no mail can be made of, for its address is none, has failed for good."""
    try:
        message = message_of(row, reply_domain, now, logo)
    except (ValueError, LookupError) as problem:  # the standard library trips over some addresses
        row.failed_at, row.last_error, row.reply_key = now, f"no mail can be made of it: {problem!r}", None
        log.warning("mail_not_composed", tenant=str(row.tenant_id), mail=str(row.id), error=repr(problem))
        return None
    return Claimed(row.id, row.attempts, row.created_at, *envelope_of(row), message)


def _deliver(database: Database, tenant_id: UUID, claimed: Claimed, transport: Transport, clock: Clock) -> int:
    try:
        transport(claimed)
    except Refused as refusal:
        _note(database, tenant_id, claimed, failed_at=clock(), last_error=str(refusal), reply_key=None)
        log.warning("mail_refused", tenant=str(tenant_id), mail=str(claimed.mail_id), error=str(refusal))
        return 0
    except NotNow as delay:
        _put_off(database, tenant_id, claimed, str(delay), clock())
        return 0
    # The key was readable only until its mail is sent (I9).
    _note(database, tenant_id, claimed, sent_at=clock(), last_error=None, reply_key=None)
    log.info("mail_sent", tenant=str(tenant_id), mail=str(claimed.mail_id))
    return 1


def _put_off(database: Database, tenant_id: UUID, claimed: Claimed, error: str, now: datetime) -> None:
    if now - claimed.created_at > GIVE_UP_AFTER:
        _note(database, tenant_id, claimed, failed_at=now, last_error=error, reply_key=None)
        return
    pause = min(timedelta(seconds=30) * 2 ** min(claimed.attempt - 1, 12), LONGEST_PAUSE)
    _note(database, tenant_id, claimed, next_attempt_at=now + pause, last_error=error)
    log.warning("mail_put_off", tenant=str(tenant_id), mail=str(claimed.mail_id), error=error)


def _note(database: Database, tenant_id: UUID, claimed: Claimed, **values: object) -> None:
    with database.tenant(tenant_id) as scope:
        scope.session.execute(
            update(OutboundMail)
            .where(OutboundMail.tenant_id == tenant_id, OutboundMail.id == claimed.mail_id)
            .values(**values)
        )
