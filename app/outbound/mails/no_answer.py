"""The flag to the coordinator when reminders have brought no answer (I4)."""

from dataclasses import dataclass
from datetime import date

from app.outbound.letter.look import PLAIN, Look
from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render
from app.outbound.own_words.passage import OURS, OwnWords


@dataclass(frozen=True, slots=True)
class NoAnswerFields:
    """Who is silent about which month (`YYYY-MM`), and the local dates on which they were written to.

    `question_open` says that they did write, and have not answered the question that came back.
    """

    locale: str
    first_name: str
    programme: str
    participant: str
    participant_email: str
    partners: tuple[str, ...]
    period: str
    sent_on: date
    reminded_on: tuple[date, ...] = ()
    question_open: bool = False
    look: Look = PLAIN


def no_answer(fields: NoAnswerFields, own: OwnWords = OURS) -> Mail:
    """Tell the coordinator who has not answered; nothing is guessed in their place."""
    return render(MailKind.NO_ANSWER, fields.locale, fields, own=own)
