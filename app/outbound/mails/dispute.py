"""To whoever logged hours: somebody says otherwise (P8). It tells who said what, and blames nobody."""

from dataclasses import dataclass

from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render
from app.outbound.mails.sender import Sender


@dataclass(frozen=True, slots=True)
class DisputedEntry:
    """One entry as it was logged, and what somebody else says of it."""

    words: str
    said: str


@dataclass(frozen=True, slots=True)
class DisputeFields:
    """Whose answer differs (`by`), and how. `can_be_taken_over`: a yes enters what the other says."""

    locale: str
    sender: Sender
    first_name: str
    by: str
    entries: tuple[DisputedEntry, ...]
    can_be_taken_over: bool


def dispute(fields: DisputeFields) -> Mail:
    """Tell, and ask what is right."""
    return render(MailKind.DISPUTE, fields.locale, fields)
