"""What an erasing has left to be done: mails of others that wait to be decided."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from app.db import JsonObject, TenantOwned, within_tenant


class ErasureLeft(TenantOwned):
    """A mail of somebody else that tells of an erased person and waits (C3); the row goes when the mail is emptied.

    `told` has the `names` and `turns` of the person's that stand in that mail, and so nothing that is not kept anyway.
    """

    __tablename__ = "erasure_left"
    __table_args__ = (
        within_tenant("raw_mail_id", "raw_mail"),
        Index("ix_erasure_left_raw_mail", "tenant_id", "raw_mail_id"),
    )

    raw_mail_id: Mapped[UUID]
    told: Mapped[JsonObject]
    noted_at: Mapped[datetime]
