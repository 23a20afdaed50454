"""Opening a tenant: its row on the platform, its organisation, and the staff who run it."""

import hashlib
import re
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.address_spelling import comparable, required_address
from app.db import TenantScope, new_id
from app.errors import AppError
from app.tenants.models import LoginPlace, Membership, Organisation, Tenant, User
from app.tenants.sender_policy import SenderPolicy

_SLUG = re.compile(r"(?=.{2,40}$)[a-z0-9](-?[a-z0-9])*")


class UnknownTenant(AppError):
    """No tenant has that name."""


class BadName(AppError):
    """A name in an address that could not be written there."""


def require_slug(slug: str) -> str:
    """A name that may stand in web and mail addresses: small letters, digits, single dashes.

    Raises:
        BadName: when it may not.

    """
    if not _SLUG.fullmatch(slug):
        raise BadName(f"{slug!r} cannot be used in addresses: take 2 to 40 small letters, digits and single dashes")
    return slug


def register_tenant(session: Session, slug: str, at: datetime) -> UUID:
    """A new tenant (T1); `at` is UTC."""
    tenant = Tenant(id=new_id(), slug=require_slug(slug), created_at=at)
    session.add(tenant)
    session.flush()
    return tenant.id


def tenant_named(session: Session, slug: str) -> UUID:
    """The id of the tenant with that name.

    Raises:
        UnknownTenant: when there is none.

    """
    found = session.scalar(select(Tenant.id).where(Tenant.slug == slug))
    if found is None:
        raise UnknownTenant(f"no tenant is called {slug!r}")
    return found


def tenant_exists(session: Session, tenant_id: UUID) -> bool:
    """Whether there is a tenant of that id here."""
    return session.get(Tenant, tenant_id) is not None


def all_tenants(session: Session) -> list[UUID]:
    """Every tenant's id, the oldest first."""
    return list(session.scalars(select(Tenant.id).order_by(Tenant.id)))


def all_slugs(session: Session) -> list[tuple[UUID, str]]:
    """Every tenant by id and name, the oldest first."""
    return [(row.id, row.slug) for row in session.execute(select(Tenant.id, Tenant.slug).order_by(Tenant.id))]


def email_hash(email: str) -> bytes:
    """What the login directory keeps of an address."""
    return hashlib.sha256(comparable(email).encode()).digest()


def register_user(session: Session, email: str) -> UUID:
    """The login identity of an address: the one there is, or a new one."""
    hashed = email_hash(email)
    session.execute(insert(User).values(id=new_id(), email_hash=hashed).on_conflict_do_nothing())
    return session.execute(select(User.id).where(User.email_hash == hashed)).scalar_one()


def note_place(session: Session, user_id: UUID, tenant_id: UUID) -> None:
    """Remember that this login identity is known in that tenant."""
    place = {"id": new_id(), "user_id": user_id, "tenant_id": tenant_id}
    session.execute(insert(LoginPlace).values(place).on_conflict_do_nothing())


def places_of(session: Session, user_id: UUID) -> list[tuple[UUID, str]]:
    """Every tenant that knows this login identity, by id and name, the first that did first."""
    rows = session.execute(
        select(Tenant.id, Tenant.slug)
        .join(LoginPlace, LoginPlace.tenant_id == Tenant.id)
        .where(LoginPlace.user_id == user_id)
        .order_by(LoginPlace.id)
    )
    return [(row.id, row.slug) for row in rows]


def appoint(
    scope: TenantScope, user_id: UUID, *, role: str, name: str, email: str, locale: str, phone: str | None = None
) -> UUID:
    """Give a user a role in the tenant (U1), under the name, address and phone that others will see.

    Raises:
        BadAddress: when no mail could be sent to the address.

    """
    membership = Membership(
        tenant_id=scope.tenant_id,
        user_id=user_id,
        role=role,
        name=name,
        email=required_address(email),
        phone=phone,
        locale=locale,
    )
    scope.session.add(membership)
    scope.session.flush()
    note_place(scope.session, user_id, scope.tenant_id)
    return membership.id


def name_organisation(
    scope: TenantScope,
    name: str,
    *,
    safeguarding_id: UUID,
    sender_policy: SenderPolicy = SenderPolicy.NORMAL,
) -> None:
    """The tenant's own name and its named person for concerns (C2); once per tenant."""
    scope.session.add(
        Organisation(
            tenant_id=scope.tenant_id,
            name=name,
            safeguarding_id=safeguarding_id,
            sender_policy=SenderPolicy(sender_policy).value,
        )
    )
    scope.session.flush()
