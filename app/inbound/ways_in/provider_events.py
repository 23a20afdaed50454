"""The same thing handed over twice is one thing: what providers and mailboxes gave us before, by their own names."""

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.db import TenantScope
from app.inbound.models import ProviderEvent

REMEMBERED = timedelta(days=30)
"""Longer than any provider tries again, and than any token is taken."""


def event_hash(*names: str) -> bytes:
    """What is stored of a provider's own name for something."""
    return hashlib.sha256("\x00".join(names).encode("utf-8", "surrogatepass")).digest()


def kept_before(scope: TenantScope, event: bytes, now: datetime) -> UUID | None:
    """The mail that was kept of this delivery before; else `None`, and the delivery is the caller's to keep.

    Whoever brings the same delivery meanwhile waits for the end of this transaction.
    """
    values = {"event_hash": event, "tenant_id": scope.tenant_id, "seen_at": now}
    if _is_first(scope.session, values):
        return None
    return scope.session.scalar(select(ProviderEvent.received_mail_id).where(ProviderEvent.event_hash == event))


def note_kept(scope: TenantScope, event: bytes, received_mail_id: UUID) -> None:
    """Remember what was kept of a delivery, in the transaction that keeps it."""
    scope.session.execute(
        update(ProviderEvent)
        .where(ProviderEvent.event_hash == event)
        .values(received_mail_id=received_mail_id, tenant_id=scope.tenant_id)
    )


def spend(session: Session, token: bytes, digest: bytes, now: datetime) -> bool:
    """Whether a token may vouch for these bytes: nobody has used it, or it came with the very same ones."""
    if _is_first(session, {"event_hash": token, "digest": digest, "seen_at": now}):
        return True
    return session.scalar(select(ProviderEvent.digest).where(ProviderEvent.event_hash == token)) == digest


def first_time(scope: TenantScope, event: bytes, now: datetime) -> bool:
    """Whether something is told for the first time; noted in the transaction that writes what follows from it."""
    return _is_first(scope.session, {"event_hash": event, "tenant_id": scope.tenant_id, "seen_at": now})


def note_done(session: Session, event: bytes, now: datetime) -> None:
    """Remember that nothing is left to do for something."""
    _is_first(session, {"event_hash": event, "seen_at": now})


def done_before(session: Session, events: list[bytes]) -> set[bytes]:
    """Those of the given things that nothing is left to do for."""
    return set(session.scalars(select(ProviderEvent.event_hash).where(ProviderEvent.event_hash.in_(events))))


def forget(session: Session, now: datetime) -> None:
    """Let go of what nobody will hand over again."""
    session.execute(delete(ProviderEvent).where(ProviderEvent.seen_at < now - REMEMBERED))


def _is_first(session: Session, values: dict[str, object]) -> bool:
    """Whether this is new. A transaction that is just bringing the same is waited for."""
    return bool(
        session.execute(
            insert(ProviderEvent).values(**values).on_conflict_do_nothing().returning(ProviderEvent.event_hash)
        ).scalar()
    )
