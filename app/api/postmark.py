"""Postmark's inbound webhook, with the raw mail: it signs nothing, so a password in its address vouches for it.

https://postmarkapp.com/developer/webhooks/inbound-webhook; ten more tries in ten and a half hours, none after 403.
"""

import json
import re
from collections.abc import Mapping
from hmac import compare_digest
from typing import Any

from flask import Request, Response

from app.api.door import Door, forged, malformed, not_set_up
from app.api.handing_in import ProvidedMail, hand_in

_PEER = re.compile(r"\bclient-ip=([0-9a-fA-F.:]{3,45})")
_FROM = re.compile(r"\benvelope-from=<?([^\s;<>]{1,320})")


def take_postmark(door: Door, request: Request) -> Response:
    """Keep one mail that Postmark took in."""
    require_password(door, request)
    posted = _posted(request)
    raw = posted.get("RawEmail")
    if not isinstance(raw, str) or not raw:
        raise not_set_up("No RawEmail: tick 'Include raw email content in JSON payload' in the inbound stream")
    spf = _header(posted, "Received-SPF")
    return hand_in(
        door,
        ProvidedMail(
            provider="postmark",
            raw=raw.encode("utf-8", "surrogatepass"),
            sender=_found(_FROM, spf) or _header(posted, "Return-Path").strip("<>"),
            recipients=_recipients(posted),
            said_peer=_found(_PEER, spf),
            delivery_id=str(posted.get("MessageID") or ""),
        ),
    )


def require_password(door: Door, request: Request) -> None:
    """Asked before the body is read: a stranger costs us nothing.

    Raises:
        Refused: not set up, or forged.

    """
    expected = door.settings.postmark_inbound_auth
    if not expected:
        raise not_set_up("POSTMARK_INBOUND_AUTH is not set here")
    given = request.authorization
    said = f"{given.username}:{given.password}" if given and given.type == "basic" else ""
    if not compare_digest(said.encode("utf-8", "surrogatepass"), expected.encode()):
        raise forged("The address of this webhook needs the name and password of POSTMARK_INBOUND_AUTH")


def _posted(request: Request) -> Mapping[str, Any]:
    try:
        posted = json.loads(request.get_data(cache=False))
    except (ValueError, RecursionError) as error:
        raise malformed("This is no JSON") from error
    if not isinstance(posted, dict):
        raise malformed("This is no JSON object")
    return posted


def _recipients(posted: Mapping[str, Any]) -> tuple[str, ...]:
    """The envelope's recipient. Older servers name it in no field; then the headers of the mail itself are read."""
    original = posted.get("OriginalRecipient")
    return (original,) if isinstance(original, str) and original else ()


def _header(posted: Mapping[str, Any], name: str) -> str:
    headers = posted.get("Headers")
    pairs = [pair for pair in headers if isinstance(pair, dict)] if isinstance(headers, list) else []
    return next((str(pair.get("Value", "")) for pair in pairs if str(pair.get("Name", "")).lower() == name.lower()), "")


def _found(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found.group(1) if found else ""
