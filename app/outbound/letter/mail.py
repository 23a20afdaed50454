"""A mail as a value: what one person will read, before anybody thinks of sending it."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along with a mail; `media_type` is like `application/json`."""

    name: str
    media_type: str
    content: bytes


class MailKind(StrEnum):
    """Every mail we write; the value is the name of its folder of templates and of its module in `mails`."""

    CHECKIN = "checkin"
    REMINDER = "reminder"
    RECEIPT = "receipt"
    QUESTION = "question"
    PASSED_ON = "passed_on"
    SAFEGUARDING_NOTICE = "safeguarding_notice"
    SAFEGUARDING_RECEIPT = "safeguarding_receipt"
    COORDINATOR_HELP = "coordinator_help"
    NO_ANSWER = "no_answer"
    CLOSED_PROGRAMME = "closed_programme"
    EXPIRED_KEY = "expired_key"
    UNSUBSCRIBED = "unsubscribed"
    SIGN_IN = "sign_in"
    SENDER_CHECK = "sender_check"
    SENDER_DENIED = "sender_denied"
    ADDRESS_CHECK = "address_check"
    ADDRESS_ADDED = "address_added"
    AUDIT_INVITATION = "audit_invitation"
    AUDIT_QUESTION = "audit_question"
    AUDIT_RECEIPT = "audit_receipt"
    DEAD_ADDRESS = "dead_address"
    STATEMENT = "statement"
    PAPER = "paper"
    DOMAIN_STOPPED = "domain_stopped"
    LEDGER_ROOT = "ledger_root"
    ROOT_STAMP = "root_stamp"
    LEDGER_FAULT = "ledger_fault"
    HOURS_ASKED = "hours_asked"
    ATTESTATION = "attestation"
    ATTESTATION_REMINDER = "attestation_reminder"
    ATTESTATION_RECEIPT = "attestation_receipt"
    DISPUTE = "dispute"
    DISPUTE_NOTICE = "dispute_notice"
    DISPUTE_SETTLED = "dispute_settled"
    PAIR_CONSENT = "pair_consent"
    PAIR_TOLD = "pair_told"
    PAIR_AGREED = "pair_agreed"
    OUTSIDE_LETTER_KEPT = "outside_letter_kept"
    OUTSIDE_LETTER_ENTERED = "outside_letter_entered"
    OUTSIDE_LETTER_DECLINED = "outside_letter_declined"


@dataclass(frozen=True, slots=True)
class Mail:
    """The words of one mail, in the reader's language.

    `subject` is a single line. `text` and `html` are the same letter; form lines stand in both exactly alike.
    `notice` is true where nobody asked for the mail: it goes out with a null return path (RFC 3834) and seldom.
    `logo_id` is the picture that `html` shows.
    """

    kind: MailKind
    locale: str
    subject: str
    text: str
    html: str
    notice: bool = False
    logo_id: UUID | None = None
    attachments: tuple[Attachment, ...] = ()
