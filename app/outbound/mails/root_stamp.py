"""Time stamps that came after their roots had been mailed: what was still missing from the proof."""

from dataclasses import dataclass, replace
from datetime import date, time

from app.outbound.letter.look import PLAIN, Look
from app.outbound.letter.mail import Attachment, Mail, MailKind
from app.outbound.letter.render import render


@dataclass(frozen=True, slots=True)
class LateStamp:
    """The stamp of the root of a day: when the authority made it, by its own clock, day and time of UTC."""

    root_day: date
    stamped_on: date
    stamped_at: time


@dataclass(frozen=True, slots=True)
class RootStampFields:
    """One line a stamp, the oldest root first; `page` has all roots."""

    locale: str
    first_name: str
    organisation: str
    stamps: tuple[LateStamp, ...]
    page: str
    look: Look = PLAIN


def root_stamp(fields: RootStampFields, attachments: tuple[Attachment, ...] = ()) -> Mail:
    """What the files are, and with which mails they belong."""
    return replace(render(MailKind.ROOT_STAMP, fields.locale, fields), attachments=attachments)
