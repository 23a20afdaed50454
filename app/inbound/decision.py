"""What becomes of a mail: one of these, each a value that says why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.attestations.outcomes import Verdict
from app.audits.said import NewAnswer
from app.inbound.facts import Adjustment, CompletionItem, HourItem, MeetingItem
from app.inbound.pairs.said import PairSaid
from app.outside_letters.files import LetterFile
from app.reading.contract import Reading


class Outcome(StrEnum):
    """The six ends of a mail; each stored mail has exactly one that is current."""

    RECORDED = "recorded"
    ASKED = "asked"
    HELD = "held"
    REVIEW = "review"
    IGNORED = "ignored"
    QUARANTINED = "quarantined"


class Reason(StrEnum):
    """Why; each has its sentence in both languages (`app.inbound.shown.reasons`)."""

    FACTS = "facts"
    BY_HAND = "by_hand"
    UNCLEAR = "unclear"
    ADD_OR_REPLACE = "add_or_replace"
    REST_STAYS = "rest_stays"
    WHICH_PARTNER = "which_partner"
    LARGE_AMOUNT = "large_amount"
    HOW_IT_GOES = "how_it_goes"
    OTHER_SENDER = "other_sender"
    TWO_SENDERS = "two_senders"
    UNKNOWN_SENDER = "unknown_sender"
    UNPROVEN_SENDER = "unproven_sender"
    WHICH_MEMBER = "which_member"
    SENDER_CONFIRMED = "sender_confirmed"
    SENDER_DENIED = "sender_denied"
    DENIED = "denied"
    ANSWERED = "answered"
    HOURS_ANSWERED = "hours_answered"
    AUDITOR_ANSWERED = "auditor_answered"
    ADDRESS_CONFIRMED = "address_confirmed"
    ADDRESS_DENIED = "address_denied"
    ADDRESS_UNCLEAR = "address_unclear"
    FAILED_SENDER = "failed_sender"
    UNCLEAR_HEADERS = "unclear_headers"
    NOT_ADDRESSED = "not_addressed"
    WITHOUT_KEY = "without_key"
    PAIR_TOLD = "pair_told"
    PAIR_MISSING = "pair_missing"
    PAIR_UNASKABLE = "pair_unaskable"
    PAIR_AGREED = "pair_agreed"
    PAIR_DECLINED = "pair_declined"
    PAIR_UNCLEAR = "pair_unclear"
    PAIR_OVER = "pair_over"
    REQUEST = "request"
    SAFEGUARDING = "safeguarding"
    STILL_UNCLEAR = "still_unclear"
    EXPLAINED = "explained"
    INCOMPLETE = "incomplete"
    PROGRAMME_CLOSED = "programme_closed"
    KEY_EXPIRED = "key_expired"
    NO_MATCH = "no_match"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    COMPLAINT = "complaint"
    FEEDBACK = "feedback"
    CHALLENGE = "challenge"
    LIST_HOLD = "list_hold"
    READ_RECEIPT = "read_receipt"
    CALENDAR_ANSWER = "calendar_answer"
    LOOP = "loop"
    UNSUBSCRIBED = "unsubscribed"
    RECORD_SENT = "record_sent"
    LETTER_KEPT = "letter_kept"
    DUPLICATE = "duplicate"
    DISMISSED = "dismissed"
    UNREADABLE = "unreadable"
    TOO_SLOW = "too_slow"
    FAILED = "failed"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Recorded:
    """Facts to write. `replaces` says that sessions told before for the period no longer stand."""

    period: str
    items: tuple[HourItem, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    meetings: tuple[MeetingItem, ...] = ()
    replaces: bool = False
    completions: tuple[CompletionItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One question to the person. `wording` is the reading's own; other matters are worded when asked."""

    matter: Reason
    wording: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Review:
    """A person must read it; `SAFEGUARDING` is for the named person alone (C2).

    `quietly`: the writer is told nothing of it.
    """

    reason: Reason
    quietly: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """The sender is in doubt; nothing is recorded until somebody says it was them (I9)."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Ignored:
    """Nobody wrote it, or it needs nothing from us. `detail` is what a coordinator gave as the reason."""

    reason: Reason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """It could not be read; the bytes wait for a replay. `detail` says where it failed."""

    reason: Reason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class CheckAnswered:
    """The enrolled address says of a held mail that it was theirs, or not (I9).

    `always`: the address it came from is theirs, too, and counts from now on.
    """

    yes: bool
    always: bool = False

    @property
    def reason(self) -> Reason:
        """Which answer it was."""
        return Reason.SENDER_CONFIRMED if self.yes else Reason.SENDER_DENIED


@dataclass(frozen=True, slots=True)
class AddressAnswered:
    """The owner of an address says whether it counts for the person who named it."""

    yes: bool

    @property
    def reason(self) -> Reason:
        """Which answer it was."""
        return Reason.ADDRESS_CONFIRMED if self.yes else Reason.ADDRESS_DENIED


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Somebody says of hours that others logged whether they are right (H3); `question` is about what stays open."""

    verdicts: tuple[Verdict, ...]
    question: str = ""

    @property
    def reason(self) -> Reason:
        """What it was about."""
        return Reason.HOURS_ANSWERED


