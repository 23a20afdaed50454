"""An auditor asks a party of some entries to confirm them (X4)."""

from dataclasses import dataclass
from datetime import date

from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render
from app.outbound.mails.sender import Sender


@dataclass(frozen=True, slots=True)
class AuditQuestionFields:
    """The auditor's name, for which organisation's hours, the entries in the order of their numbers, the last day."""

    locale: str
    sender: Sender
    first_name: str
    auditor: str
    organisation: str
    entries: tuple[str, ...]
    ends_on: date


def audit_question(fields: AuditQuestionFields) -> Mail:
    """Yes is enough for all of it; other words reach the auditor as they are."""
    return render(MailKind.AUDIT_QUESTION, fields.locale, fields)
