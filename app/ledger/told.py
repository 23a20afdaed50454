"""When we were told of hours: their mail came, or their letter was handed in. What was recorded later waited for us."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import DateTime, Uuid, any_, cast, column, select, table
from sqlalchemy.dialects.postgresql import ARRAY

from app.db import TenantScope
from app.ledger.states import LiveClaim

_BY_TIME: Final = 7
# Named, and not imported: what keeps mails and letters stands above the ledger.
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


def told_at(scope: TenantScope, claims: Sequence[LiveClaim]) -> dict[UUID, datetime]:
    """Claim id -> the moment (UTC) at which we were told of it, never after it was recorded.

    Claims with neither mail nor letter behind them were told as they were recorded, and are left out.
    """
    came = {**_by_letter(scope, claims), **_by_mail(scope, claims)}
    return {live.claim.id: min(came[live.claim.id], live.claim.recorded_at) for live in claims if live.claim.id in came}


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
