"""What was entered on a letter of another organisation (H7)."""

from dataclasses import dataclass
from datetime import date

from app.language import day_and_year, month_name
from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render
from app.outbound.mails.sender import Sender
from app.outbound.own_words.passage import OURS, OwnWords


@dataclass(frozen=True, slots=True)
class EnteredHours:
    """Whole minutes of a month (`YYYY-MM`), with the day where the letter names one."""

    period: str
    held_on: date | None
    minutes: int


@dataclass(frozen=True, slots=True)
class OutsideLetterEnteredFields:
    """Whose letter it is and what it came to; `digest` is the letter's SHA-256, `record` the head as `SEQ:HASH`."""

    locale: str
    sender: Sender
    first_name: str
    organisation: str
    hours: tuple[EnteredHours, ...]
    entered_by: str
    digest: str
    record: str


@dataclass(frozen=True, slots=True)
class EnteredLine:
    """One line of the mail: the day or the month in words, and the minutes."""

    when: str
    minutes: int


def outside_letter_entered(fields: OutsideLetterEnteredFields, own: OwnWords = OURS) -> Mail:
    """Say what was entered, by whom, and on what."""
    return render(
        MailKind.OUTSIDE_LETTER_ENTERED,
        fields.locale,
        fields,
        own=own,
        total=sum(one.minutes for one in fields.hours),
        lines=tuple(EnteredLine(_when(one, fields.locale), one.minutes) for one in fields.hours),
    )


def _when(one: EnteredHours, locale: str) -> str:
    if one.held_on:
        return day_and_year(one.held_on, locale)
    return f"{month_name(one.period, locale)} {one.period[:4]}".capitalize()
