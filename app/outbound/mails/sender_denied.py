"""The answer to "that was not me": the mail is put aside (I9)."""

from dataclasses import dataclass

from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render
from app.outbound.mails.sender import Sender


@dataclass(frozen=True, slots=True)
class SenderDeniedFields:
    """Who said so, and who sees it."""

    locale: str
    sender: Sender
    first_name: str


def sender_denied(fields: SenderDeniedFields) -> Mail:
    """Say that nothing was recorded from the mail."""
    return render(MailKind.SENDER_DENIED, fields.locale, fields)
