"""What happened, as frozen values that domain functions return (ADR 0004).

The caller hands them to `outbound.announce` in the same transaction; there is no bus and nobody subscribes.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import get_args
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Answered:
    """The mail that an event follows: whose it is, what it was about, and where its thread stands.

    There is no mail where a coordinator was told. `words` is what the person wrote; `outcome_id` is unique for each
    decision, so that an answer goes out once.
    """

    received_mail_id: UUID | None
    outcome_id: UUID
    person_id: UUID
    programme_id: UUID
    check_in_id: UUID | None
    period: str | None
    message_id: str | None
    received_at: datetime
    words: str
    conversation_id: UUID | None = None  # of the mail of ours that it answered


@dataclass(frozen=True, slots=True)
class SaidOfMatch:
    """What a reply said of one match besides hours; date and time local to the programme."""

    match_id: UUID
    status: str
    next_meeting_on: date | None
    next_meeting_at: time | None
    minutes_told: int | None  # by a role that does not claim hours


@dataclass(frozen=True, slots=True)
class CheckInOpened:
    """A month's question to one person is due (I1)."""

    check_in_id: UUID


@dataclass(frozen=True, slots=True)
class CheckInReminded:
    """No answer yet; the `number`-th reminder is due (I4)."""

    check_in_id: UUID
    number: int


@dataclass(frozen=True, slots=True)
class CheckInUnanswered:
    """The reminders brought nothing, or our question stayed open; a coordinator should know (I4)."""

    check_in_id: UUID
    question_open: bool


