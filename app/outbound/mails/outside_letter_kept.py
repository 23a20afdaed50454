"""The answer to whoever handed in a letter of another organisation: it is kept, and a coordinator reads it (H7)."""

from dataclasses import dataclass

from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render
from app.outbound.mails.sender import Sender
from app.outbound.own_words.passage import OURS, OwnWords


@dataclass(frozen=True, slots=True)
class OutsideLetterKeptFields:
    """Who sent how many letters; `page` is where they stand, empty where we do not know our own address."""

    locale: str
    sender: Sender
    first_name: str
    letters: int
    page: str


def outside_letter_kept(fields: OutsideLetterKeptFields, own: OwnWords = OURS) -> Mail:
    """Say that the letter is kept, and that nothing was recorded from it yet."""
    return render(MailKind.OUTSIDE_LETTER_KEPT, fields.locale, fields, own=own)
