"""Mails of an erased person that wait for a worker or a coordinator: nobody reads them any more."""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select, update

from app.db import TenantScope, new_id
from app.inbound.decision import Outcome, Reason
from app.inbound.models import MailOutcome

_OVER: Final = (Outcome.RECORDED.value, Outcome.ASKED.value, Outcome.IGNORED.value)


def close_mails(scope: TenantScope, mail_ids: Collection[UUID], now: datetime) -> None:
    """Each comes to an end; what was recorded or put aside before stays so."""
    mine = (MailOutcome.tenant_id == scope.tenant_id, MailOutcome.received_mail_id.in_(mail_ids))
    over = select(MailOutcome.received_mail_id).where(*mine, MailOutcome.is_current, MailOutcome.outcome.in_(_OVER))
    left = set(mail_ids) - set(scope.session.scalars(over))
    scope.session.execute(
        update(MailOutcome)
        .where(*mine, MailOutcome.received_mail_id.in_(left), MailOutcome.is_current)
        .values(is_current=False)
        .execution_options(synchronize_session=False)
    )
    scope.session.add_all(
        MailOutcome(
            tenant_id=scope.tenant_id,
            id=new_id(),
            received_mail_id=mail_id,
            outcome=Outcome.IGNORED.value,
            reason=Reason.ERASED.value,
            detail="",
            restricted=False,
            decided_at=now,
            is_current=True,
        )
        for mail_id in sorted(left)
    )
    scope.session.flush()
