"""The receipt of an answer about hours that others logged: what was entered, and what stays open (H3)."""

from dataclasses import dataclass

from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render
from app.outbound.mails.sender import Sender


@dataclass(frozen=True, slots=True)
class AnsweredEntry:
    """One line of the list, its number there, and what became of it in a few words."""

    number: int
    words: str
    became: str


@dataclass(frozen=True, slots=True)
class AttestationReceiptFields:
    """What one answer did.

    `told` are those who are told that something differs, `question` what is asked about an entry that stays open.
    `record` is the ledger's head as `SEQ:HASH`, `entered_by` who of the staff entered it, `answered_by` the assistant.
    """

    locale: str
    sender: Sender
    first_name: str
    claimants: tuple[str, ...]
    entries: tuple[AnsweredEntry, ...]
    told: tuple[str, ...] = ()
    question: str = ""
    record: str = ""
    entered_by: str = ""
    answered_by: str = ""


def attestation_receipt(fields: AttestationReceiptFields) -> Mail:
    """Say what was entered."""
    return render(MailKind.ATTESTATION_RECEIPT, fields.locale, fields)
