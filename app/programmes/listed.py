"""The programmes of an organisation, as its staff find them."""

from sqlalchemy import select

from app.db import TenantScope
from app.programmes.models import Programme


def open_programmes(scope: TenantScope) -> list[Programme]:
    """Those that have not been closed, in the order of their names."""
    rows = scope.session.scalars(
        select(Programme).where(Programme.tenant_id == scope.tenant_id, Programme.closed_at.is_(None))
    )
    return sorted(rows, key=lambda programme: (programme.name.casefold(), programme.id))
