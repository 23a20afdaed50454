"""The one way in: bytes, digest and envelope are committed, and only then does anybody say 250."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from app.clock import Clock
from app.db import Database, JsonObject, TenantScope, new_id
from app.inbound.models import RawMail, ReceivedMail
from app.inbound.ways_in.provider_events import event_hash, kept_before, note_kept
from app.outbound.reply_address import Destination, destination_of

LARGEST_MAIL_BYTES = 35_000_000


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the connection said, before any header: evidence of who brought the mail (I9).

    `peer` and `helo` are those of the server that sent the mail to us or to our own relay, as seen by ourselves or by
    that relay; empty where nobody of ours has seen them. `relay` is the relay of ours that handed it on. What a
    provider says of the peer is in `said_peer` and proves nothing. `delivery_id` is the provider's or mailbox's own
    name for the delivery: the same again, even in other bytes, is the same mail.
    """

    peer: str
    helo: str
    mail_from: str
    rcpt_to: tuple[str, ...]
    way: str = "smtp"
    proto: str = ""
    relay: str = ""
    said_peer: str = ""
    delivery_id: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A mail that is stored for one recipient: where, and whether these bytes had come before."""

    tenant_id: UUID
    received_mail_id: UUID
    seen_before: bool


def find_destination(database: Database, recipient: str, reply_domain: str) -> Destination | None:
    """Resolve a recipient at RCPT; `None` means 550."""
    with database.platform() as session:
        return destination_of(session, recipient, reply_domain)


def receive(
    database: Database, raw: bytes, envelope: Envelope, destinations: Sequence[Destination], clock: Clock
) -> tuple[Kept, ...]:
    """Store a mail durably for each destination, once however often it is handed over.

    When this returns, everything is committed; when it raises, the sender must be told to try again.
    """
    return tuple(_keep(database, raw, envelope, destination, clock) for destination in dict.fromkeys(destinations))


def _keep(database: Database, raw: bytes, envelope: Envelope, destination: Destination, clock: Clock) -> Kept:
    event = event_hash(envelope.way, envelope.delivery_id, destination.name) if envelope.delivery_id else None
    with database.tenant(destination.tenant_id) as scope:
        if event and (before := kept_before(scope, event, clock())):
            return Kept(destination.tenant_id, before, seen_before=True)
        kept = _store(scope, raw, envelope, destination, clock)
        if event:
            note_kept(scope, event, kept.received_mail_id)
    return kept


def _store(scope: TenantScope, raw: bytes, envelope: Envelope, destination: Destination, clock: Clock) -> Kept:
    raw_mail_id = _raw_mail(scope, raw, clock)
    fresh = scope.session.execute(
        insert(ReceivedMail)
        .values(
            tenant_id=scope.tenant_id,
            id=new_id(),
            raw_mail_id=raw_mail_id,
            recipient=destination.name,
            reply_address_id=destination.reply_address_id,
            programme_id=destination.programme_id,
            outbound_mail_id=destination.outbound_mail_id,
            envelope=_storable(envelope),
            received_at=clock(),
            attempts=0,
        )
        .on_conflict_do_nothing()
        .returning(ReceivedMail.id)
    ).scalar()
    received_mail_id = (
        fresh
        or scope.session.execute(
            select(ReceivedMail.id).where(
                ReceivedMail.tenant_id == scope.tenant_id,
                ReceivedMail.raw_mail_id == raw_mail_id,
                ReceivedMail.recipient == destination.name,
            )
        ).scalar_one()
    )
    return Kept(destination.tenant_id, received_mail_id, seen_before=fresh is None)


def _storable(envelope: Envelope) -> JsonObject:
    """The envelope as JSON. Bytes that PostgreSQL keeps in no text are spelt out: no mail is refused for them."""

    def spelt(text: str) -> str:
        return text.encode("utf-8", "backslashreplace").decode().replace("\x00", "\\x00")

    always = {
        "peer": spelt(envelope.peer),
        "helo": spelt(envelope.helo),
        "mail_from": spelt(envelope.mail_from),
        "rcpt_to": [spelt(recipient) for recipient in envelope.rcpt_to],
        "way": envelope.way,
    }
    known = {name: spelt(getattr(envelope, name)) for name in ("proto", "relay", "said_peer", "delivery_id")}
    return always | {name: text for name, text in known.items() if text}


def _raw_mail(scope: TenantScope, raw: bytes, clock: Clock) -> UUID:
    digest = hashlib.sha256(raw).digest()
    values = {"tenant_id": scope.tenant_id, "id": new_id(), "digest": digest, "content": raw}
    fresh = scope.session.execute(
        insert(RawMail)
        .values(**values, first_received_at=clock())
        .on_conflict_do_nothing(index_elements=["tenant_id", "digest"])
        .returning(RawMail.id)
    ).scalar()
    if fresh:
        return fresh
    return scope.session.execute(
        select(RawMail.id).where(RawMail.tenant_id == scope.tenant_id, RawMail.digest == digest)
    ).scalar_one()
