"""To the coordinator: what one person logged, another says otherwise (P8)."""

from dataclasses import dataclass

from app.outbound.letter.look import PLAIN, Look
from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render
from app.outbound.mails.dispute import DisputedEntry


@dataclass(frozen=True, slots=True)
class DisputeNoticeFields:
    """Who logged the hours, whose answer differs, how, and in which words."""

    locale: str
    first_name: str
    programme: str
    claimant: str
    by: str
    entries: tuple[DisputedEntry, ...]
    words: str = ""
    look: Look = PLAIN


def dispute_notice(fields: DisputeNoticeFields) -> Mail:
    """Tell; nothing has to be done while the two can settle it."""
    return render(MailKind.DISPUTE_NOTICE, fields.locale, fields)
