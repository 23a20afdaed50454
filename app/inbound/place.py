"""Step 4, the first half: who writes, and about what.

A reply key names all of it, and so does the return path of a mail of ours. A mail to a programme's own address is
placed by the mail of ours that it answers (In-Reply-To, References), else by its sender, with their one open check-in
or as a message of their own.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.inbound.mail.message import Message
from app.inbound.models import ReceivedMail
from app.inbound.pairs.known_pairs import consented_by
from app.matches.models import CheckIn
from app.matches.people import programmes_of
from app.outbound.models import OutboundMail, ReplyAddress
from app.programmes.addresses import people_at
from app.programmes.models import Programme, ProgrammeAddress


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mail belongs: whose it should be, which programme, and the mail of ours that it answers."""

    person_id: UUID | None
    programme_id: UUID
    address: ReplyAddress | None
    answered: OutboundMail | None
    several: bool = False  # the sender may answer for several people, and nothing says for whom


def place_of(scope: TenantScope, mail: ReceivedMail, message: Message) -> Place:
    """Find the place of a mail; `person_id` is `None` when nobody we know wrote it."""
    if mail.reply_address_id:
        return _place_of_address(scope, mail.reply_address_id)
    if mail.outbound_mail_id:
        return _place_of_sent(scope, mail.outbound_mail_id)
    assert mail.programme_id is not None
    answered = _answered_by_header(scope, message)
    if answered and answered.reply_address_id:
        return _place_of_address(scope, answered.reply_address_id)
    people = _people_writing(scope, message)
    if len(people) != 1:
        return Place(None, mail.programme_id, None, None, several=len(people) > 1)
    address = _open_check_in_address(scope, people[0], mail.programme_id)
    return _place_of_address(scope, address.id) if address else Place(people[0], mail.programme_id, None, None)


def place_of_person(scope: TenantScope, mail: ReceivedMail | None, person_id: UUID, programme_id: UUID) -> Place:
    """The place of what a coordinator takes to be this person's: that of the reply key, else of their open check-in."""
    if mail and mail.reply_address_id:
        keyed = _place_of_address(scope, mail.reply_address_id)
        if keyed.person_id == person_id:
            return keyed
    address = _open_check_in_address(scope, person_id, programme_id)
    return _place_of_address(scope, address.id) if address else Place(person_id, programme_id, None, None)


def _place_of_address(scope: TenantScope, address_id: UUID) -> Place:
    address = scope.session.get_one(ReplyAddress, (scope.tenant_id, address_id))
    answered = scope.session.scalar(
        select(OutboundMail)
        .where(OutboundMail.tenant_id == scope.tenant_id, OutboundMail.reply_address_id == address.id)
        .order_by(OutboundMail.id.desc())
        .limit(1)
    )
    person_id = consented_by(scope, address) or address.person_id
    return Place(person_id, address.programme_id, address, answered)


def _place_of_sent(scope: TenantScope, mail_id: UUID) -> Place:
    """Some mail programs answer to the return path: it is an answer to that very mail."""
    sent = scope.session.get_one(OutboundMail, (scope.tenant_id, mail_id))
    if sent.reply_address_id:
        return _place_of_address(scope, sent.reply_address_id)
    own = programmes_of(scope, sent.person_id)[:1] if sent.person_id else []
    programme_id = sent.programme_id or next(iter(own), None) or _programme_writing(scope, sent)
    return Place(sent.person_id, programme_id, None, sent)


def _programme_writing(scope: TenantScope, sent: OutboundMail) -> UUID:
    """The programme from whose address a mail went out; one that has another address counts as the tenant's first."""
    local_part = sent.from_address.lower().partition("@")[0]
    by_address = select(ProgrammeAddress.programme_id).where(
        ProgrammeAddress.tenant_id == scope.tenant_id, ProgrammeAddress.local_part == local_part
    )
    first = select(Programme.id).where(Programme.tenant_id == scope.tenant_id).order_by(Programme.id).limit(1)
    return scope.session.scalar(by_address) or scope.session.execute(first).scalar_one()


def _answered_by_header(scope: TenantScope, message: Message) -> OutboundMail | None:
    ids = (*message.in_reply_to, *reversed(message.references))
    if not ids:
        return None
    return scope.session.scalar(
        select(OutboundMail)
        .where(OutboundMail.tenant_id == scope.tenant_id, OutboundMail.message_id.in_(ids))
        .order_by(OutboundMail.id.desc())
        .limit(1)
    )


def _people_writing(scope: TenantScope, message: Message) -> list[UUID]:
    addresses = {address.lower() for _, address in message.senders}
    return people_at(scope, addresses.pop()) if len(addresses) == 1 else []


def _open_check_in_address(scope: TenantScope, person_id: UUID, programme_id: UUID) -> ReplyAddress | None:
    open_ids = scope.session.scalars(
        select(CheckIn.id).where(
            CheckIn.tenant_id == scope.tenant_id,
            CheckIn.person_id == person_id,
            CheckIn.programme_id == programme_id,
            CheckIn.state.in_(("open", "asked")),
        )
    ).all()
    if len(open_ids) != 1:
        return None
    return scope.session.scalar(
        select(ReplyAddress)
        .where(ReplyAddress.tenant_id == scope.tenant_id, ReplyAddress.check_in_id == open_ids[0])
        .order_by(ReplyAddress.id.desc())
        .limit(1)
    )
