"""The word that the ledger is not what it was, and that no root is made over it until it is right again."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from app.outbound.letter.look import PLAIN, Look
from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render

COMMAND: Final = "mentorpost check-ledger --root FILE.json"
"""What says which entry it is; the same in every language."""


@dataclass(frozen=True, slots=True)
class LedgerFaultFields:
    """`root_day` is the day of the last root, if there is one; `page` has all roots."""

    locale: str
    first_name: str
    organisation: str
    root_day: date | None
    page: str
    look: Look = PLAIN
    command: str = COMMAND


def ledger_fault(fields: LedgerFaultFields) -> Mail:
    """What it means, what goes on, and whom to ask."""
    return render(MailKind.LEDGER_FAULT, fields.locale, fields)
