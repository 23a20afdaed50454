"""The link to the page for mail administrators: one is in force at a time, and a new one ends the one before."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.tenants.audit import Action, note_action
from app.tenants.models import Organisation


def link_in_force(scope: TenantScope) -> int:
    """The number of the link that opens the page; the first has 0."""
    number = select(Organisation.allow_list_link).where(Organisation.tenant_id == scope.tenant_id)
    return scope.session.scalar(number) or 0


def renew_link(scope: TenantScope, membership_id: UUID, at: datetime) -> None:
    """From now on another link opens the page, and those handed out before open nothing; noted (C4)."""
    row = scope.session.scalars(
        select(Organisation).where(Organisation.tenant_id == scope.tenant_id).with_for_update()
    ).one()
    row.allow_list_link += 1
    note_action(scope, membership_id, Action.ALLOW_LIST_RENEWED, at)
