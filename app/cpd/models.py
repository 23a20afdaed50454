"""What the organisation knows of a member for counting their hours."""

from datetime import date
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import TenantOwned, within_tenant


class CpdMember(TenantOwned):
    """The date from which a member's cycles run, and their direct supervisor where that is one of the people here."""

    __tablename__ = "cpd_member"
    __table_args__ = (
        UniqueConstraint("tenant_id", "person_id"),
        within_tenant("person_id", "person"),
        within_tenant("supervisor_id", "person"),
    )

    person_id: Mapped[UUID]
    own_date: Mapped[date | None]
    supervisor_id: Mapped[UUID | None] = mapped_column(default=None)
