"""A stored mail on its way through the steps: taken up, its writer looked up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from app.db import TenantScope
from app.inbound.context import load_known, stranger_at
from app.inbound.identity.authenticate import Verdict
from app.inbound.identity.known_writers import vouched_for
from app.inbound.identity.who_wrote import Vouched
from app.inbound.known import Known, Stranger
from app.inbound.machines.machine_mail import MachineMail
from app.inbound.mail.message import Message
from app.inbound.models import MailOutcome, RawMail, ReceivedMail
from app.inbound.place import place_of
from app.inbound.services import Services
from app.reading.contract import Reading

ONE_ATTEMPT = timedelta(seconds=20)


class AlreadyDecided(Exception):
    """The mail has its outcome: another worker was faster, or it was decided before."""


@dataclass(frozen=True, slots=True)
class StoredMail:
    """One received mail; `current` is the outcome that a new one would follow, `None` for the first.

    `attempts` counts how often it was taken up, this time included.
    """

    tenant_id: UUID
    received_mail_id: UUID
    raw_mail_id: UUID
    digest: bytes
    raw: bytes
    envelope: Mapping[str, Any]
    received_at: datetime
    keyed: bool
    current: UUID | None
    attempts: int
    vouched: Vouched | None = None  # it was held, and the enrolled address said that it was theirs

    @property
    def stated_sender(self) -> str:
        """The sender that the envelope names."""
        return str(self.envelope.get("mail_from", ""))

    @property
    def has_null_sender(self) -> bool:
        """Whether its server wants no answer to it (MAIL FROM:<>; RFC 5321, 4.5.5). An unknown sender is not that.

        Only who spoke SMTP with us or with a relay of ours has certainly named one, be it empty; a mailbox notes `<>`.
        """
        named = str(self.envelope.get("mail_from", "")).strip()
        spoken = any(self.envelope.get(seen) for seen in ("peer", "proto", "relay"))
        return named == "<>" or (not named and spoken and self.envelope.get("way") in ("smtp", "lmtp"))


@dataclass(frozen=True, slots=True)
class Found:
    """What the steps have found so far."""

    mail: StoredMail
    message: Message | None = None
    known: Known | Stranger | None = None
    verdict: Verdict | None = None
    reading: Reading | None = None
    machine: MachineMail | None = None
    decided_by: UUID | None = None  # the membership of whoever decides by hand
    handed_on_by: UUID | None = None  # the membership of the coordinator who forwarded it
    thread: str | None = None  # the Message-ID, where the message is not taken apart again

    @property
    def message_id(self) -> str | None:
        """The mail's own Message-ID."""
        return self.message.message_id if self.message else self.thread


def begin(services: Services, tenant_id: UUID, received_mail_id: UUID, *, again: bool) -> StoredMail:
    """Take a mail up and count the attempt, in a transaction of its own: a crash while reading is counted, too.

    Raises:
        AlreadyDecided: when it has an outcome and is not to be read `again`.

    """
    with services.database.tenant(tenant_id) as scope:
        row = scope.session.scalars(
            select(ReceivedMail)
            .where(ReceivedMail.tenant_id == tenant_id, ReceivedMail.id == received_mail_id)
            .with_for_update()
        ).one()
        current = current_outcome(scope, row.id)
        if current and not again:
            raise AlreadyDecided
        _count_attempt(row, services.office.clock(), again=again)
        raw = scope.session.get_one(RawMail, (tenant_id, row.raw_mail_id))
        return StoredMail(
            tenant_id=tenant_id,
            received_mail_id=row.id,
            raw_mail_id=raw.id,
            digest=raw.digest,
            raw=raw.content,
            envelope=row.envelope,
            received_at=row.received_at,
            keyed=row.reply_address_id is not None or row.outbound_mail_id is not None,
            current=current.id if current else None,
            attempts=row.attempts,
            vouched=vouched_for(scope, row.id),
        )


def _count_attempt(row: ReceivedMail, now: datetime, *, again: bool) -> None:
    """Workers that take a mail up at the same moment count once: only one of them will decide it."""
    if again:
        row.attempts = 0
    if again or row.taken_at is None or now - row.taken_at > ONE_ATTEMPT:
        row.attempts, row.taken_at = row.attempts + 1, now


def current_outcome(scope: TenantScope, received_mail_id: UUID) -> MailOutcome | None:
    """What became of a mail, as it stands now."""
    return scope.session.scalar(
        select(MailOutcome).where(
            MailOutcome.tenant_id == scope.tenant_id,
            MailOutcome.received_mail_id == received_mail_id,
            MailOutcome.is_current,
        )
    )


def look_up(services: Services, mail: StoredMail, message: Message) -> Known | Stranger:
    """Who could have written it, and all that is known of them now."""
    with services.database.tenant(mail.tenant_id) as scope:
        row = scope.session.get_one(ReceivedMail, (mail.tenant_id, mail.received_mail_id))
        place = place_of(scope, row, message)
        if place.person_id is None:
            return stranger_at(scope, place)
        return load_known(scope, place, services.office.clock())


def put_off(services: Services, mail: StoredMail, until: datetime) -> None:
    """Leave a mail to a later sweep; the attempt does not count against it."""
    with services.database.tenant(mail.tenant_id) as scope:
        scope.session.execute(
            update(ReceivedMail)
            .where(ReceivedMail.tenant_id == scope.tenant_id, ReceivedMail.id == mail.received_mail_id)
            .values(attempts=0, taken_at=None, not_before=until)
        )
