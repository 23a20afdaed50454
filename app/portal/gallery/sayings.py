"""Kinds of mail that say different things in different cases: a sample of each case, the usual one first."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from app.outbound.letter.mail import Mail, MailKind
from app.outbound.mails.address_added import AddressAddedFields, address_added
from app.outbound.mails.address_check import AddressCheckFields, address_check
from app.outbound.mails.coordinator_help import CoordinatorHelpFields, Matter, coordinator_help
from app.outbound.mails.sender_check import SenderCheckFields, sender_check
from app.portal.gallery.cast import Cast
from app.portal.gallery.pairing import PAIR_TOLD
from app.portal.gallery.receipts import RECEIPT

OWN_PAGE: Final = "https://mentors.example/t/northfield/me/addresses"
_RECEIVED: Final = datetime(2026, 6, 2, 14, 5, tzinfo=ZoneInfo("America/Edmonton"))

Sayings = Mapping[str, Callable[[Cast], Mail]]


def _sender_check(
    cast: Cast, *, address: str = "", own: bool = False, elsewhere: bool = False, minutes: int = 120
) -> Mail:
    return sender_check(
        SenderCheckFields(
            locale=cast.locale,
            sender=cast.sender,
            first_name=cast.first_name,
            received_on=_RECEIVED.date(),
            received_at=_RECEIVED.time(),
            address=address,
            period="2026-05" if minutes else None,
            minutes=minutes,
            may_add=bool(address),
            own=own,
            elsewhere=elsewhere,
        )
    )


def _coordinator_help(cast: Cast, *, matter: Matter) -> Mail:
    return coordinator_help(
        CoordinatorHelpFields(
            locale=cast.locale,
            first_name=cast.sender.coordinator.split()[0],
            programme=cast.sender.programme,
            matter=matter,
            participant=cast.name,
            participant_email=cast.email,
            received_at=_RECEIVED,
            words=cast.words,
            partners=cast.partners,
            look=cast.sender.look,
        )
    )


def _address_check(cast: Cast, *, assistant: bool) -> Mail:
    first_name = _assistant(cast) if assistant else cast.first_name
    return address_check(AddressCheckFields(cast.locale, cast.sender, first_name, cast.name, assistant=assistant))


def _address_added(cast: Cast, *, assistant: bool) -> Mail:
    address = f"{_assistant(cast).lower()}@office.example" if assistant else "dan@home.example"
    name = cast.named_person if assistant else ""
    return address_added(AddressAddedFields(cast.locale, cast.sender, cast.first_name, address, name, OWN_PAGE))


def _assistant(cast: Cast) -> str:
    return cast.named_person.split()[0]


SAYINGS: Final[dict[MailKind, Sayings]] = {
    MailKind.SENDER_CHECK: {
        "another_address": partial(_sender_check, address="dan@home.example"),
        "own_address": partial(_sender_check, own=True),
        "no_plain_address": _sender_check,
        "meant_for_us": partial(_sender_check, own=True, elsewhere=True),
        "meant_for_us_without_hours": partial(_sender_check, own=True, elsewhere=True, minutes=0),
    },
    MailKind.COORDINATOR_HELP: {matter.value: partial(_coordinator_help, matter=matter) for matter in Matter},
    MailKind.ADDRESS_CHECK: {
        "assistant": partial(_address_check, assistant=True),
        "own": partial(_address_check, assistant=False),
    },
    MailKind.ADDRESS_ADDED: {
        "assistant": partial(_address_added, assistant=True),
        "own": partial(_address_added, assistant=False),
    },
    MailKind.PAIR_TOLD: PAIR_TOLD,
    MailKind.RECEIPT: RECEIPT,
}
"""Kind -> what it may say -> the people of a mail -> the mail."""
