"""The news that a further address counts from now on, to the person it counts for (I9)."""

from dataclasses import dataclass

from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render
from app.outbound.mails.sender import Sender


@dataclass(frozen=True, slots=True)
class AddressAddedFields:
    """`assistant` is the name of the one who may answer for the reader, empty for an address of their own.

    `page` is where the reader can remove the address.
    """

    locale: str
    sender: Sender
    first_name: str
    address: str
    assistant: str = ""
    page: str = ""


def address_added(fields: AddressAddedFields) -> Mail:
    """Say which address counts now; whoever did not want that can tell."""
    return render(MailKind.ADDRESS_ADDED, fields.locale, fields)
