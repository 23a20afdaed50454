"""Hours that others confirm, doubt or look at."""

from dataclasses import dataclass
from uuid import UUID

from app.events.replies import Answered


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
class PaperIssued:
    """A letter or certificate was issued, and is to go to whom it is about (H5)."""

    paper_id: UUID


@dataclass(frozen=True, slots=True)
class HoursAskedAbout:
    """A coordinator asks somebody about hours that are worth a look; `question` is in the coordinator's words (P8)."""

    look_id: UUID
    person_id: UUID
    programme_id: UUID
    check_in_id: UUID | None
    period: str
    question: str
