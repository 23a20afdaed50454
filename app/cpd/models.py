"""What the organisation knows of a member for counting their hours."""

from datetime import date
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from app.db import TenantOwned, within_tenant


class CpdMember(TenantOwned):
    """The date from which a member's cycles run, as a coordinator set it on a local day; the latest holds."""

    __tablename__ = "cpd_member"
    __table_args__ = (UniqueConstraint("tenant_id", "person_id", "set_on"), within_tenant("person_id", "person"))

    person_id: Mapped[UUID]
    own_date: Mapped[date | None]
    set_on: Mapped[date]  # 1 January 1900 where it was set before this was kept


class CpdSupervisor(TenantOwned):
    """Who of the people here is a member's direct supervisor from a local day on, until the next such row."""

    __tablename__ = "cpd_supervisor"
    __table_args__ = (
        UniqueConstraint("tenant_id", "person_id", "since"),
        within_tenant("person_id", "person"),
        within_tenant("supervisor_id", "person"),
    )

    person_id: Mapped[UUID]
    supervisor_id: Mapped[UUID | None]  # nobody here
    since: Mapped[date]  # 1 January 1900 where it has been so all along
