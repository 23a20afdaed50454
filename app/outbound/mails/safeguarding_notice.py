"""A safeguarding concern, to the tenant's named person and to nobody else (C2)."""

from dataclasses import dataclass
from datetime import datetime

from app.outbound.letter.look import PLAIN, Look
from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render


@dataclass(frozen=True, slots=True)
class SafeguardingNoticeFields:
    """What was written, by whom and when.

    `received_at` is in the programme's own zone. `partners` are the people the writer is matched with.
    `writer_told` is false where no `safeguarding_receipt` goes to the writer, as when we do not know the address.
    """

    locale: str
    first_name: str
    programme: str
    writer: str
    writer_email: str
    received_at: datetime
    words: str
    partners: tuple[str, ...] = ()
    writer_told: bool = True
    look: Look = PLAIN


def safeguarding_notice(fields: SafeguardingNoticeFields) -> Mail:
    """Tell the named person at once: who wrote, when, their words, what to do now."""
    return render(MailKind.SAFEGUARDING_NOTICE, fields.locale, fields)
