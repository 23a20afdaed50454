"""How far down auditors may look, as the organisation allows."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.tenants.audit import Action, note_action
from app.tenants.models import Organisation


class Permitted(StrEnum):
    """From the least to the most that an auditor may read of what members wrote."""

    NONE = "none"
    ENTRY = "entry"  # the words that each entry stands on
    MAIL = "mail"  # the whole mail as well

    @property
    def shows_words(self) -> bool:
        """Whether the words of an entry are shown."""
        return self is not Permitted.NONE


def permitted(scope: TenantScope) -> Permitted:
    """What the organisation allows now."""
    query = select(Organisation.auditors_read).where(Organisation.tenant_id == scope.tenant_id)
    return Permitted(scope.session.scalars(query).one())


def permit(scope: TenantScope, choice: Permitted, membership_id: UUID, at: datetime) -> None:
    """Allow more or less, for every audit and at once; noted with who chose it."""
    row = scope.session.scalars(
        select(Organisation).where(Organisation.tenant_id == scope.tenant_id).with_for_update()
    ).one()
    if row.auditors_read == choice:
        return
    note = f"{row.auditors_read} → {choice.value}"
    row.auditors_read = choice.value
    note_action(scope, membership_id, Action.AUDITORS_PERMITTED, at, note=note)
