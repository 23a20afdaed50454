"""What became of a mail, written down at once: sent, refused, put off, given back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

import structlog
from sqlalchemy import ColumnElement, bindparam, update

from app.clock import Clock
from app.db import Database, TenantScope
from app.events import Event
from app.outbound.announce import announce
from app.outbound.letter.attachments import let_go
from app.outbound.models import OutboundMail
from app.outbound.outbox import Office
from app.outbound.pacing.back_off import GIVE_UP_AFTER, Chance, pause_after
from app.outbound.reach.refusals import failure_of, loggable
from app.outbound.reach.suppression import note_failure
from app.outbound.ways_out.handover import NotNow, Refused

log = structlog.get_logger()


_SENT: Final = (
    update(OutboundMail.__table__)  # type: ignore[arg-type]  # a table, and typed as what one may select from
    .where(
        OutboundMail.tenant_id == bindparam("tenant"),
        OutboundMail.id == bindparam("mail"),
        OutboundMail.sent_at.is_(None),
    )
    .values(sent_at=bindparam("at"), failed_at=None, last_error=None, reply_key=None)
)
"""Whoever held the claim, the mail has gone. Put together once: it runs for every mail."""


@dataclass(frozen=True, slots=True)
class Book:
    """Where one tenant's outcomes are written, each in a transaction of its own."""

    database: Database
    tenant_id: UUID
    reply_domain: str
    clock: Clock
    chance: Chance
    public_url: str = ""

    def sent(self, row: OutboundMail) -> None:
        """The next server has it. The reply key was readable only until then (I9)."""
        with self.database.tenant(self.tenant_id) as scope:
            values = {"tenant": self.tenant_id, "mail": row.id, "at": self.clock()}
            scope.session.connection().execute(_SENT, values)
            if row.attached:
                let_go(scope, row.id)
        log.info("mail_sent", tenant=str(self.tenant_id), mail=str(row.id))

    def refused(self, row: OutboundMail, refusal: Refused) -> None:
        """The next server will never take it; the address may be to blame (I8)."""
        with self.database.tenant(self.tenant_id) as scope:
            self._fail(scope, row, refusal)
        log.warning("mail_refused", tenant=str(self.tenant_id), mail=str(row.id), error=loggable(refusal))

    def put_off(self, row: OutboundMail, delay: NotNow) -> None:
        """It is tried again later, or given up after four days."""
        now = self.clock()
        with self.database.tenant(self.tenant_id) as scope:
            if now - row.created_at > GIVE_UP_AFTER:
                self._fail(scope, row, delay)
            else:
                _set(scope, row, next_attempt_at=now + self.pause(row, delay), last_error=str(delay))
        log.warning("mail_put_off", tenant=str(self.tenant_id), mail=str(row.id), error=loggable(delay))

    def pause(self, row: OutboundMail, delay: NotNow) -> timedelta:
        """How long until the next try."""
        return pause_after(row.attempts, str(delay), self.chance)

    def not_composed(self, row: OutboundMail, problem: Exception) -> None:
        """No mail can be made of it."""
        error = f"no mail can be made of it: {problem!r}"
        with self.database.tenant(self.tenant_id) as scope:
            _set(scope, row, failed_at=self.clock(), last_error=error, reply_key=None)
            let_go(scope, row.id)
        # its message may hold the mail's own words
        log.warning("mail_not_composed", tenant=str(self.tenant_id), mail=str(row.id), error=type(problem).__name__)

    def give_back(self, rows: Sequence[OutboundMail], after: timedelta = timedelta()) -> None:
        """These were claimed and not begun; they are due again `after` a while."""
        if not rows:
            return
        with self.database.tenant(self.tenant_id) as scope:
            for row in rows:
                _set(scope, row, next_attempt_at=self.clock() + after, attempts=row.attempts - 1)

    def _fail(self, scope: TenantScope, row: OutboundMail, answer: Refused | NotNow) -> None:
        now = self.clock()
        _set(scope, row, failed_at=now, last_error=str(answer), reply_key=None)
        let_go(scope, row.id)
        failure = failure_of(answer)
        if failure is None:
            return
        happened: list[Event] = note_failure(
            scope,
            row.to_address,
            failure,
            now,
            permanent=isinstance(answer, Refused),
            detail=str(answer),
            mail_id=row.id,
        )
        announce(scope, happened, Office(self.reply_domain, self.clock, self.public_url))


def _set(scope: TenantScope, row: OutboundMail, **values: object) -> None:
    """Only while the claim is ours: a sender that woke up late changes nothing."""
    changed = update(OutboundMail).where(*_of(scope, row), OutboundMail.attempts == row.attempts).values(**values)
    scope.session.execute(changed.execution_options(synchronize_session=False))


def _of(scope: TenantScope, row: OutboundMail) -> tuple[ColumnElement[bool], ...]:
    return (OutboundMail.tenant_id == scope.tenant_id, OutboundMail.id == row.id, OutboundMail.sent_at.is_(None))
