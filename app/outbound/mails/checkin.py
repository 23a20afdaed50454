"""The monthly check-in: hours from those who claim them, news from those who are mentored (I1)."""

from dataclasses import dataclass
from datetime import date

from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render
from app.outbound.mails.form import PartnerForm
from app.outbound.mails.sender import Sender
from app.outbound.own_words.passage import OURS, OwnWords


@dataclass(frozen=True, slots=True)
class CheckinFields:
    """What one person is asked about one month, all their matches in one mail.

    `period` is the month asked about as `YYYY-MM`, `due` the local date to answer by. `forms` names the partners
    whose hours are asked for, `mentors` those of whom only news is asked; one of the two may be empty.
    """

    locale: str
    sender: Sender
    first_name: str
    period: str
    due: date
    forms: tuple[PartnerForm, ...] = ()
    mentors: tuple[str, ...] = ()


def checkin(fields: CheckinFields, own: OwnWords = OURS) -> Mail:
    """The check-in in the coordinator's name, with a phone number (I11)."""
    with_whom = (*(form.partner for form in fields.forms), *fields.mentors)
    return render(MailKind.CHECKIN, fields.locale, fields, own=own, with_whom=with_whom)