@dataclass(frozen=True, slots=True)
class RecordWanted:
    """The person asks for their record, and gets it by mail (H4)."""

    reason: Reason = Reason.RECORD_SENT


@dataclass(frozen=True, slots=True)
class AuditorAnswer:
    """A party says to an auditor how it was (X4); it is kept beside the entries and changes none."""

    answers: tuple[NewAnswer, ...]

    @property
    def reason(self) -> Reason:
        """Whom it answers."""
        return Reason.AUDITOR_ANSWERED


@dataclass(frozen=True, slots=True)
class PairTold:
    """A member tells of a pair that formed elsewhere; the other is to be asked (M8)."""

    pair: PairSaid
    reason: Reason = Reason.PAIR_TOLD


@dataclass(frozen=True, slots=True)
class PairAnswered:
    """The other of such a pair consents, or does not."""

    yes: bool

    @property
    def reason(self) -> Reason:
        """Which answer it was."""
        return Reason.PAIR_AGREED if self.yes else Reason.PAIR_DECLINED


@dataclass(frozen=True, slots=True)
class LetterBrought:
    """It brings letters of another organisation; a coordinator enters the hours that they confirm (H7)."""

    letters: tuple[LetterFile, ...]
    reason: Reason = Reason.LETTER_KEPT


Decision = (
    Recorded
    | Question
    | Review
    | Held
    | Ignored
    | Quarantined
    | CheckAnswered
    | AddressAnswered
    | Confirmed
    | RecordWanted
    | AuditorAnswer
    | PairTold
    | PairAnswered
    | LetterBrought
)

OUTCOMES: dict[type, Outcome] = {
    Recorded: Outcome.RECORDED,
    Question: Outcome.ASKED,
    Review: Outcome.REVIEW,
    Held: Outcome.HELD,
    Ignored: Outcome.IGNORED,
    Quarantined: Outcome.QUARANTINED,
    CheckAnswered: Outcome.RECORDED,
    AddressAnswered: Outcome.RECORDED,
    Confirmed: Outcome.RECORDED,
    RecordWanted: Outcome.RECORDED,
    AuditorAnswer: Outcome.RECORDED,
    PairTold: Outcome.RECORDED,
    PairAnswered: Outcome.RECORDED,
    LetterBrought: Outcome.RECORDED,
}


def outcome_of(decision: Decision) -> Outcome:
    """The outcome that a decision comes to."""
    return OUTCOMES[type(decision)]


def reason_of(decision: Decision) -> Reason:
    """Why, in one word."""
    match decision:
        case Recorded():
            return Reason.FACTS
        case Question(matter=matter):
            return matter
        case _:
            return decision.reason


@dataclass(frozen=True, slots=True)
class Read:
    """A decision with what it stands on: the reading it was made from."""

    decision: Decision
    reading: Reading | None = None
