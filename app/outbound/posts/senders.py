"""The mails about who writes: the question about a doubtful mail, and those about further addresses (I9)."""

import re
from datetime import timedelta
from uuid import UUID

from app.address_spelling import comparable
from app.db import TenantScope
from app.events import AddressConfirmed, AddressNamed, SenderDenied, SenderDoubted
from app.outbound.letter.pages import own_addresses_page
from app.outbound.mails.address_added import AddressAddedFields, address_added
from app.outbound.mails.address_check import AddressCheckFields, address_check
from app.outbound.mails.sender_check import SenderCheckFields, sender_check
from app.outbound.mails.sender_denied import SenderDeniedFields, sender_denied
from app.outbound.outbox import Office, Post
from app.outbound.parties import parties_of
from app.outbound.posts.addressed import to_person
from app.outbound.reply_address import Purpose
from app.programmes.addresses import Way
from app.programmes.models import PersonAddress

CHECK_LIFE = timedelta(days=30)
WAS_THIS_YOU = "was_this_you"
_SHOWABLE = re.compile(r"[a-z0-9._+-]{1,40}@[a-z0-9.-]{1,80}")
"""An address that is no message in itself; what a forger writes into a longer one is not handed on."""


def sender_check_mail(scope: TenantScope, event: SenderDoubted, office: Office) -> list[Post]:
    """Was this you? Once for a held mail, to the enrolled address."""
    parties = parties_of(scope, event.person_id, event.programme_id, office)
    arrived = event.received_at.astimezone(parties.zone)
    address = comparable(event.sender)
    own = address == comparable(parties.person.email)
    shown = address if _SHOWABLE.fullmatch(address) else ""
    fields = SenderCheckFields(
        locale=parties.person.locale,
        sender=parties.sender,
        first_name=parties.person.given_name,
        received_on=arrived.date(),
        received_at=arrived.time(),
        address=shown,
        own=own,
        period=event.period,
        minutes=event.minutes,
        may_add=bool(shown) and event.could_be_own,
        elsewhere=event.elsewhere,
    )
    purpose = _purpose(event.person_id, event.programme_id, office, sender_check_id=event.check_id)
    return [to_person(parties, sender_check(fields), f"sender_check:{event.check_id}", reply=purpose)]


def sender_denied_mail(scope: TenantScope, event: SenderDenied, office: Office) -> list[Post]:
    """To whoever said that it was not them."""
    mail = event.mail
    parties = parties_of(scope, mail.person_id, mail.programme_id, office)
    words = sender_denied(SenderDeniedFields(parties.person.locale, parties.sender, parties.person.given_name))
    return [to_person(parties, words, f"sender_denied:{mail.outcome_id}", in_reply_to=mail.message_id)]


def address_check_mail(scope: TenantScope, event: AddressNamed, office: Office) -> list[Post]:
    """To the address that was named; its secret reply address went nowhere else."""
    row = scope.session.get_one(PersonAddress, (scope.tenant_id, event.person_address_id))
    parties = parties_of(scope, row.person_id, event.programme_id, office)
    assistant = row.kind == Way.ASSISTANT.value
    fields = AddressCheckFields(
        locale=parties.person.locale,
        sender=parties.sender,
        first_name=row.name if assistant else parties.person.given_name,
        person=parties.person.name,
        assistant=assistant,
    )
    return [
        Post(
            mail=address_check(fields),
            to_name=row.name or parties.person.name,
            to_address=row.email,
            from_name=parties.coordinator.name,
            from_address=parties.address,
            once=f"address_check:{row.id}",
            reply=_purpose(row.person_id, event.programme_id, office, person_address_id=row.id),
        )
    ]


def address_added_mail(scope: TenantScope, event: AddressConfirmed, office: Office) -> list[Post]:
    """To the enrolled address, so that nobody adds an address to somebody unseen."""
    row = scope.session.get_one(PersonAddress, (scope.tenant_id, event.person_address_id))
    parties = parties_of(scope, row.person_id, event.programme_id, office)
    fields = AddressAddedFields(
        locale=parties.person.locale,
        sender=parties.sender,
        first_name=parties.person.given_name,
        address=row.email,
        assistant=row.name,
        page=own_addresses_page(scope, office.public_url),
    )
    purpose = Purpose("none", row.person_id, event.programme_id, office.clock() + CHECK_LIFE)
    return [to_person(parties, address_added(fields), f"address_added:{row.id}", reply=purpose)]


def _purpose(
    person_id: UUID,
    programme_id: UUID,
    office: Office,
    *,
    sender_check_id: UUID | None = None,
    person_address_id: UUID | None = None,
) -> Purpose:
    return Purpose(
        kind=WAS_THIS_YOU,
        person_id=person_id,
        programme_id=programme_id,
        expires_at=office.clock() + CHECK_LIFE,
        sender_check_id=sender_check_id,
        person_address_id=person_address_id,
    )
