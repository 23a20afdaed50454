"""The programmes and people of an organisation, as its staff find them."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.programmes.models import Person, Programme


def open_programmes(scope: TenantScope) -> list[Programme]:
    """Those that have not been closed, in the order of their names."""
    rows = scope.session.scalars(
        select(Programme).where(Programme.tenant_id == scope.tenant_id, Programme.closed_at.is_(None))
    )
    return sorted(rows, key=lambda programme: (programme.name.casefold(), programme.id))


def everybody_else(scope: TenantScope, ids: Collection[UUID]) -> list[Person]:
    """The people of the organisation beside these, in the order of their names; nobody who was erased."""
    rows = scope.session.scalars(
        select(Person).where(Person.tenant_id == scope.tenant_id, Person.id.not_in(ids), Person.erased_at.is_(None))
    )
    return sorted(rows, key=lambda person: (person.name.casefold(), person.id))
