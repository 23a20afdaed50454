"""Everything that can be put in own words, mail by mail; a test holds it against the templates."""

from collections.abc import Mapping
from typing import Final

from app.outbound.letter.mail import MailKind
from app.outbound.own_words import to_participants, to_staff
from app.outbound.own_words.mail_words import MailWords

_ALL: Final = (
    to_participants.IN_EVERY_MAIL,
    to_participants.CHECKIN,
    to_participants.REMINDER,
    to_participants.RECEIPT,
    to_participants.QUESTION,
    to_participants.PASSED_ON,
    to_participants.HOURS_ASKED,
    to_participants.UNSUBSCRIBED,
    to_participants.CLOSED_PROGRAMME,
    to_participants.EXPIRED_KEY,
    to_participants.SAFEGUARDING_RECEIPT,
    to_staff.COORDINATOR_HELP,
    to_staff.NO_ANSWER,
    to_staff.DEAD_ADDRESS,
)

CATALOGUE: Final[Mapping[str, MailWords]] = {words.kind: words for words in _ALL}
"""By the kind of mail, first what stands in all, then by how often they go out."""

_FOR_AUDITORS: Final = "what an auditor asks and is told must not sound otherwise in each organisation (X4)"
_WHO_MAY_RECORD: Final = "what is answered to it decides who may record hours (I9)"

_TOLD_ALIKE: Final = "what it asks and tells decides which hours count (H3), so that all sides read the same words"
_CONSENT: Final = "it says what somebody consents to, and what is kept of them, in the same words everywhere (M8)"

_ON_A_LETTER: Final = "it says what became of evidence (H7); the reason in it is the coordinator's own words"

ALL_OURS: Final = {
    MailKind.SIGN_IN: "it opens accounts and belongs to no programme; one form for everybody is harder to imitate",
    MailKind.SENDER_CHECK: _WHO_MAY_RECORD,
    MailKind.SENDER_DENIED: _WHO_MAY_RECORD,
    MailKind.ADDRESS_CHECK: _WHO_MAY_RECORD,
    MailKind.ADDRESS_ADDED: _WHO_MAY_RECORD,
    MailKind.STATEMENT: "its figures follow from the ledger and the rules, and an auditor may read it",
    MailKind.PAPER: "the paper that goes with it has paragraphs of its own for the organisation's words",
    MailKind.AUDIT_INVITATION: "it says what somebody from outside may see, and belongs to no single programme",
    MailKind.AUDIT_QUESTION: _FOR_AUDITORS,
    MailKind.AUDIT_RECEIPT: _FOR_AUDITORS,
    MailKind.DOMAIN_STOPPED: "it repeats what the page of the domain says, and belongs to no single programme",
    MailKind.LEDGER_ROOT: "it says what a proof proves, and is the same for everybody who keeps one",
    MailKind.ROOT_STAMP: "it says what a proof proves, and is the same for everybody who keeps one",
    MailKind.LEDGER_FAULT: "it says that a proof fails, and is the same for everybody",
    MailKind.ATTESTATION: _TOLD_ALIKE,
    MailKind.ATTESTATION_REMINDER: _TOLD_ALIKE,
    MailKind.ATTESTATION_RECEIPT: _TOLD_ALIKE,
    MailKind.DISPUTE: _TOLD_ALIKE,
    MailKind.DISPUTE_NOTICE: _TOLD_ALIKE,
    MailKind.DISPUTE_SETTLED: _TOLD_ALIKE,
    MailKind.PAIR_CONSENT: _CONSENT,
    MailKind.PAIR_TOLD: _CONSENT,
    MailKind.PAIR_AGREED: _CONSENT,
    MailKind.OUTSIDE_LETTER_KEPT: _ON_A_LETTER,
    MailKind.OUTSIDE_LETTER_ENTERED: _ON_A_LETTER,
    MailKind.OUTSIDE_LETTER_DECLINED: _ON_A_LETTER,
    MailKind.SAFEGUARDING_NOTICE: "it tells the named person what the law wants done today (C2)",
}
"""The mails of which nothing can be put in own words, and why."""
