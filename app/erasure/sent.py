"""Mails of ours that told of an erased person: what has not gone out stays here, and files that would go along go."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, update

from app.db import TenantScope
from app.outbound.models import OutboundAttachment, OutboundMail
from app.outbound.withholding import Withheld


def hold_back(scope: TenantScope, mail_ids: Sequence[UUID], now: datetime) -> None:
    """None of the emptied mails goes out."""
    scope.session.execute(
        update(OutboundMail)
        .where(
            OutboundMail.tenant_id == scope.tenant_id,
            OutboundMail.id.in_(mail_ids),
            OutboundMail.sent_at.is_(None),
            OutboundMail.failed_at.is_(None),
        )
        .values(failed_at=now, withheld=Withheld.ERASED.value, reply_key=None)
        .execution_options(synchronize_session=False)
    )
    scope.session.execute(
        delete(OutboundAttachment).where(
            OutboundAttachment.tenant_id == scope.tenant_id, OutboundAttachment.outbound_mail_id.in_(mail_ids)
        )
    )
