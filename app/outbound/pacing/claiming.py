"""Which mails of a tenant go next: due, let through, within the pace; answers to people before what nobody asked for.

A provider whose pace is used up holds back its own mail and nobody else's.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import structlog
from sqlalchemy import case, func, select

from app.db import TenantScope
from app.outbound.letter.attachments import attachments_of, let_go
from app.outbound.letter.dkim_keys import DkimKey
from app.outbound.letter.envelope import Marks
from app.outbound.letter.franking import Franking, signer_of
from app.outbound.models import OutboundMail
from app.outbound.pacing.gates import known_of, not_before, withheld
from app.outbound.pacing.occasions import UNASKED_KINDS, Occasion, kinds_of
from app.outbound.pacing.pace import limits, rooms, take, tenant_bucket
from app.outbound.reach.unsubscribe_links import unsubscribe_token, unsubscribe_url
from app.outbound.reply_address import open_return_path
from app.tenants.branding import logo_image

log = structlog.get_logger()

LEASE: Final = timedelta(minutes=2)
BATCH: Final = 50
_LOOKS: Final = 8
_RANK: Final = case(
    (OutboundMail.kind.in_(kinds_of(Occasion.ALWAYS)), 0), (OutboundMail.kind.in_(UNASKED_KINDS), 2), else_=1
)


@dataclass(frozen=True, slots=True)
class Taken:
    """A row of the outbox that this sender alone may send until `lease_ends`, and what it goes out with."""

    row: OutboundMail
    marks: Marks
    signer: DkimKey | None
    lease_ends: datetime


@dataclass(slots=True)
class _Search:
    """What a look at the outbox has come to so far."""

    found: list[OutboundMail]
    seen: set[UUID]
    full: set[str]
    settled: int = 0


def claim(scope: TenantScope, franking: Franking, reply_domain: str, now: datetime) -> list[Taken] | None:
    """The next mails to send, at most a batch; `None` where nothing more can be done now.

    An empty list says that mails were put aside, and that there may be more.
    """
    search = _Search([], set(), set())
    for _ in range(_LOOKS):
        if not _look(scope, search, now):
            break
    rows = _within_pace(scope, search.found, now)
    if not rows:
        return [] if search.settled else None
    signer = signer_of(scope, franking)
    own = signer.domain if signer and signer.domain != reply_domain else None
    taken = [Taken(row, _marks(scope, row, own, franking), signer, now + LEASE) for row in rows]
    for row in rows:
        row.attempts += 1
        row.next_attempt_at = now + LEASE
    scope.session.flush()
    scope.session.expunge_all()
    return taken


def _look(scope: TenantScope, search: _Search, now: datetime) -> bool:
    """Add to what was found; whether another look could find more."""
    missing = BATCH - len(search.found)
    rows = _due(scope, search, missing, now) if missing else []
    if not rows:
        return False
    search.seen.update(row.id for row in rows)
    free = _let_through(scope, rows, now)
    search.settled += len(rows) - len(free)
    room = rooms(scope, {_bucket(row) for row in free}, now)
    for row in search.found:
        room[_bucket(row)] = room.get(_bucket(row), 0) - 1
    for row in free:
        bucket = _bucket(row)
        if room[bucket] > 0:
            search.found.append(row)
            room[bucket] -= 1
        else:
            search.full.add(bucket)
    return len(rows) == missing


def _due(scope: TenantScope, search: _Search, most: int, now: datetime) -> Sequence[OutboundMail]:
    domain = func.lower(func.split_part(OutboundMail.to_address, "@", -1))
    full = [name for name in limits().providers if limits().bucket(name) in search.full]
    return scope.session.scalars(
        select(OutboundMail)
        .where(
            OutboundMail.tenant_id == scope.tenant_id,
            OutboundMail.sent_at.is_(None),
            OutboundMail.failed_at.is_(None),
            OutboundMail.next_attempt_at <= now,
            OutboundMail.id.not_in(search.seen),
            domain.not_in(search.full.union(full)),
        )
        .order_by(_RANK, OutboundMail.next_attempt_at, OutboundMail.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    ).all()


def _let_through(scope: TenantScope, rows: Sequence[OutboundMail], now: datetime) -> list[OutboundMail]:
    """Put aside what must not go, put off what must not go yet; the rest."""
    known = known_of(scope, rows)
    free = []
    for row in rows:
        if why := withheld(row, known):
            row.failed_at, row.withheld, row.reply_key = now, why.value, None
            let_go(scope, row.id)
            log.info("mail_withheld", tenant=str(scope.tenant_id), mail=str(row.id), why=why.value)
        elif (at := not_before(row, known, now)) > now:
            row.next_attempt_at = at
        else:
            free.append(row)
    return free


def _within_pace(scope: TenantScope, rows: Sequence[OutboundMail], now: datetime) -> list[OutboundMail]:
    """Those for which there is room, now that nobody else can take it."""
    if not rows:
        return []
    own = tenant_bucket(scope.tenant_id)
    most = min(len(rows), rooms(scope, {own}, now)[own])
    wanted = Counter(_bucket(row) for row in rows[:most])
    given = take(scope, {**wanted, own: most}, now)
    chosen = []
    for row in rows[: given[own]]:
        if given[_bucket(row)] > 0:
            given[_bucket(row)] -= 1
            chosen.append(row)
    return chosen


def _marks(scope: TenantScope, row: OutboundMail, from_domain: str | None, franking: Franking) -> Marks:
    """New secrets for each try: they are readable nowhere, and those of an earlier try still lead here."""
    return Marks(
        return_path=None if row.notice else open_return_path(scope, row.id),
        from_domain=from_domain,
        unsubscribe_url=_stop_link(scope, row, franking),
        logo=logo_image(scope, row.logo_id) if row.logo_id else None,
        attachments=attachments_of(scope, row.id) if row.attached else (),
        carrier=franking.carrier,
    )


def _stop_link(scope: TenantScope, row: OutboundMail, franking: Franking) -> str | None:
    if row.person_id is None or row.programme_id is None or franking.links_to is None:
        return None
    return unsubscribe_url(franking.links_to, unsubscribe_token(scope, row.person_id, row.programme_id))


def _bucket(row: OutboundMail) -> str:
    return limits().bucket(row.to_address.rpartition("@")[2].lower())
