"""Signing in by a mail (U2): a link or a code, ten minutes, once, in the browser that asked.

Only hashes are kept. The code's hash takes in the browser's secret, so that nobody can find a code from the rows.
An address that nobody has is treated like any other, up to the mail that is then not written.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, func, select, text, update
from sqlalchemy.orm import Session

from app.db import new_id
from app.tenants.models import SignIn, User
from app.tenants.registration import email_hash

LIFE = timedelta(minutes=10)
WINDOW = timedelta(minutes=15)
MOST_PER_ADDRESS = 5
MOST_PER_PEER = 30
MOST_TRIES = 5
KEPT = timedelta(days=1)
CODE_DIGITS = 8


class AskedTooOften(Exception):
    """This address or this network asked more often in a quarter of an hour than anybody needs to."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What goes into the mail; `user_id` is `None` when nobody has the address, and no mail is written."""

    sign_in_id: UUID
    user_id: UUID | None
    token: str
    code: str


def new_secret() -> str:
    """What a browser keeps in its cookie to show that it is the one that asked."""
    return secrets.token_urlsafe(24)


def ask(session: Session, email: str, *, browser: str, peer: str, now: datetime) -> Asked:
    """Note a request to sign in; `peer` is the network address it came from, `now` is UTC.

    Raises:
        AskedTooOften: more than 5 times for the address, or 30 times from the peer, within 15 minutes.

    """
    address, network = email_hash(email), _hash("peer", peer)
    session.execute(delete(SignIn).where(SignIn.asked_at < now - KEPT))
    _refuse_flood(session, SignIn.email_hash == address, address, MOST_PER_ADDRESS, now)
    _refuse_flood(session, SignIn.peer_hash == network, network, MOST_PER_PEER, now)
    asked = Asked(
        sign_in_id=new_id(),
        user_id=session.scalar(select(User.id).where(User.email_hash == address)),
        token=secrets.token_urlsafe(24),
        code=f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}",
    )
    session.add(
        SignIn(
            id=asked.sign_in_id,
            token_hash=_hash("token", asked.token),
            code_hash=_hash("code", browser, asked.code),
            browser_hash=_hash("browser", browser),
            email_hash=address,
            peer_hash=network,
            asked_at=now,
            expires_at=now + LIFE,
        )
    )
    session.flush()
    return asked


def redeem_link(session: Session, token: str, *, browser: str, now: datetime) -> UUID | None:
    """The login identity behind a link, once; `None` when it is used, too old, unknown or another browser's."""
    used = session.scalar(
        update(SignIn)
        .where(
            SignIn.token_hash == _hash("token", token),
            SignIn.browser_hash == _hash("browser", browser),
            SignIn.used_at.is_(None),
            SignIn.expires_at > now,
        )
        .values(used_at=now)
        .returning(SignIn.email_hash)
    )
    return _user_with(session, used)


def redeem_code(session: Session, code: str, *, browser: str, now: datetime) -> UUID | None:
    """The login identity behind a code typed into the browser that asked; five wrong codes end its requests."""
    digits = "".join(filter(str.isdecimal, code))
    wanted = _hash("code", browser, digits)
    waiting = session.scalars(
        select(SignIn)
        .where(
            SignIn.browser_hash == _hash("browser", browser),
            SignIn.used_at.is_(None),
            SignIn.expires_at > now,
            SignIn.tries < MOST_TRIES,
        )
        .with_for_update()
    ).all()
    found = next((row for row in waiting if hmac.compare_digest(row.code_hash, wanted)), None)
    if found is None:
        for row in waiting:
            row.tries += 1
        return None
    found.used_at = now
    return _user_with(session, found.email_hash)


def is_usable(session: Session, token: str, *, now: datetime) -> bool:
    """Whether a link may still be used, by whichever browser; looking changes nothing."""
    query = select(SignIn.id).where(
        SignIn.token_hash == _hash("token", token), SignIn.used_at.is_(None), SignIn.expires_at > now
    )
    return session.scalar(query) is not None


def _user_with(session: Session, hashed: bytes | None) -> UUID | None:
    return None if hashed is None else session.scalar(select(User.id).where(User.email_hash == hashed))


def _refuse_flood(session: Session, same: object, key: bytes, most: int, now: datetime) -> None:
    # The lock makes requests of one key wait for each other: otherwise twenty at once would each count none.
    session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": int.from_bytes(key[:8], "big", signed=True)})
    count = session.scalar(select(func.count()).where(same, SignIn.asked_at > now - WINDOW))  # type: ignore[arg-type]
    if (count or 0) >= most:
        raise AskedTooOften


def _hash(*parts: str) -> bytes:
    return hashlib.sha256("\x00".join(("mentorpost/sign-in", *parts)).encode()).digest()
