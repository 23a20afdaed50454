"""What became of an answer to an auditor (X4)."""

from dataclasses import dataclass

from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render
from app.outbound.mails.sender import Sender


@dataclass(frozen=True, slots=True)
class AuditReceiptFields:
    """To which auditor the answer went, and each entry with what was understood of it."""

    locale: str
    sender: Sender
    first_name: str
    auditor: str
    entries: tuple[tuple[str, str], ...]


def audit_receipt(fields: AuditReceiptFields) -> Mail:
    """The auditor has the words; another reply adds to them."""
    return render(MailKind.AUDIT_RECEIPT, fields.locale, fields)
