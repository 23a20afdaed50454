"""A mail that a provider took in for us: stored for each recipient of ours, and only then answered with 2xx."""

from dataclasses import dataclass
from http import HTTPStatus

import structlog
from flask import Response

from app.api.door import Door, Refused, answer, not_set_up
from app.inbound.receive import Envelope, receive
from app.inbound.ways_in.addressed import at_domain_of_ours, destinations_of
from app.inbound.ways_in.postmaster import TooManyUnread, is_postmasters, keep_beside, keep_for_postmaster

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class ProvidedMail:
    """The bytes, and what the provider says of their way: to us that is hearsay.

    `recipients` are those of the envelope (RCPT TO), `delivery_id` is the same whenever the provider tries again.
    """

    provider: str
    raw: bytes
    sender: str
    recipients: tuple[str, ...]
    said_peer: str = ""
    delivery_id: str = ""


def hand_in(door: Door, mail: ProvidedMail) -> Response:
    """Keep the mail, wake the workers, and say so. What is addressed to nobody of ours is noted and not kept.

    It is answered with 200 all the same: trying again for hours would change nothing, and the provider's own log
    still has the mail.

    Raises:
        Refused: no domain of its recipients is ours; a slip in our own setting must lose no mail. Or it is for the
            postmaster alone, and there is no room for it.

    """
    found = destinations_of(door.database, mail.raw, mail.recipients, door.settings.reply_domain)
    theirs = any(is_postmasters(recipient, door.settings.reply_domain) for recipient in mail.recipients)
    if theirs and not found:
        return _kept_for_postmaster(door, mail)
    if not found:
        if not at_domain_of_ours(door.database, mail.raw, mail.recipients, door.settings.reply_domain):
            raise not_set_up("No recipient is at REPLY_DOMAIN, as it is set here")
        log.warning("webhook_unmatched", provider=mail.provider, delivery=mail.delivery_id, bytes=len(mail.raw))
        return answer(HTTPStatus.OK, "Addressed to nobody here; noted, and not kept")
    envelope = Envelope(
        peer="",
        helo="",
        mail_from=mail.sender,
        rcpt_to=mail.recipients,
        way=mail.provider,
        said_peer=mail.said_peer,
        delivery_id=mail.delivery_id,
    )
    kept = receive(door.database, mail.raw, envelope, found, door.clock)
    for one in kept:
        log.info("mail_kept", way=mail.provider, tenant=str(one.tenant_id), mail=str(one.received_mail_id))
        door.wake("inbound", one.tenant_id, one.received_mail_id)
    if theirs:
        keep_beside(door.settings.postmaster, mail.raw, mail.sender)
    return answer(HTTPStatus.OK, "Kept as " + " ".join(f"{one.tenant_id}/{one.received_mail_id}" for one in kept))


def _kept_for_postmaster(door: Door, mail: ProvidedMail) -> Response:
    try:
        keep_for_postmaster(door.settings.postmaster, mail.raw, mail.sender)
    except TooManyUnread as error:
        raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, "postmaster_unread", "The postmaster's folder is full") from error
    return answer(HTTPStatus.OK, "Kept for the postmaster")
