"""What Amazon SES publishes of outgoing mail, as notifications of an identity or events of a configuration set.

https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html and event-publishing-retrieving-sns-contents.html.
SES gives mails Message-IDs of its own; the return path it names is ours.
"""

from collections.abc import Mapping
from typing import Any, Final

from app.outbound.delivery.told import (
    Became,
    DeliveryEvent,
    first_said,
    made_id,
    moment,
    named,
    part_at,
    parts_at,
    strings,
    text_at,
)
from app.outbound.reach.diagnosis import failure_of
from app.outbound.reach.failures import Failure

_PROVIDER: Final = "ses"
_SUBTYPES: Final = {
    "NoEmail": Failure.ADDRESS_UNKNOWN,
    "Suppressed": Failure.UNDELIVERABLE,
    "OnAccountSuppressionList": Failure.UNDELIVERABLE,
    "MailboxFull": Failure.MAILBOX_FULL,
    "MessageTooLarge": Failure.TOO_LARGE,
    "ContentRejected": Failure.CONTENT,
    "AttachmentRejected": Failure.CONTENT,
}
_GENERAL: Final = "General"
"""A passing bounce of this sort with nothing further said is what SES makes of an out-of-office answer."""
_NO_COMPLAINT: Final = frozenset({"not-spam", "auth-failure"})
"""Feedback that is no person's complaint (RFC 5965, RFC 6591)."""


def ses_kind(notice: Mapping[str, Any]) -> str:
    """Bounce, Complaint, Delivery, DeliveryDelay…; empty where it is no notice of SES."""
    return text_at(notice, "eventType") or text_at(notice, "notificationType")


def ses_events(notice: Mapping[str, Any]) -> tuple[DeliveryEvent, ...]:
    """What one notice tells, a recipient at a time; nothing for kinds that say nothing of a delivery."""
    match ses_kind(notice):
        case "Bounce":
            return _bounced(notice, part_at(notice, "bounce"))
        case "Complaint":
            return _complained(notice, part_at(notice, "complaint"))
        case "Delivery":
            told = part_at(notice, "delivery")
            return tuple(_event(notice, told, Became.DELIVERED, one) for one in strings(told.get("recipients")))
        case "Reject":
            return _rejected(notice, part_at(notice, "reject"))
        case "DeliveryDelay":
            return _delayed(notice, part_at(notice, "deliveryDelay"))
        case _:
            return ()


def _delayed(notice: Mapping[str, Any], told: Mapping[str, Any]) -> tuple[DeliveryEvent, ...]:
    by_type = _SUBTYPES.get(text_at(told, "delayType"))
    return tuple(
        _event(
            notice,
            told,
            Became.DELAYED,
            _address(one),
            failure=by_type or failure_of(text_at(one, "status") or "4.0.0", text_at(one, "diagnosticCode")),
            permanent=False,
        )
        for one in _of(told, "delayedRecipients")
    )


def _rejected(notice: Mapping[str, Any], told: Mapping[str, Any]) -> tuple[DeliveryEvent, ...]:
    """SES took the mail, found it harmful, and sent it to nobody."""
    detail, recipients = text_at(told, "reason"), strings(part_at(notice, "mail").get("destination"))
    return tuple(
        _event(notice, told, Became.FAILED, one, failure=Failure.VIRUS, detail=detail) for one in map(_bare, recipients)
    )


def _bounced(notice: Mapping[str, Any], told: Mapping[str, Any]) -> tuple[DeliveryEvent, ...]:
    if text_at(told, "bounceSubType") == "UnsubscribedRecipient":
        recipients = _of(told, "bouncedRecipients")
        return tuple(_event(notice, told, Became.UNSUBSCRIBED, _address(one)) for one in recipients)
    permanent, subtype = text_at(told, "bounceType") == "Permanent", text_at(told, "bounceSubType")
    by_type = _SUBTYPES.get(subtype)
    found = []
    for one in _of(told, "bouncedRecipients"):
        status = text_at(one, "status") or ("5.0.0" if permanent else "4.0.0")
        said = text_at(one, "diagnosticCode")
        if subtype == _GENERAL and not permanent and not (said or text_at(one, "status")):
            continue
        failure = by_type or failure_of(status, said)
        found.append(
            _event(
                notice,
                told,
                Became.FAILED,
                _address(one),
                failure=failure,
                permanent=permanent,
                detail=first_said(said, subtype),
            )
        )
    return tuple(found)


def _complained(notice: Mapping[str, Any], told: Mapping[str, Any]) -> tuple[DeliveryEvent, ...]:
    if text_at(told, "complaintFeedbackType") in _NO_COMPLAINT:
        return ()
    return tuple(_event(notice, told, Became.COMPLAINED, _address(one)) for one in _of(told, "complainedRecipients"))


def _event(
    notice: Mapping[str, Any],
    told: Mapping[str, Any],
    became: Became,
    recipient: str,
    *,
    failure: Failure | None = None,
    permanent: bool = True,
    detail: str = "",
) -> DeliveryEvent:
    mail = part_at(notice, "mail")
    at = text_at(told, "timestamp")
    told_id = text_at(told, "feedbackId") or made_id(text_at(mail, "messageId"), at)
    return DeliveryEvent(
        provider=_PROVIDER,
        event_id=made_id(became, told_id, recipient),
        became=became,
        recipient=recipient,
        marks=named(text_at(mail, "source"), *_headers(mail, "message-id"), *_headers(mail, "return-path")),
        at=moment(at),
        failure=failure,
        permanent=permanent,
        detail=detail,
    )


def _headers(mail: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(text_at(one, "value") for one in parts_at(mail, "headers") if text_at(one, "name").lower() == name)


def _of(told: Mapping[str, Any], name: str) -> tuple[Mapping[str, Any], ...]:
    return parts_at(told, name)


def _address(one: Mapping[str, Any]) -> str:
    return _bare(text_at(one, "emailAddress"))


def _bare(address: str) -> str:
    """SES writes `Dan Roy <dan@example.org>` where the recipient was given so."""
    return address.rpartition("<")[2].rstrip("> ")
