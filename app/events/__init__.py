"""What happened, as frozen values that domain functions return (ADR 0004).

The caller hands them to `outbound.announce` in the same transaction; there is no bus and nobody subscribes.
"""

from typing import get_args

from app.events.audits import (
    AuditorAnswered,
    AuditorInvited,
    AuditPartiesAsked,
)
from app.events.check_ins import (
    CheckInOpened,
    CheckInReminded,
    CheckInUnanswered,
)
from app.events.hours import (
    ConfirmationAsked,
    ConfirmationReminded,
    DisputeSettled,
    HoursAnswered,
    HoursAskedAbout,
    HoursDisputed,
    PaperIssued,
)
from app.events.letters import (
    OutsideLetterDeclined,
    OutsideLetterEntered,
    OutsideLettersKept,
)
from app.events.organisations import (
    LedgerFound,
    RootMade,
    RootsStamped,
    SendingDomainStopped,
)
from app.events.pairs import (
    PairAgreed,
    PairAsked,
    PairEnded,
    PairKnown,
    PairProposed,
)
from app.events.replies import (
    Answered,
    ClosedProgrammeWrittenTo,
    EndSaid,
    ExpiredKeyUsed,
    HelpRequested,
    MailHeld,
    MailIgnored,
    MailQuarantined,
    MailWantedAgain,
    QuestionAsked,
    RecordAsked,
    ReplyLeftWaiting,
    ReplyPassedOn,
    ReplyRecorded,
    SafeguardingRaised,
    SaidOfMatch,
    Unsubscribed,
    Wanting,
)
from app.events.senders import (
    AddressConfirmed,
    AddressDeclined,
    AddressNamed,
    AddressSilenced,
    SenderDenied,
    SenderDoubted,
    SignInAsked,
)

__all__ = [
    "EVENTS",
    "AddressConfirmed",
    "AddressDeclined",
    "AddressNamed",
    "AddressSilenced",
    "Answered",
    "AuditPartiesAsked",
    "AuditorAnswered",
    "AuditorInvited",
    "CheckInOpened",
    "CheckInReminded",
    "CheckInUnanswered",
    "ClosedProgrammeWrittenTo",
    "ConfirmationAsked",
    "ConfirmationReminded",
    "DisputeSettled",
    "EndSaid",
    "Event",
    "ExpiredKeyUsed",
    "HelpRequested",
    "HoursAnswered",
    "HoursAskedAbout",
    "HoursDisputed",
    "LedgerFound",
    "MailHeld",
    "MailIgnored",
    "MailQuarantined",
    "MailWantedAgain",
    "OutsideLetterDeclined",
    "OutsideLetterEntered",
    "OutsideLettersKept",
    "PairAgreed",
    "PairAsked",
    "PairEnded",
    "PairKnown",
    "PairProposed",
    "PaperIssued",
    "QuestionAsked",
    "RecordAsked",
    "ReplyLeftWaiting",
    "ReplyPassedOn",
    "ReplyRecorded",
    "RootMade",
    "RootsStamped",
    "SafeguardingRaised",
    "SaidOfMatch",
    "SenderDenied",
    "SenderDoubted",
    "SendingDomainStopped",
    "SignInAsked",
    "Unsubscribed",
    "Wanting",
]

Event = (
    CheckInOpened
    | CheckInReminded
    | CheckInUnanswered
    | ReplyRecorded
    | QuestionAsked
    | ConfirmationAsked
    | ConfirmationReminded
    | HoursAnswered
    | HoursDisputed
    | DisputeSettled
    | ReplyPassedOn
    | ReplyLeftWaiting
    | HelpRequested
    | EndSaid
    | SafeguardingRaised
    | ClosedProgrammeWrittenTo
    | ExpiredKeyUsed
    | RecordAsked
    | Unsubscribed
    | MailWantedAgain
    | SignInAsked
    | SenderDoubted
    | SenderDenied
    | AddressNamed
    | AddressConfirmed
    | AddressDeclined
    | AddressSilenced
    | SendingDomainStopped
    | LedgerFound
    | RootMade
    | RootsStamped
    | HoursAskedAbout
    | PaperIssued
    | AuditorInvited
    | AuditPartiesAsked
    | AuditorAnswered
    | PairProposed
    | PairKnown
    | PairAsked
    | PairAgreed
    | PairEnded
    | OutsideLettersKept
    | OutsideLetterEntered
    | OutsideLetterDeclined
    | MailHeld
    | MailIgnored
    | MailQuarantined
)

EVENTS: tuple[type, ...] = get_args(Event)
