"""What people are called."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.programmes.models import Person


def names_of(scope: TenantScope, ids: Collection[UUID]) -> dict[UUID, str]:
    """Person -> name; who is not of the tenant is left out."""
    rows = scope.session.execute(
        select(Person.id, Person.name).where(Person.tenant_id == scope.tenant_id, Person.id.in_(ids))
    )
    return {row.id: row.name for row in rows}
