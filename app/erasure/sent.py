"""Mails of ours that told of an erased person: what has not gone out stays here, and files that would go along go."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, select, update

from app.db import TenantScope
from app.erasure.catalogue import columns_of
from app.erasure.wiping import Traces, told_of
from app.outbound.models import OutboundAttachment, OutboundMail
from app.outbound.pacing.withholding import Withheld


def not_gone_out(scope: TenantScope, traces: Traces) -> bool:
    """Whether a mail of ours that tells of them is still on its way."""
    telling = told_of(scope, "outbound_mail", columns_of("outbound_mail"), traces)
    query = exists().where(
        OutboundMail.tenant_id == scope.tenant_id,
        OutboundMail.id.in_(telling),
        OutboundMail.sent_at.is_(None),
        OutboundMail.failed_at.is_(None),
    )
    return bool(scope.session.scalar(select(query)))


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
