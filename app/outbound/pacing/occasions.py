"""On what occasion each mail goes out: whether its reader asked for it decides when it may come, and how often."""

from enum import StrEnum
from typing import Final

from app.outbound.letter.mail import MailKind


class Occasion(StrEnum):
    """Why somebody gets a mail."""

    ALWAYS = "always"
    """A way in, or care for somebody: nothing holds it back."""
    ANSWER = "answer"
    """It answers what its reader wrote, or what others answered to that: at once, and outside of the budget."""
    STAFF = "staff"
    """It tells staff of something: at once."""
    CHECKIN = "checkin"
    REMINDER = "reminder"
    AUDIT = "audit"
    PAPER = "paper"
    OTHER = "other"
    """These five nobody asked for: not at night, not on holidays, and to nobody who unsubscribed.

    All but an auditor's questions and papers come in measure: those are few, and somebody waits for them.
    """


OCCASIONS: Final[dict[MailKind, Occasion]] = {
    MailKind.CHECKIN: Occasion.CHECKIN,
    MailKind.REMINDER: Occasion.REMINDER,
    MailKind.ATTESTATION: Occasion.OTHER,
    MailKind.ATTESTATION_REMINDER: Occasion.REMINDER,
    MailKind.RECEIPT: Occasion.ANSWER,
    MailKind.QUESTION: Occasion.ANSWER,
    MailKind.PASSED_ON: Occasion.ANSWER,
    MailKind.CLOSED_PROGRAMME: Occasion.ANSWER,
    MailKind.EXPIRED_KEY: Occasion.ANSWER,
    MailKind.UNSUBSCRIBED: Occasion.ANSWER,
    MailKind.STATEMENT: Occasion.ANSWER,
    MailKind.PAPER: Occasion.PAPER,
    MailKind.SENDER_CHECK: Occasion.ANSWER,
    MailKind.SENDER_DENIED: Occasion.ANSWER,
    MailKind.ADDRESS_CHECK: Occasion.ANSWER,
    MailKind.ADDRESS_ADDED: Occasion.ANSWER,
    MailKind.ATTESTATION_RECEIPT: Occasion.ANSWER,
    MailKind.DISPUTE: Occasion.ANSWER,
    MailKind.DISPUTE_SETTLED: Occasion.ANSWER,
    MailKind.PAIR_CONSENT: Occasion.OTHER,
    MailKind.PAIR_TOLD: Occasion.ANSWER,
    MailKind.PAIR_AGREED: Occasion.ANSWER,
    MailKind.OUTSIDE_LETTER_KEPT: Occasion.ANSWER,
    MailKind.OUTSIDE_LETTER_ENTERED: Occasion.ANSWER,
    MailKind.OUTSIDE_LETTER_DECLINED: Occasion.ANSWER,
    MailKind.AUDIT_QUESTION: Occasion.AUDIT,
    MailKind.AUDIT_RECEIPT: Occasion.ANSWER,
    MailKind.AUDIT_INVITATION: Occasion.STAFF,
    MailKind.SAFEGUARDING_NOTICE: Occasion.ALWAYS,
    MailKind.SAFEGUARDING_RECEIPT: Occasion.ALWAYS,
    MailKind.SIGN_IN: Occasion.ALWAYS,
    MailKind.COORDINATOR_HELP: Occasion.STAFF,
    MailKind.NO_ANSWER: Occasion.STAFF,
    MailKind.DEAD_ADDRESS: Occasion.STAFF,
    MailKind.DOMAIN_STOPPED: Occasion.STAFF,
    MailKind.LEDGER_ROOT: Occasion.STAFF,
    MailKind.ROOT_STAMP: Occasion.STAFF,
    MailKind.LEDGER_FAULT: Occasion.STAFF,
    MailKind.HOURS_ASKED: Occasion.OTHER,
    MailKind.DISPUTE_NOTICE: Occasion.STAFF,
}
UNASKED: Final = frozenset({Occasion.CHECKIN, Occasion.REMINDER, Occasion.AUDIT, Occasion.PAPER, Occasion.OTHER})
UNMEASURED: Final = frozenset({Occasion.AUDIT, Occasion.PAPER})
UNASKED_KINDS: Final = tuple(kind.value for kind, occasion in OCCASIONS.items() if occasion in UNASKED)


def kinds_of(*occasions: Occasion) -> tuple[str, ...]:
    """The mails of these occasions, as the outbox names them."""
    return tuple(kind.value for kind, occasion in OCCASIONS.items() if occasion in occasions)
