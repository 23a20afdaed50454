"""Mailgun's webhooks for outgoing mail: https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/webhooks.

Mailgun keeps our Message-ID and names it.
"""

from collections.abc import Mapping
from typing import Any, Final

from app.outbound.delivery.told import (
    Became,
    DeliveryEvent,
    NotTold,
    first_said,
    made_id,
    moment,
    named,
    part_at,
    text_at,
)
from app.outbound.reach.diagnosis import failure_of
from app.outbound.reach.failures import Failure

_PROVIDER: Final = "mailgun"
_BECAME: Final = {
    "delivered": Became.DELIVERED,
    "complained": Became.COMPLAINED,
    "unsubscribed": Became.UNSUBSCRIBED,
}
_SUPPRESSED: Final = {"suppress-complaint": Became.COMPLAINED, "suppress-unsubscribe": Became.UNSUBSCRIBED}
_REASONS: Final = {
    "suppress-bounce": Failure.UNDELIVERABLE,
    "espblock": Failure.BLOCKED,
    "old": Failure.EXPIRED,
}
_PERMANENT: Final = "permanent"


def mailgun_events(posted: Mapping[str, Any]) -> tuple[DeliveryEvent, ...]:
    """What one request tells (its `event-data`); nothing where it tells of openings, clicks and the like.

    Raises:
        NotTold: when it names no event.

    """
    data = part_at(posted, "event-data")
    kind = text_at(data, "event")
    if not kind:
        raise NotTold("no event-data")
    if kind == "failed":
        return (_failed(data),)
    return (_event(data, _BECAME[kind]),) if kind in _BECAME else ()


def _failed(data: Mapping[str, Any]) -> DeliveryEvent:
    reason = text_at(data, "reason")
    if reason in _SUPPRESSED:
        return _event(data, _SUPPRESSED[reason])
    status = part_at(data, "delivery-status")
    message, description = text_at(status, "message"), text_at(status, "description")
    enhanced = text_at(status, "enhanced-code") or ("4.0.0" if text_at(status, "code").startswith("4") else "5.0.0")
    failure, detail = (
        _REASONS.get(reason) or failure_of(enhanced, message, description),
        first_said(message, description),
    )
    if text_at(data, "severity") != _PERMANENT:
        return _event(data, Became.DELAYED, failure=failure, permanent=False, detail=detail)
    permanent = failure is not Failure.EXPIRED and not enhanced.startswith("4")
    return _event(data, Became.FAILED, failure=failure, permanent=permanent, detail=detail or first_said(reason))


def _event(
    data: Mapping[str, Any],
    became: Became,
    *,
    failure: Failure | None = None,
    permanent: bool = True,
    detail: str = "",
) -> DeliveryEvent:
    at, recipient = text_at(data, "timestamp"), text_at(data, "recipient")
    message_id = text_at(part_at(data, "message"), "headers", "message-id")
    return DeliveryEvent(
        provider=_PROVIDER,
        event_id=made_id(became, text_at(data, "id"), at, message_id, recipient),  # the id is unique for a day only
        became=became,
        recipient=recipient,
        marks=named(text_at(data, "envelope", "sender"), message_id),
        at=moment(at),
        failure=failure,
        permanent=permanent,
        detail=detail,
    )
