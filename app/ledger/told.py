"""When we were told of hours: their mail came, or their letter was handed in. What was recorded later waited for us."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import DateTime, Uuid, any_, cast, column, select, table
from sqlalchemy.dialects.postgresql import ARRAY

from app.db import TenantScope
from app.ledger.states import LiveClaim
from app.ledger.totals import claims_by_id

_BY_TIME: Final = 7
# Named, and not imported: what keeps mails, letters and disputes stands above the ledger.
_MAIL: Final = table(
    "received_mail",
    column("tenant_id", Uuid),
    column("id", Uuid),
    column("received_at", DateTime(timezone=True)),
)
_LETTER: Final = table(
    "outside_letter",
    column("tenant_id", Uuid),
    column("entry_ids", ARRAY(Uuid)),
    column("received_at", DateTime(timezone=True)),
)
_ITEM: Final = table(
    "attestation_item", column("tenant_id", Uuid), column("claim_id", Uuid), column("replaced_by_id", Uuid)
)
_MOST_IN_TURN: Final = 20


def told_at(scope: TenantScope, claims: Sequence[LiveClaim]) -> dict[UUID, datetime]:
    """Claim id -> the moment (UTC) at which we were told of it, never after it was recorded.

    Claims with neither mail nor letter behind them were told as they were recorded, and are left out. One that took the
    place of a disputed one was told with that, however long the two differed; not where its day was still to come then.
    """
    came = _told(scope, claims)
    by_id = {live.claim.id: live.claim for live in claims}
    for claim_id, first in _first_told(scope, claims).items():
        claim = by_id[claim_id]
        if claim.local_date and claim.local_date < first.astimezone(ZoneInfo(claim.zone or "UTC")).date():
            came[claim_id] = min(first, came.get(claim_id, claim.recorded_at))
    return came


def _told(scope: TenantScope, claims: Sequence[LiveClaim]) -> dict[UUID, datetime]:
    came = {**_by_letter(scope, claims), **_by_mail(scope, claims)}
    return {live.claim.id: min(came[live.claim.id], live.claim.recorded_at) for live in claims if live.claim.id in came}


def _first_told(scope: TenantScope, claims: Sequence[LiveClaim]) -> dict[UUID, datetime]:
    """When the first of the claims was told in whose place, one after the other, each of these stands."""
    first = {live.claim.id: live.claim.id for live in claims}
    for _ in range(_MOST_IN_TURN):
        query = select(_ITEM.c.replaced_by_id, _ITEM.c.claim_id).where(
            _ITEM.c.tenant_id == scope.tenant_id,
            _ITEM.c.replaced_by_id == any_(cast(list(set(first.values())), ARRAY(Uuid))),
        )
        before: dict[UUID, UUID] = {row.replaced_by_id: row.claim_id for row in scope.session.execute(query)}
        if not before:
            break
        first = {claim: before.get(earlier, earlier) for claim, earlier in first.items()}
    replaced = {claim: earlier for claim, earlier in first.items() if claim != earlier}
    originals = list(claims_by_id(scope, set(replaced.values())).values())
    told = {live.claim.id: live.claim.recorded_at for live in originals} | _told(scope, originals)
    return {claim: told[earlier] for claim, earlier in replaced.items()}


def _by_mail(scope: TenantScope, claims: Sequence[LiveClaim]) -> dict[UUID, datetime]:
    mails = {live.claim.id: live.claim.received_mail_id for live in claims if live.claim.received_mail_id}
    query = select(_MAIL.c.id, _MAIL.c.received_at).where(
        _MAIL.c.tenant_id == scope.tenant_id, _MAIL.c.id == any_(cast(list(set(mails.values())), ARRAY(Uuid)))
    )
    came: dict[UUID, datetime] = {row.id: row.received_at for row in scope.session.execute(query)}
    moments = {claim: came.get(mail) or _made_at(mail) for claim, mail in mails.items()}
    return {claim: moment for claim, moment in moments.items() if moment}


def _by_letter(scope: TenantScope, claims: Sequence[LiveClaim]) -> dict[UUID, datetime]:
    ids = [live.claim.id for live in claims if not live.claim.received_mail_id]
    query = select(_LETTER.c.entry_ids, _LETTER.c.received_at).where(
        _LETTER.c.tenant_id == scope.tenant_id, _LETTER.c.entry_ids.overlap(ids)
    )
    rows = scope.session.execute(query)
    return {entry: row.received_at for row in rows for entry in row.entry_ids}


def _made_at(mail_id: UUID) -> datetime | None:
    """The moment in the id of a mail (UUIDv7, RFC 9562 5.7): it tells when it came, once it is gone, too."""
    if mail_id.version != _BY_TIME:
        return None
    return datetime.fromtimestamp((mail_id.int >> 80) / 1000, UTC)
