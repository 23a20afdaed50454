"""What coordinators made of what was worth a look; the flags themselves are found anew and stored nowhere."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.db import TenantOwned, within_tenant


class IntegrityLook(TenantOwned):
    """A coordinator looked at a flag: accepted it as it is, or asked the person. The latest look counts."""

    __tablename__ = "integrity_look"
    __table_args__ = (
        within_tenant("person_id", "person"),
        within_tenant("membership_id", "membership"),
        Index("ix_integrity_look_flag", "tenant_id", "flag"),
    )
    append_only = True
    erasable = ("note",)

    flag: Mapped[str]  # `app.integrity.flag.Flag.key`
    kind: Mapped[str]
    person_id: Mapped[UUID]  # whose entries they are, or who was asked
    entry_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    decision: Mapped[str]  # accepted, asked
    note: Mapped[str]  # why it is right as it stands, or what was asked
    membership_id: Mapped[UUID]
    at: Mapped[datetime]
