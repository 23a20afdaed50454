"""The coordinator's question about hours that are on record (P8)."""

from dataclasses import dataclass

from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render
from app.outbound.mails.sender import Sender
from app.outbound.own_words.passage import OURS, OwnWords


@dataclass(frozen=True, slots=True)
class HoursAskedFields:
    """`question` is in the coordinator's words; `with_whom` are the partners, whom the subject names."""

    locale: str
    sender: Sender
    first_name: str
    question: str
    with_whom: tuple[str, ...] = ()


def hours_asked(fields: HoursAskedFields, own: OwnWords = OURS) -> Mail:
    """Ask what the record leaves open; nothing on it has been changed."""
    return render(MailKind.HOURS_ASKED, fields.locale, fields, own=own)
