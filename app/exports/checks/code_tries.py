"""How often somebody may try codes that lead nowhere: enough for a slip of the finger, too few to search (X3)."""

import hashlib
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.ledger.models import CodeTry

WINDOW: Final = timedelta(minutes=15)
MOST_TRIES: Final = 20
_KEPT: Final = timedelta(days=1)


def tried_too_often(session: Session, peer: str, now: datetime) -> bool:
    """Whether this network address (`peer`) tried 20 wrong codes within 15 minutes."""
    found = session.scalar(
        select(func.count()).where(CodeTry.peer_hash == _hash(peer), CodeTry.tried_at > now - WINDOW)
    )
    return (found or 0) >= MOST_TRIES


def note_try(session: Session, peer: str, now: datetime) -> None:
    """Note a wrong code; those of yesterday are forgotten."""
    session.execute(delete(CodeTry).where(CodeTry.tried_at < now - _KEPT))
    session.add(CodeTry(peer_hash=_hash(peer), tried_at=now))


def _hash(peer: str) -> bytes:
    return hashlib.sha256(f"mentorpost/code-try\0{peer}".encode()).digest()
