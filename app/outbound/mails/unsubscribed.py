"""The confirmation to someone who said stop (I8)."""

from dataclasses import dataclass

from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render
from app.outbound.mails.sender import Sender
from app.outbound.own_words.passage import OURS, OwnWords


@dataclass(frozen=True, slots=True)
class UnsubscribedFields:
    """`address` is the one that gets no more mail, `programme_address` the way back."""

    locale: str
    sender: Sender
    first_name: str
    address: str
    programme_address: str


def unsubscribed(fields: UnsubscribedFields, own: OwnWords = OURS) -> Mail:
    """Confirm that the mails stop, and say what stays as it is."""
    return render(MailKind.UNSUBSCRIBED, fields.locale, fields, own=own)
