"""The notice to someone who writes to a programme that has ended."""

from dataclasses import dataclass
from datetime import date

from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render
from app.outbound.mails.sender import Sender
from app.outbound.own_words.passage import OURS, OwnWords


@dataclass(frozen=True, slots=True)
class ClosedProgrammeFields:
    """`closed_on` is a local date; `first_name` is empty where we do not know who wrote."""

    locale: str
    sender: Sender
    closed_on: date
    first_name: str = ""


def closed_programme(fields: ClosedProgrammeFields, own: OwnWords = OURS) -> Mail:
    """Say that the programme has ended, that the message was kept and whom to call."""
    return render(MailKind.CLOSED_PROGRAMME, fields.locale, fields, own=own, notice=True)
