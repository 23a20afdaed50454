"""What became of a mail that somebody wrote."""

from dataclasses import dataclass
from datetime import date, datetime, time
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
class Wanting:
    """Hours on record that lack fields which their rules require, as far as the claimant can tell them (H6).

    `partner` is named where there are several; `is_asked`: not often enough asked yet, so that the mail asks.
    """

    entry_id: UUID
    mode: str
    minutes: int
    fields: tuple[str, ...]
    held_on: date | None = None
    partner: str = ""
    is_asked: bool = True


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
