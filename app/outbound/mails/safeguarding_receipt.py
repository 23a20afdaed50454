"""The answer to someone who told us of a safeguarding concern (C2)."""

from dataclasses import dataclass

from app.outbound.letter.look import PLAIN, Look
from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render
from app.outbound.own_words.passage import OURS, OwnWords


@dataclass(frozen=True, slots=True)
class SafeguardingReceiptFields:
    """The tenant's named person, who alone has the message; `phone` is theirs, empty when none is known."""

    locale: str
    first_name: str
    programme: str
    named_person: str
    phone: str = ""
    look: Look = PLAIN


def safeguarding_receipt(fields: SafeguardingReceiptFields, own: OwnWords = OURS) -> Mail:
    """Say who has the message, and what to do when somebody is in danger now; it repeats none of the words."""
    return render(MailKind.SAFEGUARDING_RECEIPT, fields.locale, fields, own=own)
