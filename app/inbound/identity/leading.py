"""Where the headers of a mail lead: to where it came, or to another place of ours."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from app.db import TenantScope
from app.inbound.identity.authenticate import Led
from app.inbound.mail.message import Message
from app.inbound.models import ReceivedMail
from app.inbound.place import place_of
from app.outbound.models import OutboundMail
from app.outbound.reply_address import Destination, destination_of

_MOST_NAMED = 50


def where_led(scope: TenantScope, mail: ReceivedMail, message: Message, reply_domain: str) -> Led:
    """Which of To, Cc, In-Reply-To and References name the address the mail came to, or the mail of ours it answers."""
    here = _names_of(scope, mail, message)
    found = {
        "to": [place in here for place in _places(scope, message.to, reply_domain)],
        "cc": [place in here for place in _places(scope, message.cc, reply_domain)],
        "in-reply-to": [_is_of_here(sent, mail) for sent in _ours(scope, message.in_reply_to[:_MOST_NAMED])],
        # the last of them is the mail that is answered (RFC 5322, section 3.6.4)
        "references": [_is_of_here(sent, mail) for sent in _ours(scope, message.references[-1:])],
    }
    leading = frozenset(name for name, places in found.items() if any(places))
    return Led(leading, frozenset(name for name, places in found.items() if places) - leading)


def _names_of(scope: TenantScope, mail: ReceivedMail, message: Message) -> frozenset[str]:
    """Where the mail came; at a programme's address also the reply key to whose place it belongs by its thread."""
    address = None if mail.reply_address_id else place_of(scope, mail, message).address
    return frozenset(
        (mail.recipient, Destination(scope.tenant_id, address.id, None).name if address else mail.recipient)
    )


def _places(scope: TenantScope, named: Sequence[tuple[str, str]], reply_domain: str) -> Iterator[str]:
    """The names of the addresses of ours among them; those of other tenants lead there, not here."""
    for _, address in named[:_MOST_NAMED]:
        if there := destination_of(scope.session, address, reply_domain):
            yield there.name


def _ours(scope: TenantScope, message_ids: Sequence[str]) -> Sequence[OutboundMail]:
    if not message_ids:
        return ()
    sent = select(OutboundMail).where(
        OutboundMail.tenant_id == scope.tenant_id, OutboundMail.message_id.in_(message_ids)
    )
    return scope.session.scalars(sent.limit(_MOST_NAMED)).all()


def _is_of_here(sent: OutboundMail, mail: ReceivedMail) -> bool:
    """At a reply key only an answer to a mail that gave this key, at a return path only to the mail it is of.

    At a programme's address an answer to any mail of the tenant's.
    """
    if mail.reply_address_id:
        return sent.reply_address_id == mail.reply_address_id
    return mail.outbound_mail_id in (None, sent.id)
