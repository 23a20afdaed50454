"""Tenants, the people who sign in, and what they are in a tenant."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Platform, TenantOwned, new_id, within_tenant


class Tenant(Platform):
    """An organisation that runs programmes (T1). Platform: id and address name only."""

    __tablename__ = "tenant"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    slug: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]


class User(Platform):
    """One login identity on the platform; who it is, each tenant knows for itself."""

    __tablename__ = "user_account"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    email_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)


class Membership(TenantOwned):
    """What a user is in a tenant (U1): owner, coordinator, auditor…; staff have a name, address and phone here."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("tenant_id", "user_id", "role"),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    role: Mapped[str]
    name: Mapped[str]
    email: Mapped[str]
    phone: Mapped[str | None]
    locale: Mapped[str]


class Organisation(TenantOwned):
    """The tenant's own name and the person who is told of safeguarding concerns (C2)."""

    __tablename__ = "organisation"
    __table_args__ = (UniqueConstraint("tenant_id"), within_tenant("safeguarding_id", "membership"))

    name: Mapped[str]
    sender_policy: Mapped[str]
    safeguarding_id: Mapped[UUID]
