"""What can become of an item, what a list is for, and what somebody says of an entry. Values only."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Final
from uuid import UUID


class Outcome(StrEnum):
    """What became of an item."""

    ATTESTED = "attested"
    DISPUTED = "disputed"
    SILENCE = "silence"  # nobody answered, and the rules count that as a yes
    UNANSWERED = "unanswered"  # nobody answered, and a coordinator sees that
    CHANGED = "changed"  # the figure is another one now, or none
    ELSEWHERE = "elsewhere"  # somebody else's word sufficed
    ERASED = "erased"  # whoever was asked, or whose hours they are, was erased


class Purpose(StrEnum):
    """What a list asks: whether hours are right, or of whoever logged them what is right after a dispute."""

    ATTEST = "attest"
    SETTLE = "settle"


@dataclass(frozen=True, slots=True)
class Said:
    """What would be right of an entry, as far as somebody says it: whole minutes, a mode, local day and times.

    `absent`: of a session of several that they were not there themselves, which says nothing of the others.
    """

    minutes: int | None = None
    mode: str | None = None
    on: date | None = None
    starts: time | None = None
    ends: time | None = None
    absent: bool = False

    @property
    def is_other_session(self) -> bool:
        """Whether it tells of another day, way or time of day, for which a claim has to make way for another."""
        return bool(self.mode or self.on or self.starts or self.ends)


NOTHING_SAID: Final = Said()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one person says of one item, and the words it stands on."""

    item_id: UUID
    yes: bool
    said: Said = NOTHING_SAID
    words: str = ""


class Effect(StrEnum):
    """What a verdict did."""

    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    SAID_BEFORE = "said_before"  # the same word stands already
    CHANGED = "changed"  # the figure shown is not the figure now: nothing was entered


@dataclass(frozen=True, slots=True)
class Settled:
    """One verdict with what it did. `ended_dispute`: the claim was disputed before, and is not any more."""

    verdict: Verdict
    claim_id: UUID
    effect: Effect
    ended_dispute: bool = False
