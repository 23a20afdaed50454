"""Whether there is mail to send."""

from datetime import datetime

from sqlalchemy import select

from app.db import TenantScope
from app.outbound.models import OutboundMail


def mail_is_due(scope: TenantScope, now: datetime) -> bool:
    """Whether any mail of the tenant is due at `now` (UTC) and was neither sent nor given up."""
    query = (
        select(OutboundMail.id)
        .where(
            OutboundMail.tenant_id == scope.tenant_id,
            OutboundMail.sent_at.is_(None),
            OutboundMail.failed_at.is_(None),
            OutboundMail.next_attempt_at <= now,
        )
        .limit(1)
    )
    return scope.session.scalar(query) is not None
