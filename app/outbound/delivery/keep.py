"""What is kept on a mail of what became of it after it was sent, whoever tells it (I8)."""

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import or_, update

from app.db import TenantScope
from app.outbound.delivery.told import Became
from app.outbound.models import OutboundMail
from app.outbound.reach.failures import Failure

_ORDER: Final = (Became.DELAYED, Became.DELIVERED, Became.FAILED, Became.COMPLAINED)
"""Each may follow those before it: what the next server took may come back all the same, and not the other way."""


def keep_became(
    scope: TenantScope, mail_id: UUID, became: Became, at: datetime, failure: Failure | None = None
) -> None:
    """Note it on the mail (`at` in UTC); told again, or too late, it changes nothing."""
    if became not in _ORDER:
        return
    before = [one.value for one in _ORDER[: _ORDER.index(became)]]
    if became is Became.DELAYED and failure:
        before.append(became.value)  # the last reason for a delay is the one that counts
    scope.session.execute(
        update(OutboundMail)
        .where(
            OutboundMail.tenant_id == scope.tenant_id,
            OutboundMail.id == mail_id,
            or_(OutboundMail.became.is_(None), OutboundMail.became.in_(before)),
        )
        .values(became=became.value, became_at=at, became_why=failure.value if failure else None)
    )
