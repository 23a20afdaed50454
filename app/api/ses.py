"""Amazon SES: a receipt rule publishes each mail, whole, to a topic of Amazon SNS, which posts it here signed.

https://docs.aws.amazon.com/ses/latest/dg/receiving-email-notifications-contents.html. SNS carries mails up to 150 kB.
A larger one SES can only put into S3, from which we do not read: such a notice is answered with 503, so that nobody
takes it for kept.
"""

import json
from base64 import b64decode
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

import structlog
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from flask import Request, Response

from app.api.door import Door, answer, forged, malformed, not_set_up, try_again
from app.api.handing_in import ProvidedMail, hand_in
from app.api.sns_certificate import NotVouchedFor, host_of, vouched_key
from app.api.sns_message import (
    NOTIFICATION,
    SUBSCRIPTION,
    SnsMessage,
    certificate_url,
    confirmation_url,
    is_signed,
    read_sns,
)

log = structlog.get_logger()


def take_ses(door: Door, request: Request) -> Response:
    """Keep one mail that Amazon SES took in, or confirm a subscription to a topic of ours."""
    message = signed_message(door, request)
    return confirmed_or(door, message, lambda: _kept(door, message))


def confirmed_or(door: Door, message: SnsMessage, take: Callable[[], Response]) -> Response:
    """Confirm a subscription, note the end of one, or `take` what was published."""
    if message.kind == SUBSCRIPTION:
        return _confirmed(door, message)
    if message.kind != NOTIFICATION:
        log.warning("sns_unsubscribed", topic=message.topic)
        return answer(HTTPStatus.OK, "Noted")
    return take()


def signed_message(door: Door, request: Request) -> SnsMessage:
    """The message of a request, once a topic of ours and Amazon's signature vouch for it.

    Raises:
        Refused: not set up, malformed, forged, or the certificate cannot be had or trusted just now.

    """
    if not door.settings.ses_topics:
        raise not_set_up("SES_TOPIC_ARNS is not set here")
    if request.headers.get("x-amz-sns-rawdelivery") == "true":
        raise not_set_up("Raw message delivery must be off in the subscription: it leaves the signature out")
    message = read_sns(request.get_data(cache=False))
    if message.topic not in door.settings.ses_topics:
        raise not_set_up("This topic is not in SES_TOPIC_ARNS")  # a slip in our setting must lose no mail
    if not is_signed(message, _amazons_key(door, message)):
        raise forged("Amazon has not signed this")
    return message


def _amazons_key(door: Door, message: SnsMessage) -> RSAPublicKey:
    """The key at Amazon's own place. What then speaks against it may be our clock or our roots, so it is put off."""
    where, host = certificate_url(message), host_of(message.topic)
    if where is None or host is None:
        raise forged("The certificate does not lie where Amazon keeps its own")
    try:
        return vouched_key(door.fetch(where), host, door.authorities(), door.fetch, door.clock())
    except OSError as error:
        raise try_again("Amazon's certificate cannot be fetched just now") from error
    except NotVouchedFor as doubt:
        raise try_again(f"Amazon's certificate cannot be trusted just now: {doubt}") from doubt


def _confirmed(door: Door, message: SnsMessage) -> Response:
    where = confirmation_url(message)
    if where is None:
        raise forged("The address that confirms is not Amazon's")
    try:
        door.fetch(where)
    except OSError as error:
        raise try_again("The subscription could not be confirmed just now") from error
    log.info("sns_subscribed", topic=message.topic)
    return answer(HTTPStatus.OK, "Confirmed")


def _kept(door: Door, message: SnsMessage) -> Response:
    notice = notice_of(message)
    if notice.get("notificationType") != "Received":
        log.info("sns_not_mail", topic=message.topic, kind=str(notice.get("notificationType"))[:40])
        return answer(HTTPStatus.OK, "No mail that came in; noted")
    content = notice.get("content")
    if not isinstance(content, str) or not content:
        raise not_set_up("The mail itself is not in the notice: let the receipt rule publish it to SNS, not to S3")
    mail, receipt = _part(notice, "mail"), _part(notice, "receipt")
    return hand_in(
        door,
        ProvidedMail(
            provider="ses",
            raw=_bytes_of(content, _part(receipt, "action")),
            sender=str(mail.get("source") or ""),
            recipients=_strings(receipt.get("recipients")) or _strings(mail.get("destination")),
            delivery_id=str(mail.get("messageId") or message.message_id),
        ),
    )


def notice_of(message: SnsMessage) -> Mapping[str, Any]:
    """What SES published; a topic may carry other things, such as the test at its set-up."""
    try:
        notice = json.loads(message.text)
    except (ValueError, RecursionError):
        return {}
    return notice if isinstance(notice, dict) else {}


def _bytes_of(content: str, action: Mapping[str, Any]) -> bytes:
    if str(action.get("encoding", "UTF8")).upper() != "BASE64":
        return content.encode("utf-8", "surrogatepass")
    try:
        return b64decode(content, validate=True)
    except ValueError as error:
        raise malformed("The content is no base64") from error


def _part(notice: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = notice.get(name)
    return found if isinstance(found, dict) else {}


def _strings(found: object) -> tuple[str, ...]:
    return tuple(one for one in found if isinstance(one, str)) if isinstance(found, list) else ()
