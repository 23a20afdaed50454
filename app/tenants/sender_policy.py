"""How strictly a tenant asks who sent a mail before it records hours (I9); what each asks for: docs/mail.md."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.tenants.audit import Action, note_action
from app.tenants.models import Organisation


class SenderPolicy(StrEnum):
    """From the most to the least that is asked for."""

    STRICT = "strict"
    NORMAL = "normal"
    LENIENT = "lenient"


def sender_policy(scope: TenantScope) -> SenderPolicy:
    """The tenant's policy."""
    return SenderPolicy(
        scope.session.scalars(select(Organisation.sender_policy).where(Organisation.tenant_id == scope.tenant_id)).one()
    )


def choose_sender_policy(scope: TenantScope, policy: SenderPolicy, membership_id: UUID, at: datetime) -> None:
    """Another policy for the mails that come from now on (those held stay held); noted with who chose it."""
    row = scope.session.scalars(
        select(Organisation).where(Organisation.tenant_id == scope.tenant_id).with_for_update()
    ).one()
    if row.sender_policy == policy:
        return
    note = f"{row.sender_policy} → {policy.value}"
    row.sender_policy = policy.value
    note_action(scope, membership_id, Action.SENDER_POLICY_CHOSEN, at, note=note)
