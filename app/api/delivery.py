"""What providers post of the mails they carry for us: `POST /delivery/postmark`, `/delivery/mailgun`, `/delivery/ses`.

Answered with 2xx once what follows is committed; the same event twice has one effect.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

import structlog
from flask import Blueprint, Request, Response

from app.api.answering import Take, add_routes
from app.api.door import Door, answer, forged, malformed, not_set_up
from app.api.mailgun import signed_token
from app.api.postmark import require_password
from app.api.ses import confirmed_or, notice_of, signed_message
from app.inbound.ways_in.provider_events import event_hash, first_time, spend
from app.outbound.announce import announce
from app.outbound.delivery.effects import carry_out
from app.outbound.delivery.mailgun import mailgun_events
from app.outbound.delivery.postmark import postmark_events
from app.outbound.delivery.ses import ses_events
from app.outbound.delivery.told import DeliveryEvent, NotTold
from app.outbound.delivery.whose import mail_of
from app.outbound.outbox import Office

log = structlog.get_logger()

LARGEST_EVENT_BYTES = 2_000_000


def delivery(door: Door) -> Blueprint:
    """The routes over these services. They are public by name: each checks by itself who has signed the request."""
    blueprint = Blueprint("delivery", __name__, url_prefix="/delivery")
    takes: tuple[tuple[str, str, Take], ...] = (
        ("postmark", "/postmark", take_postmark_event),
        ("mailgun", "/mailgun", take_mailgun_event),
        ("ses", "/ses", take_ses_event),
    )
    add_routes(blueprint, door, [(name, rule, take, LARGEST_EVENT_BYTES) for name, rule, take in takes])
    return blueprint


def take_postmark_event(door: Door, request: Request) -> Response:
    """Postmark signs nothing: a password in the address of the webhook vouches for it."""
    require_password(door, request)
    posted = _object(request.get_data(cache=False))
    try:
        return take_events(door, postmark_events(posted))
    except NotTold as fault:
        raise malformed(f"This is no webhook of Postmark: {fault}") from fault


def take_mailgun_event(door: Door, request: Request) -> Response:
    """Mailgun signs timestamp and token; a token vouches for the bytes that it came with first, and for no others."""
    key = door.settings.mailgun_signing_key
    if not key:
        raise not_set_up("MAILGUN_SIGNING_KEY is not set here")
    body = request.get_data(cache=False)
    posted = _object(body)
    signature = posted.get("signature")
    fields = signature if isinstance(signature, Mapping) else {}
    token = signed_token(door, key, {name: str(value).encode() for name, value in fields.items()})
    with door.database.platform() as session:
        if not spend(session, event_hash("mailgun-token", token), hashlib.sha256(body).digest(), door.clock()):
            raise forged("This token has come before, with another event")
    try:
        return take_events(door, mailgun_events(posted))
    except NotTold as fault:
        raise malformed(f"This is no webhook of Mailgun: {fault}") from fault


def take_ses_event(door: Door, request: Request) -> Response:
    """Amazon SNS signs the notices of SES."""
    message = signed_message(door, request)
    return confirmed_or(door, message, lambda: take_events(door, ses_events(notice_of(message))))


def take_events(door: Door, events: Iterable[DeliveryEvent]) -> Response:
    """Carry out what is new, each in a transaction of its own, and say so. What is no mail of ours is noted."""
    for event in events:
        _carried_out(door, event)
    return answer(HTTPStatus.OK, "Noted")


def _carried_out(door: Door, event: DeliveryEvent) -> None:
    office = Office(door.settings.reply_domain, door.clock, door.settings.public_url)
    with door.database.platform() as session:
        place = mail_of(session, event.marks, office.reply_domain)
    if place is None:
        log.info("delivery_unmatched", provider=event.provider, became=event.became.value)
        return
    with door.database.tenant(place.tenant_id) as scope:
        now = door.clock()
        if not first_time(scope, event_hash(event.provider, "delivery", event.event_id), now):
            return
        happened = carry_out(scope, place.outbound_mail_id, event, now)
        announce(scope, happened, office)
    log.info(
        "delivery_told",
        provider=event.provider,
        became=event.became.value,
        tenant=str(place.tenant_id),
        mail=str(place.outbound_mail_id),
    )
    if happened:
        door.wake("outbound", place.tenant_id, None)


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        posted = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise malformed("This is no JSON") from error
    if not isinstance(posted, dict):
        raise malformed("This is no JSON object")
    return posted
