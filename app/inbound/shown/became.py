"""What became of a received mail, as it may be told to whoever handed it in."""

import time
from dataclasses import dataclass
from uuid import UUID

from app.db import Database, TenantScope
from app.inbound.decision import Outcome, Reason
from app.inbound.stored import current_outcome

_PAUSE_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Became:
    """The current outcome of a mail and why; `detail` is our own words on what failed, in English, often empty."""

    outcome: Outcome
    reason: Reason
    detail: str


def what_became(scope: TenantScope, received_mail_id: UUID) -> Became | None:
    """The current outcome; `None` while there is none. Of a concern it says only that a person reads it (C2)."""
    row = current_outcome(scope, received_mail_id)
    if row is None:
        return None
    reason = Reason.REQUEST if row.restricted else Reason(row.reason)
    return Became(Outcome(row.outcome), reason, row.detail)


def wait_for_outcome(database: Database, tenant_id: UUID, received_mail_id: UUID, seconds: float) -> Became | None:
    """The outcome as soon as there is one; `None` when there is none within `seconds`."""
    until = time.monotonic() + seconds
    while True:
        with database.tenant(tenant_id) as scope:
            became = what_became(scope, received_mail_id)
        if became or time.monotonic() >= until:
            return became
        time.sleep(_PAUSE_SECONDS)
