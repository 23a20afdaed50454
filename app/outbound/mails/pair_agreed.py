"""To both of a pair: the other has consented, the match has begun (M8)."""

from dataclasses import dataclass
from datetime import date

from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render
from app.outbound.mails.sender import Sender


@dataclass(frozen=True, slots=True)
class PairAgreedFields:
    """`consented`: the reader is the one who said yes. `since` is the first day of the match, local."""

    locale: str
    sender: Sender
    first_name: str
    partner: str
    mentor: str
    mentee: str
    since: date
    programme_address: str
    consented: bool = False


def pair_agreed(fields: PairAgreedFields) -> Mail:
    """Who is registered, and what comes next."""
    return render(MailKind.PAIR_AGREED, fields.locale, fields)
