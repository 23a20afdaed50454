"""The values that go into and come out of reading a reply: context, reply, reading.

They import only the standard library, so that every layer may hold them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from app.reading.answered import Corrected, Details, ItemSaid
from app.reading.context import (
    AskedItem,
    Checkin,
    Context,
    ContextError,
    ItemKind,
    Participant,
    Partner,
    Programme,
    context_from_json,
    context_to_json,
)
from app.reading.explained import UNEXPLAINED, Explanation, PassedOver, Rule
from app.reading.tasks import State, Task

__all__ = [
    "AskedItem",
    "Checkin",
    "Context",
    "ContextError",
    "Corrected",
    "Details",
    "Evidence",
    "Hours",
    "ItemKind",
    "ItemSaid",
    "Kind",
    "NextMeeting",
    "Outcome",
    "Participant",
    "Partner",
    "PartnerSaid",
    "Programme",
    "Reading",
    "Reply",
    "ReplyLine",
    "SaidMeeting",
    "State",
    "Status",
    "Task",
    "context_from_json",
    "context_to_json",
]


class Kind(StrEnum):
    """What sort of mail it is."""

    REPLY = "reply"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    COMPLAINT = "complaint"
    UNSUBSCRIBE = "unsubscribe"


class Outcome(StrEnum):
    """What happens with the mail: facts recorded, a question asked, a coordinator reads it, or nothing."""

    RECORDED = "recorded"
    CLARIFY = "clarify"
    REVIEW = "review"
    IGNORED = "ignored"


class Status(StrEnum):
    """Where the match stands, in the words of the person who replied."""

    CONTINUING = "continuing"
    ENDING = "ending"
    ENDED = "ended"
    PAUSED = "paused"
    NOT_STARTED = "not_started"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ReplyLine:
    """One line that the person wrote.

    `answers` is the line of our mail that it answers: typed after our label, or under it. For a form line
    filled in place `text` is the whole line as it now stands and `answers` is our original line.
    """

    text: str
    answers: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What the person wrote, in order. No lines: an empty reply."""

    lines: tuple[ReplyLine, ...] = ()

    @property
    def text(self) -> str:
        """The contract's `reply_text`."""
        return "\n".join(line.text for line in self.lines).strip()


@dataclass(frozen=True, slots=True)
class Hours:
    """Decimal hours claimed; `by_mode` sums to `total`, `by_partner` is filled where partners were named."""

    total: Decimal
    by_mode: Mapping[str, Decimal] = field(default_factory=dict)
    by_partner: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SaidMeeting:
    """A live session, as told. Dates and times are local to the programme; `minutes` are whole."""

    date: date | None
    start: time | None
    end: time | None
    minutes: int | None
    mode: str
    partner: str | None


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """A session still to come, local to the programme."""

    date: date | None
    start: time | None


@dataclass(frozen=True, slots=True)
class PartnerSaid:
    """What the reply says of one of several partners: where that match stands, and its hours and answer."""

    name: str
    status: Status
    hours: Hours | None = None
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact words of the reply that a fact stands on."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one mail means, as the contract of the inbound parser says.

    `partners` is filled only where the context holds several. `command` is `help`, `record`, `pause`, `resume`,
    or `stop` where a clear wish for no more mail stands beside facts. `answers` has one for each asked item.
    `attended` are full names of partners; `fields_missing` is what the programme requires of an hour and is not said.
    `explanation` tells why, and changes nothing of what is read: two readings with the same facts are equal.
    """

    kind: Kind
    outcome: Outcome
    reply_text: str
    period: str | None
    correction: bool = False
    answer: str | None = None
    hours: Hours | None = None
    meetings: tuple[SaidMeeting, ...] = ()
    status: Status = Status.UNKNOWN
    wants_help: bool = False
    safeguarding: bool = False
    next_meeting: NextMeeting | None = None
    homework: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    partners: tuple[PartnerSaid, ...] = ()
    command: str | None = None
    answers: tuple[ItemSaid, ...] = ()
    goals: tuple[Task, ...] = ()
    actions: tuple[Task, ...] = ()
    attended: tuple[str, ...] = ()
    fields_missing: tuple[str, ...] = ()
    explanation: Explanation = field(default=UNEXPLAINED, compare=False)

    def because(self, rule: Rule, unclear: str = "") -> "Reading":
        """The reading with the rule that made its outcome, and the key of the question that goes back."""
        return replace(self, explanation=replace(self.explanation, rule=rule, unclear=unclear))

    def passing(self, more: Iterable[PassedOver]) -> "Reading":
        """The reading with more words that were passed over."""
        passed = (*self.explanation.passed_over, *more)
        return replace(self, explanation=replace(self.explanation, passed_over=passed))

    def to_json(self) -> dict[str, object]:
        """The contract's JSON object: hours as numbers, ISO dates, clock times as HH:MM."""
        return {
            "kind": self.kind.value,
            "outcome": self.outcome.value,
            "reply_text": self.reply_text,
            "period": self.period,
            "correction": self.correction,
            "answer": self.answer,
            "hours": _hours_json(self.hours),
            "meetings": [_meeting_json(meeting) for meeting in self.meetings],
            "status": self.status.value,
            "wants_help": self.wants_help,
            "safeguarding": self.safeguarding,
            "next_meeting": _next_json(self.next_meeting),
            "homework": list(self.homework),
            "topics": list(self.topics),
            "questions": list(self.questions),
            "evidence": [{"field": item.field, "text": item.text} for item in self.evidence],
            "partners": [_partner_json(said) for said in self.partners],
            "command": self.command,
            "answers": [said.to_json() for said in self.answers],
            "goals": [goal.to_json() for goal in self.goals],
            "actions": [action.to_json() for action in self.actions],
            "attended": list(self.attended),
            "fields_missing": list(self.fields_missing),
        }


def _hours_json(hours: Hours | None) -> dict[str, object] | None:
    if hours is None:
        return None
    return {
        "total": _rounded(hours.total),
        "by_mode": {mode: _rounded(amount) for mode, amount in hours.by_mode.items()},
        "by_partner": {name: _rounded(amount) for name, amount in hours.by_partner.items()},
    }


def _rounded(amount: Decimal) -> float:
    # Four places keep a minute apart from its neighbours.
    return round(float(amount), 4)


def _meeting_json(meeting: SaidMeeting) -> dict[str, object]:
    return {
        "date": meeting.date.isoformat() if meeting.date else None,
        "start": _clock_json(meeting.start),
        "end": _clock_json(meeting.end),
        "minutes": meeting.minutes,
        "mode": meeting.mode,
        "partner": meeting.partner,
    }


def _next_json(meeting: NextMeeting | None) -> dict[str, object] | None:
    if meeting is None:
        return None
    return {"date": meeting.date.isoformat() if meeting.date else None, "start": _clock_json(meeting.start)}


def _partner_json(said: PartnerSaid) -> dict[str, object]:
    hours = _hours_json(said.hours)
    if hours is not None:
        del hours["by_partner"]
    return {"name": said.name, "status": said.status.value, "hours": hours, "answer": said.answer}


def _clock_json(value: time | None) -> str | None:
    return value.strftime("%H:%M") if value else None
