"""The question to a further address that somebody named: does its owner agree that it counts for them? (I9)"""

from dataclasses import dataclass

from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render
from app.outbound.mails.sender import Sender


@dataclass(frozen=True, slots=True)
class AddressCheckFields:
    """`person` named the address; as their own, or as that of an `assistant`, who is greeted by `first_name`."""

    locale: str
    sender: Sender
    first_name: str
    person: str
    assistant: bool = False


def address_check(fields: AddressCheckFields) -> Mail:
    """Ask the owner of the address, who may never have heard of us."""
    return render(MailKind.ADDRESS_CHECK, fields.locale, fields)
