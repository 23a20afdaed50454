"""The one question about a mail whose sender is in doubt, to the enrolled address: was this you? (I9)"""

from dataclasses import dataclass
from datetime import date, time

from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render
from app.outbound.mails.sender import Sender


@dataclass(frozen=True, slots=True)
class SenderCheckFields:
    """What may be told of such a mail without handing on a forger's words.

    `received_on` and `received_at` are local. `address` is the one it names, empty where it cannot be shown; `own`
    says that it is the reader's. `period` (`YYYY-MM`) and `minutes` are what it was read as. `may_add`: the address
    can become one of the reader's. `elsewhere`: it is the reader's own, and did not name us.
    """

    locale: str
    sender: Sender
    first_name: str
    received_on: date
    received_at: time
    address: str = ""
    own: bool = False
    period: str | None = None
    minutes: int | None = None
    may_add: bool = False
    elsewhere: bool = False


def sender_check(fields: SenderCheckFields) -> Mail:
    """Ask whether it was them; yes, no, or yes for good."""
    return render(MailKind.SENDER_CHECK, fields.locale, fields)
