"""Where a login identity takes part: a participant's way in, beside that of staff (U2)."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.db import Database, TenantScope
from app.programmes.models import Person
from app.tenants.access import Access, access_to
from app.tenants.registration import UnknownTenant, tenant_named

PARTICIPANT = "participant"
"""The role of whoever has a person record; the id behind it in `Access.memberships` is that of the person."""


def access_with_participation(database: Database, slug: str, user_id: UUID, now: datetime) -> Access | None:
    """What the user is in the tenant now (UTC), as staff and as a participant; `None` when nothing."""
    staff = access_to(database, slug, user_id, now)
    with database.platform() as session:
        try:
            tenant_id = staff.tenant_id if staff else tenant_named(session, slug)
        except UnknownTenant:
            return None
    with database.tenant(tenant_id) as scope:
        person = _person(scope, user_id)
        if person is None:
            return staff
        access = staff or Access(tenant_id, slug, user_id, {}, person.locale)
        return replace(access, memberships={**access.memberships, PARTICIPANT: person.id})


def _person(scope: TenantScope, user_id: UUID) -> Person | None:
    return scope.session.scalar(
        select(Person).where(Person.tenant_id == scope.tenant_id, Person.user_id == user_id).limit(1)
    )
