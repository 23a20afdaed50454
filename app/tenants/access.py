"""Who may come in where: login identities, and what they are in a tenant (U1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.db import Database, TenantScope
from app.tenants.models import Membership, Organisation, Tenant, User
from app.tenants.registration import UnknownTenant, tenant_named


@dataclass(frozen=True, slots=True)
class Access:
    """A user inside one tenant: the membership behind each role, and the language they read."""

    tenant_id: UUID
    slug: str
    user_id: UUID
    memberships: Mapping[str, UUID]
    locale: str


def user_exists(session: Session, user_id: UUID) -> bool:
    """Whether that login identity is (still) there."""
    return session.scalar(select(User.id).where(User.id == user_id)) is not None


def access_to(database: Database, slug: str, user_id: UUID, now: datetime) -> Access | None:
    """What the user is in the tenant of that name; `None` when there is no such tenant or they are nothing in it.

    A membership that has ended by `now` (UTC) is nothing.
    """
    with database.platform() as session:
        try:
            tenant_id = tenant_named(session, slug)
        except UnknownTenant:
            return None
    with database.tenant(tenant_id) as scope:
        found = memberships_of(scope, user_id, now)
        if not found:
            return None
        return Access(tenant_id, slug, user_id, {row.role: row.id for row in found}, found[0].locale)


def organisation_name(scope: TenantScope) -> str:
    """What the organisation calls itself; its name in addresses while it has not said."""
    named = scope.session.scalar(select(Organisation.name).where(Organisation.tenant_id == scope.tenant_id))
    return named or scope.session.execute(select(Tenant.slug).where(Tenant.id == scope.tenant_id)).scalar_one()


def memberships_of(scope: TenantScope, user_id: UUID, now: datetime) -> list[Membership]:
    """What the user is in the tenant and has not ceased to be, the first first."""
    return list(
        scope.session.scalars(
            select(Membership)
            .where(
                Membership.tenant_id == scope.tenant_id,
                Membership.user_id == user_id,
                or_(Membership.ends_at.is_(None), Membership.ends_at > now),
            )
            .order_by(Membership.id)
        )
    )
