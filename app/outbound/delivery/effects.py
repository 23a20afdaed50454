"""What follows from a provider's word on one of our mails: its own state, that of its address, or a stop (I8)."""

from datetime import datetime
from uuid import UUID

from app.db import TenantScope
from app.events import Event
from app.outbound.delivery.keep import keep_became
from app.outbound.delivery.told import Became, DeliveryEvent
from app.outbound.models import OutboundMail
from app.outbound.reach.failures import Failure
from app.outbound.reach.suppression import note_alive, note_complaint, note_failure
from app.outbound.reach.unsubscribe_links import Unsubscriber
from app.outbound.reach.unsubscribing import stop_by_link


def carry_out(scope: TenantScope, mail_id: UUID, told: DeliveryEvent, now: datetime) -> list[Event]:
    """Write what follows, and what happened by it; nothing where the mail went to somebody else.

    A provider's clock that is ahead of ours counts as ours (`now`, UTC).
    """
    mail = scope.session.get(OutboundMail, (scope.tenant_id, mail_id))
    if mail is None or not _is_to(mail, told.recipient):
        return []
    at = min(told.at or now, now)
    failure = _why(mail, told)
    keep_became(scope, mail.id, told.became, at, failure)
    match told.became:
        case Became.DELIVERED:
            note_alive(scope, mail.to_address, at)
        case Became.COMPLAINED:
            return note_complaint(scope, mail.to_address, at, detail=told.detail, mail_id=mail.id)
        case Became.UNSUBSCRIBED:
            return _stopped(scope, mail, at)
        case Became.REACTIVATED:
            note_alive(scope, mail.to_address, at, wrote=True)
        case Became.FAILED if failure:
            return note_failure(
                scope,
                mail.to_address,
                failure,
                at,
                permanent=told.permanent,
                detail=told.detail,
                mail_id=mail.id,
            )
    return []


def _why(mail: OutboundMail, told: DeliveryEvent) -> Failure | None:
    """Why it failed, or is late. Where the provider gave up trying, that is what it was told while it tried."""
    if told.failure is Failure.EXPIRED and mail.became == Became.DELAYED.value and mail.became_why:
        return Failure(mail.became_why)
    says_nothing = told.became is Became.DELAYED and told.failure is Failure.UNCLEAR
    return None if says_nothing else told.failure


def _stopped(scope: TenantScope, mail: OutboundMail, at: datetime) -> list[Event]:
    if mail.person_id is None or mail.programme_id is None:
        return []
    return stop_by_link(scope, Unsubscriber(scope.tenant_id, mail.person_id, mail.programme_id), at)


def _is_to(mail: OutboundMail, recipient: str) -> bool:
    return recipient.strip().lower() in ("", mail.to_address.lower())
