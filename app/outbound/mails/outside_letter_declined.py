"""No hours are entered on a letter of another organisation, and why (H7)."""

from dataclasses import dataclass
from datetime import date

from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render
from app.outbound.mails.sender import Sender
from app.outbound.own_words.passage import OURS, OwnWords


@dataclass(frozen=True, slots=True)
class OutsideLetterDeclinedFields:
    """Whose letter of which day it was, by the programme's zone, and the reason in the coordinator's own words."""

    locale: str
    sender: Sender
    first_name: str
    received_on: date
    reason: str
    page: str


def outside_letter_declined(fields: OutsideLetterDeclinedFields, own: OwnWords = OURS) -> Mail:
    """Say why, and what the member can do."""
    return render(MailKind.OUTSIDE_LETTER_DECLINED, fields.locale, fields, own=own)
