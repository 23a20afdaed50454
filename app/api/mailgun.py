"""Mailgun's routes, `forward("https://.../in/mailgun/mime")`: the raw mail in a form, with a signed token.

https://documentation.mailgun.com/docs/mailgun/user-manual/receive-forward-store/receive-http; the signature covers
timestamp and token only, so a token vouches for the bytes that it came with first, and for no others. Further tries go
on for eight hours (none after 406) and carry the first timestamp, for all that is known: a window of minutes would lose
their mail, so the default is nine hours. See …/user-manual/webhooks/webhook-retries.
"""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import timedelta

from flask import Request, Response

from app.api.door import Door, forged, malformed, not_set_up
from app.api.form_fields import form_fields
from app.api.handing_in import ProvidedMail, hand_in
from app.inbound.ways_in.provider_events import event_hash, spend

_MOST_DIGITS = 12


def take_mailgun(door: Door, request: Request) -> Response:
    """Keep one mail that Mailgun took in."""
    key = door.settings.mailgun_signing_key
    if not key:
        raise not_set_up("MAILGUN_SIGNING_KEY is not set here")
    fields = form_fields(request)
    token = signed_token(door, key, fields)
    raw = fields.get("body-mime")
    if not raw:
        raise not_set_up("No body-mime: the address in the route's forward() must end with /in/mailgun/mime")
    digest = hashlib.sha256(raw).digest()
    with door.database.platform() as session:
        if not spend(session, event_hash("mailgun-token", token), digest, door.clock()):
            raise forged("This token has come before, with another mail")
    return hand_in(
        door,
        ProvidedMail(
            provider="mailgun",
            raw=raw,
            sender=_text(fields, "sender"),
            recipients=tuple(part.strip() for part in _text(fields, "recipient").split(",") if part.strip()),
            said_peer=_text(fields, "X-Mailgun-Incoming-Ip"),
            delivery_id=token,
        ),
    )


def signed_token(door: Door, key: str, fields: Mapping[str, bytes]) -> str:
    """The token, if Mailgun has signed it with our key not too long ago.

    Raises:
        Refused: malformed or forged.

    """
    timestamp, token, signature = (_text(fields, name) for name in ("timestamp", "token", "signature"))
    signatures = (signature, _text(fields, "parent-signature"))  # of a subaccount's domain, and of the account above it
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= _MOST_DIGITS and token and signature):
        raise malformed("timestamp, token or signature is missing")
    expected = hmac.new(key.encode(), f"{timestamp}{token}".encode(), hashlib.sha256).hexdigest()
    if not any(hmac.compare_digest(one.encode(), expected.encode()) for one in signatures):
        raise forged("The signature is not that of MAILGUN_SIGNING_KEY")
    age = abs(int(timestamp) - door.clock().timestamp())
    if age > timedelta(minutes=door.settings.mailgun_window_minutes).total_seconds():
        raise forged("The timestamp is too far from our clock")
    return token


def _text(fields: Mapping[str, bytes], name: str) -> str:
    return fields.get(name, b"").decode("utf-8", "replace").strip()
