"""The notice to someone whose reply came to an address that no longer records."""

from dataclasses import dataclass
from datetime import date

from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render
from app.outbound.mails.sender import Sender
from app.outbound.own_words.passage import OURS, OwnWords


@dataclass(frozen=True, slots=True)
class ExpiredKeyFields:
    """`expired_on` is the local date on which the reply address ended.

    `programme_address` is where a new mail can be sent at any time; `first_name` is empty where unknown.
    """

    locale: str
    sender: Sender
    expired_on: date
    programme_address: str
    first_name: str = ""


def expired_key(fields: ExpiredKeyFields, own: OwnWords = OURS) -> Mail:
    """Say that the mail they answered was too old, that theirs was kept and where to write instead."""
    return render(MailKind.EXPIRED_KEY, fields.locale, fields, own=own, notice=True)