@dataclass(frozen=True, slots=True)
class Wanting:
    """Hours on record that lack fields which their rules require, as far as the claimant can tell them (H6)."""

    entry_id: UUID
    match_id: UUID
    mode: str
    minutes: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReplyRecorded:
    """Facts were written (I2). `head` is `SEQ:HASH` of the last entry, empty when no hours were.

    `question_id` is the question that the receipt asks besides, about `wanting`.
    """

    mail: Answered
    said: tuple[SaidOfMatch, ...]
    hours_said: bool
    head: str
    corrected: bool
    wants_help: bool
    topics: tuple[str, ...]
    homework: tuple[str, ...]
    entered_by: UUID | None = None  # the membership of whoever entered it for the person
    answered_by: UUID | None = None  # the address of the assistant who answered for them
    question_id: UUID | None = None
    wanting: tuple[Wanting, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """Something was unclear; one question goes back (I3)."""

    mail: Answered
    question_id: UUID
    yes_or_no: bool
    wording: str
    list_id: UUID | None = None  # the listed hours that it is about


@dataclass(frozen=True, slots=True)
class ConfirmationAsked:
    """Somebody is to confirm the hours of a list (H3)."""

    list_id: UUID


@dataclass(frozen=True, slots=True)
class ConfirmationReminded:
    """The hours of a list are not confirmed yet, and a reminder is due."""

    list_id: UUID


@dataclass(frozen=True, slots=True)
class HoursAnswered:
    """Somebody said of listed hours whether they are right.

    `effects` has for each item that was answered one word of `app.attestations.outcomes.Effect`. `question` is about
    what stays unclear, `head` the ledger's `SEQ:HASH`, empty where nothing was entered.
    """

    mail: Answered
    list_id: UUID
    effects: tuple[tuple[UUID, str], ...]
    question: str
    head: str
    entered_by: UUID | None = None
    answered_by: UUID | None = None


@dataclass(frozen=True, slots=True)
class HoursDisputed:
    """Somebody says that hours are not right: these items, all logged by the same person in the same programme (P8)."""

    item_ids: tuple[UUID, ...]
    claimant_id: UUID
    programme_id: UUID
    by_id: UUID  # a person, or the membership of a coordinator
    entry_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class DisputeSettled:
    """Hours are disputed no more: the partner confirmed them after all, or a coordinator decided.

    `decided_by` is the membership; `entry_id` the entry that settled it.
    """

    item_id: UUID
    entry_id: UUID
    decided_by: UUID | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReplyPassedOn:
    """A coordinator must read it (I3)."""

    mail: Answered


@dataclass(frozen=True, slots=True)
class ReplyLeftWaiting:
    """A coordinator must read it, and the writer was answered within the hour already: now they are not (RFC 3834)."""

    mail: Answered


@dataclass(frozen=True, slots=True)
class HelpRequested:
    """Facts were recorded and the writer asks the coordinator for something besides (I5)."""

    mail: Answered


@dataclass(frozen=True, slots=True)
class EndSaid:
    """The writer says that a match has ended or will end; nothing changes until a coordinator acts (P6)."""

    mail: Answered


@dataclass(frozen=True, slots=True)
class SafeguardingRaised:
    """A concern for the named person, at once and for nobody else (C2).

    The writer may be nobody we know, or in doubt: then `answer_to` is `None` and only the named person is told.
    """

    outcome_id: UUID
    programme_id: UUID
    writer_name: str
    writer_email: str
    received_at: datetime
    words: str
    answer_to: Answered | None


@dataclass(frozen=True, slots=True)
class ClosedProgrammeWrittenTo:
    """Somebody answered a programme that has ended."""

    mail: Answered


@dataclass(frozen=True, slots=True)
class ExpiredKeyUsed:
    """Somebody answered a mail whose reply address has expired (`expired_at`, UTC)."""

    mail: Answered
    expired_at: datetime


@dataclass(frozen=True, slots=True)
class RecordAsked:
    """Somebody wants to see what is recorded for them, and what of it counts (H4)."""

    mail: Answered


@dataclass(frozen=True, slots=True)
class Unsubscribed:
    """Somebody wants no more mail of the programme (I8)."""

    mail: Answered


@dataclass(frozen=True, slots=True)
class MailWantedAgain:
    """Somebody who had stopped the mail of the programme lets it come again (I8)."""

    mail: Answered


@dataclass(frozen=True, slots=True)
class SignInAsked:
    """Somebody who is known here wants to sign in (U2); the link and the code are secrets of the mail alone."""

    sign_in_id: UUID
    user_id: UUID
    link: str
    code: str


@dataclass(frozen=True, slots=True)
class SenderDoubted:
    """Nobody knows who sent a mail that was held; the enrolled address is asked whether it was them (I9).

    `sender` is the address that it names, perhaps forged, empty where it names several. `period` and `minutes` are
    what it was read as. `could_be_own`: the address could count as theirs.
    """

    check_id: UUID
    person_id: UUID
    programme_id: UUID
    received_at: datetime
    sender: str
    period: str | None
    minutes: int | None
    could_be_own: bool


@dataclass(frozen=True, slots=True)
class SenderDenied:
    """Somebody says that a held mail was not theirs; nothing was recorded."""

    mail: Answered


@dataclass(frozen=True, slots=True)
class AddressNamed:
    """Somebody named a further address of theirs, or an assistant's; its owner is asked."""

    person_address_id: UUID
    programme_id: UUID


@dataclass(frozen=True, slots=True)
class AddressConfirmed:
    """The owner of a further address said yes: it counts from now on."""

    person_address_id: UUID
    programme_id: UUID


@dataclass(frozen=True, slots=True)
class AddressDeclined:
    """The owner of a further address said no: it does not count."""

    person_address_id: UUID


@dataclass(frozen=True, slots=True)
class AddressSilenced:
    """No more mail goes to a person's address (I8): it is `dead`, or its owner `complained`; `at` is UTC."""

    person_id: UUID
    programme_id: UUID
    email: str
    state: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SendingDomainStopped:
    """The records of a domain that mail went out under `since` (UTC) no longer stand (U5): mail goes out under ours."""

    domain_id: UUID
    since: datetime


@dataclass(frozen=True, slots=True)
class RootMade:
    """The root of a day was made (H2). `slug` names the organisation in file names, `page` is where all roots are.

    `has_authority` says that a time stamp belongs to it, which may still be missing.
    """

    root_id: UUID
    slug: str
    page: str
    has_authority: bool


@dataclass(frozen=True, slots=True)
class HoursAskedAbout:
    """A coordinator asks somebody about hours that are worth a look; `question` is in the coordinator's words (P8)."""

    look_id: UUID
    person_id: UUID
    programme_id: UUID
    check_in_id: UUID | None
    period: str
    question: str


@dataclass(frozen=True, slots=True)
class AuditorInvited:
    """Somebody may audit (X1); the link leads to a page that mails a code, and opens nothing by itself."""

    audit_id: UUID
    link: str


@dataclass(frozen=True, slots=True)
class AuditPartiesAsked:
    """An auditor asks one party to confirm entries (X4)."""

    inquiry_id: UUID


@dataclass(frozen=True, slots=True)
class AuditorAnswered:
    """A party answered the auditor; `said` has for each question one word of `app.audits.said.Said`."""

    mail: Answered
    inquiry_id: UUID
    said: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True, slots=True)
class MailHeld:
    """The sender is in doubt (I9)."""

    received_mail_id: UUID


@dataclass(frozen=True, slots=True)
class MailIgnored:
    """No person wrote it, or it came twice."""

    received_mail_id: UUID


@dataclass(frozen=True, slots=True)
class MailQuarantined:
    """It could not be read."""

    received_mail_id: UUID


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
    | RootMade
    | HoursAskedAbout
    | AuditorInvited
    | AuditPartiesAsked
    | AuditorAnswered
    | MailHeld
    | MailIgnored
    | MailQuarantined
)

EVENTS: tuple[type, ...] = get_args(Event)
