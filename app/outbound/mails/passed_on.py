"""The answer to a message that a person has to read: it is with the coordinator (I3)."""

from dataclasses import dataclass

from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render
from app.outbound.mails.sender import Sender
from app.outbound.own_words.passage import OURS, OwnWords


@dataclass(frozen=True, slots=True)
class PassedOnFields:
    """Who wrote, and whose desk the message is on; `with_whom` are the partners, whom the subject names."""

    locale: str
    sender: Sender
    first_name: str
    with_whom: tuple[str, ...] = ()


def passed_on(fields: PassedOnFields, own: OwnWords = OURS) -> Mail:
    """Say that the message is with the coordinator, and that nothing was recorded from it."""
    return render(MailKind.PASSED_ON, fields.locale, fields, own=own)
