"""Postmark's webhooks for outgoing mail: https://postmarkapp.com/developer/webhooks/bounce-webhook and its sisters.

Postmark gives mails Message-IDs of its own; ours it hands back as metadata, which the header X-PM-Metadata-mail sets.
"""

from collections.abc import Mapping
from typing import Any, Final

from app.outbound.delivery.told import Became, DeliveryEvent, NotTold, first_said, made_id, moment, named, text_at
from app.outbound.reach.diagnosis import failure_of
from app.outbound.reach.failures import Failure

METADATA: Final = "mail"
_PROVIDER: Final = "postmark"
_FAILURES: Final = {
    "AddressChange": Failure.ADDRESS_MOVED,
    "BadEmailAddress": Failure.ADDRESS_UNKNOWN,
    "Blocked": Failure.BLOCKED,
    "ChallengeVerification": Failure.CHALLENGE,
    "DMARCPolicy": Failure.NOT_AUTHENTICATED,
    "ManuallyDeactivated": Failure.UNDELIVERABLE,
    "SpamNotification": Failure.SPAM,
    "VirusNotification": Failure.VIRUS,
}
"""What each type of bounce says by itself (https://postmarkapp.com/developer/api/bounce-api#bounce-types)."""
_PASSING: Final = {"DnsError": Failure.UNREACHABLE, "SoftBounce": Failure.UNCLEAR, "Unknown": Failure.UNCLEAR}
_NO_FAILURE: Final = {
    "Transient": Became.DELAYED,
    "Unsubscribe": Became.UNSUBSCRIBED,
    "SpamComplaint": Became.COMPLAINED,
}
_BY_HAND: Final = "ManualSuppression"
_READER: Final = "Recipient"
"""The `Origin` of what the reader of a mail did; `Customer` and `Admin` are people on our side and Postmark's."""
_SUPPRESSED: Final = {"SpamComplaint": Became.COMPLAINED, _BY_HAND: Became.UNSUBSCRIBED}


def postmark_events(posted: Mapping[str, Any]) -> tuple[DeliveryEvent, ...]:
    """What one request tells; nothing where it tells of openings, clicks or a machine's answer.

    Raises:
        NotTold: when it names no kind of record.

    """
    kind = text_at(posted, "RecordType")
    if not kind:
        raise NotTold("no RecordType")
    match kind:
        case "Delivery":
            return (_event(posted, Became.DELIVERED, text_at(posted, "DeliveredAt"), text_at(posted, "Recipient")),)
        case "SpamComplaint":
            return (_event(posted, Became.COMPLAINED, text_at(posted, "BouncedAt"), text_at(posted, "Email")),)
        case "Bounce":
            return _bounced(posted)
        case "SubscriptionChange":
            return _suppressed(posted) if posted.get("SuppressSending") is True else _reactivated(posted)
        case _:
            return ()


def _suppressed(posted: Mapping[str, Any]) -> tuple[DeliveryEvent, ...]:
    """Streams for broadcasts tell of a hard bounce in this way only."""
    at, recipient, reason = (text_at(posted, name) for name in ("ChangedAt", "Recipient", "SuppressionReason"))
    if reason == "HardBounce":
        return (_event(posted, Became.FAILED, at, recipient, failure=Failure.ADDRESS_UNKNOWN),)
    if reason == _BY_HAND and text_at(posted, "Origin") != _READER:
        return ()  # whoever runs the account did that: the person has said nothing
    became = _SUPPRESSED.get(reason)
    return (_event(posted, became, at, recipient),) if became else ()


def _reactivated(posted: Mapping[str, Any]) -> tuple[DeliveryEvent, ...]:
    if posted.get("SuppressSending") is not False:
        return ()
    return (_event(posted, Became.REACTIVATED, text_at(posted, "ChangedAt"), text_at(posted, "Recipient")),)


def _bounced(posted: Mapping[str, Any]) -> tuple[DeliveryEvent, ...]:
    kind, at, recipient = (text_at(posted, name) for name in ("Type", "BouncedAt", "Email"))
    if became := _NO_FAILURE.get(kind):
        return (_event(posted, became, at, recipient),)
    details, description = text_at(posted, "Details"), text_at(posted, "Description")
    failure = _failure(kind, details)
    if failure is None:  # an out-of-office answer, a confirmation, a test of open relays
        return ()
    permanent, detail = kind not in _PASSING, first_said(details, description)
    return (_event(posted, Became.FAILED, at, recipient, failure=failure, permanent=permanent, detail=detail),)


def _failure(kind: str, details: str) -> Failure | None:
    """What the server said goes before Postmark's sort of it, where that sort is a wide one."""
    if kind == "HardBounce":
        said = failure_of("5.0.0", details)
        return Failure.ADDRESS_UNKNOWN if said is Failure.UNDELIVERABLE else said
    if kind in _PASSING:
        said = failure_of("4.0.0", details)
        return _PASSING[kind] if said is Failure.UNCLEAR else said
    return _FAILURES.get(kind)


def _event(
    posted: Mapping[str, Any],
    became: Became,
    at: str,
    recipient: str,
    *,
    failure: Failure | None = None,
    permanent: bool = True,
    detail: str = "",
) -> DeliveryEvent:
    own, mail = text_at(posted, "ID"), text_at(posted, "MessageID")
    return DeliveryEvent(
        provider=_PROVIDER,
        event_id=made_id(became, own or mail, recipient, at),
        became=became,
        recipient=recipient,
        marks=named(text_at(posted, "Metadata", METADATA)),
        at=moment(at),
        failure=failure,
        permanent=permanent,
        detail=detail,
    )
