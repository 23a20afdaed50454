"""The reminder: the check-in's question once more, shorter (I4)."""

from dataclasses import dataclass
from datetime import date

from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render
from app.outbound.mails.form import PartnerForm
from app.outbound.mails.sender import Sender
from app.outbound.own_words.passage import OURS, OwnWords


@dataclass(frozen=True, slots=True)
class ReminderFields:
    """What the check-in asked and nobody has answered yet; fields as in `CheckinFields`.

    `due` is None when that day is over: the reminder then asks without naming a day.
    """

    locale: str
    sender: Sender
    first_name: str
    period: str
    due: date | None
    forms: tuple[PartnerForm, ...] = ()
    mentors: tuple[str, ...] = ()


def reminder(fields: ReminderFields, own: OwnWords = OURS) -> Mail:
    """A kind word that an answer is still missing, with the lines again."""
    with_whom = (*(form.partner for form in fields.forms), *fields.mentors)
    return render(MailKind.REMINDER, fields.locale, fields, own=own, with_whom=with_whom)
