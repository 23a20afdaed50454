"""The end of waiting for those who were asked to confirm hours: whoever has written, whatever it was, is not silent."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app import events
from app.attestations.models import AttestationList
from app.db import TenantScope
from app.inbound.models import ReceivedMail
from app.outbound.due_attestations import end_of_waiting
from app.outbound.models import ReplyAddress


def end_of_waiting_for_answers(scope: TenantScope, now: datetime) -> list[events.Event]:
    """For whom the time is over, as `end_of_waiting` has it (H3); `now` is UTC."""
    return end_of_waiting(scope, now, items_written_about)


def items_written_about(scope: TenantScope, person_ids: Collection[UUID]) -> frozenset[UUID]:
    """The items of lists to which a mail came from anybody: clear or unclear, held, or waiting for a coordinator."""
    rows = scope.session.scalars(
        select(AttestationList.item_ids)
        .join(
            ReplyAddress,
            (ReplyAddress.tenant_id == AttestationList.tenant_id)
            & (ReplyAddress.attestation_list_id == AttestationList.id),
        )
        .join(
            ReceivedMail,
            (ReceivedMail.tenant_id == ReplyAddress.tenant_id) & (ReceivedMail.reply_address_id == ReplyAddress.id),
        )
        .where(AttestationList.tenant_id == scope.tenant_id, AttestationList.person_id.in_(person_ids))
    )
    return frozenset(item_id for item_ids in rows for item_id in item_ids)
