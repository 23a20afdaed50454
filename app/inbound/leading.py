"""Which headers of a mail lead to where it came: they name the address, or the mail of ours that it answers."""

from sqlalchemy import select

from app.db import TenantScope
from app.inbound.context import place_of
from app.inbound.message import Message
from app.inbound.models import ReceivedMail
from app.outbound.models import OutboundMail
from app.outbound.reply_address import Destination, destination_of

_MOST_NAMED = 50


def leading_headers(scope: TenantScope, mail: ReceivedMail, message: Message, reply_domain: str) -> frozenset[str]:
    """The names of those headers, in small letters: `to`, `cc`, `in-reply-to`."""
    here = _names_of(scope, mail, message)
    found = {
        name
        for name, named in (("to", message.to), ("cc", message.cc))
        if any(_leads_to(scope, address, reply_domain) in here for _, address in named[:_MOST_NAMED])
    }
    if _answers_ours(scope, mail, message):
        found.add("in-reply-to")
    return frozenset(found)


def _names_of(scope: TenantScope, mail: ReceivedMail, message: Message) -> frozenset[str]:
    """Where the mail came; at a programme's address also the reply key to whose place it belongs by its thread."""
    address = None if mail.reply_address_id else place_of(scope, mail, message).address
    return frozenset(
        (mail.recipient, Destination(scope.tenant_id, address.id, None).name if address else mail.recipient)
    )


def _leads_to(scope: TenantScope, address: str, reply_domain: str) -> str | None:
    if not address.lower().endswith(f"@{reply_domain.lower()}"):
        return None
    there = destination_of(scope.session, address, reply_domain)
    return there.name if there and there.tenant_id == scope.tenant_id else None


def _answers_ours(scope: TenantScope, mail: ReceivedMail, message: Message) -> bool:
    """At a reply key only an answer to a mail that gave this key, at a return path only to the mail it is of.

    At a programme's address an answer to any mail of the tenant's.
    """
    sent = select(OutboundMail.id).where(
        OutboundMail.tenant_id == scope.tenant_id, OutboundMail.message_id.in_(message.in_reply_to[:_MOST_NAMED])
    )
    if mail.reply_address_id:
        sent = sent.where(OutboundMail.reply_address_id == mail.reply_address_id)
    if mail.outbound_mail_id:
        sent = sent.where(OutboundMail.id == mail.outbound_mail_id)
    return bool(message.in_reply_to) and scope.session.scalar(sent.limit(1)) is not None
