"""What a mail may add to the records: hours, sessions, other minutes of a claim, what a claim had left unsaid. Pure."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID


@dataclass(frozen=True, slots=True)
class HourItem:
    """Whole minutes of one mode to claim for one match; date and times local to the programme.

    `topics` are those of these hours alone, where they are told apart from the rest; `period` is the month, `YYYY-MM`,
    where it is not that of the mail. `in_place_of` is the claim that makes way for these, and `settles` says which
    dispute that settles.
    """

    match_id: UUID
    mode: str
    minutes: int
    held_on: date | None = None
    starts: time | None = None
    ends: time | None = None
    topics: str = ""
    period: str = ""
    in_place_of: UUID | None = None
    settles: str = ""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """New minutes for a claim that stands; 0 withdraws it. `settles` says which dispute that settles."""

    entry_id: UUID
    minutes: int
    settles: str = ""


@dataclass(frozen=True, slots=True)
class TakenOver:
    """The other's account of a disputed claim: what becomes of the claim, and the session in its place, if any."""

    adjustment: Adjustment
    item: HourItem | None = None


@dataclass(frozen=True, slots=True)
class CompletionItem:
    """What a claim that stands had left unsaid; `mode`, `minutes` and `day` are its own, `way` the mode it lacked."""

    entry_id: UUID
    match_id: UUID
    mode: str
    minutes: int
    held_on: date | None = None
    starts: time | None = None
    ends: time | None = None
    topics: str = ""
    way: str | None = None
    day: date | None = None

    @property
    def told(self) -> bool:
        """Whether it adds anything."""
        return bool(self.held_on or self.starts or self.way or self.topics)


@dataclass(frozen=True, slots=True)
class MeetingItem:
    """A session to note; `match_id` is `None` when several matches could be meant."""

    match_id: UUID
    held_on: date | None
    starts: time | None
    ends: time | None
    minutes: int | None
    mode: str
