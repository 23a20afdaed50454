"""Mails whose bytes are let go of: their digests stay, and it is noted that they were erased (C3)."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import update

from app.db import TenantScope
from app.inbound.models import RawMail
from app.ledger.erased import note_files


def empty_bytes(scope: TenantScope, raw_mail_ids: Collection[UUID]) -> None:
    """Empty these mails. Whoever kept one can still prove it by its digest."""
    emptied = (
        update(RawMail)
        .where(RawMail.tenant_id == scope.tenant_id, RawMail.id.in_(raw_mail_ids))
        .values(content=b"")
        .returning(RawMail.digest)
        .execution_options(synchronize_session=False)
    )
    note_files(scope, scope.session.scalars(emptied).all())
