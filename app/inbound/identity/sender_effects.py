"""What a decision about the sender writes, and the events that come of it: held, asked, answered (I9)."""

from datetime import datetime
from uuid import UUID

from app import events
from app.db import TenantScope
from app.inbound.answered import answered, known_of
from app.inbound.decision import AddressAnswered, CheckAnswered, Held
from app.inbound.identity.address_answers import settle_address
from app.inbound.identity.sender_checks import ask_about_held, confirm_held, deny_held
from app.inbound.stored import Found


def about_sender(
    scope: TenantScope, found: Found, decision: Held | CheckAnswered | AddressAnswered, outcome_id: UUID, now: datetime
) -> list[events.Event]:
    """Carry it out and say what happened."""
    match decision:
        case Held(reason=reason):
            return [events.MailHeld(found.mail.received_mail_id), *ask_about_held(scope, found, reason, now)]
        case CheckAnswered():
            return _check_answered(scope, found, decision, outcome_id, now)
        case AddressAnswered(yes=yes):
            return settle_address(scope, known_of(found), now, yes=yes)


def _check_answered(
    scope: TenantScope, found: Found, answer: CheckAnswered, outcome_id: UUID, now: datetime
) -> list[events.Event]:
    known = known_of(found)
    assert known.check is not None
    if answer.yes:
        return confirm_held(scope, found, known.check, now, always=answer.always)
    deny_held(scope, found, known.check, now)
    return [events.SenderDenied(answered(found, known, outcome_id, None))]
