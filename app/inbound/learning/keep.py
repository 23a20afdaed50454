"""Keeping what a coordinator read otherwise than we did: where the tenant asks for it, and only then."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from app.db import TenantScope, new_id
from app.inbound.decision import Recorded
from app.inbound.handed_on import ACCOUNT
from app.inbound.known import Known
from app.inbound.learning.right_reading import is_amended, right_reading, told
from app.inbound.models import AmendedReading, MailOutcome
from app.inbound.shown.suggested import suggested
from app.reading.contract import Status, context_to_json
from app.reading.stored import reading_from_json
from app.tenants.audit import Action, note_action
from app.tenants.models import Organisation


def keeps_examples(scope: TenantScope) -> bool:
    """Whether the tenant has switched it on."""
    found = select(Organisation.keeps_examples).where(Organisation.tenant_id == scope.tenant_id)
    return bool(scope.session.scalar(found))


def switch(scope: TenantScope, membership_id: UUID, at: datetime, *, on: bool) -> None:
    """Switch it on or off; off deletes all that was kept. Noted where it changes anything."""
    if keeps_examples(scope) == on:
        return
    scope.session.execute(
        update(Organisation).where(Organisation.tenant_id == scope.tenant_id).values(keeps_examples=on)
    )
    if not on:
        scope.session.execute(delete(AmendedReading).where(AmendedReading.tenant_id == scope.tenant_id))
    action = Action.EXAMPLES_SWITCHED_ON if on else Action.EXAMPLES_SWITCHED_OFF
    note_action(scope, membership_id, action, at)


def discard(scope: TenantScope, example_id: UUID, membership_id: UUID, at: datetime) -> bool:
    """Delete one that was kept; whether there was such a one."""
    gone = scope.session.scalar(
        delete(AmendedReading)
        .where(AmendedReading.tenant_id == scope.tenant_id, AmendedReading.id == example_id)
        .returning(AmendedReading.received_mail_id)
    )
    if gone is not None:
        note_action(scope, membership_id, Action.EXAMPLE_DISCARDED, at, subject=gone)
    return gone is not None


def keep_if_amended(
    scope: TenantScope, seen: MailOutcome, known: Known, facts: Recorded, *, status: Status, at: datetime
) -> None:
    """Keep the mail with what was recorded from it, where that is not what our reading had suggested.

    Never a safeguarding matter (C2). `known` is all that stood before this was recorded; `seen` the outcome that the
    coordinator looked at.
    """
    reading = reading_from_json(seen.reading) if seen.reading else None
    if seen.restricted or (reading and reading.safeguarding) or not keeps_examples(scope):
        return
    expected = right_reading(facts, status, reading, known)
    if expected is None or not is_amended(facts, status, suggested(reading, known), reading):
        return
    kept = {
        "context": context_to_json(known.context),
        "expected": expected,
        "notes": told(reading),
        "handed_on": bool(seen.verdict and seen.verdict.get("account") == ACCOUNT),
        "kept_at": at,
    }
    row = {"tenant_id": scope.tenant_id, "id": new_id(), "received_mail_id": seen.received_mail_id, **kept}
    same_mail = ["tenant_id", "received_mail_id"]
    scope.session.execute(insert(AmendedReading).values(row).on_conflict_do_update(index_elements=same_mail, set_=kept))
