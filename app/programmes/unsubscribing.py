"""Stopping a person's mail and letting it come again (I8), by whatever way they asked."""

from datetime import datetime
from uuid import UUID

from app.db import TenantScope
from app.programmes.models import Person


def stop_mail(scope: TenantScope, person_id: UUID, at: datetime) -> bool:
    """The person gets no more mail that they did not ask for, from `at` (UTC) on; `False` when that was so already."""
    return _set(scope, person_id, at)


def resume_mail(scope: TenantScope, person_id: UUID) -> bool:
    """The person gets mail as before; `False` when they did already."""
    return _set(scope, person_id, None)


def _set(scope: TenantScope, person_id: UUID, at: datetime | None) -> bool:
    person = scope.session.get_one(Person, (scope.tenant_id, person_id), with_for_update=True, populate_existing=True)
    if (person.unsubscribed_at is None) == (at is None):
        return False
    person.unsubscribed_at = at
    scope.session.flush()
    return True
