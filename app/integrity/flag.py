"""A flag: something in the ledger that is worth a look, with the entries it is about and the figures it stands on."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from uuid import UUID

from app.ledger.states import LiveClaim

Figure = int | str | date | time | tuple[str, ...] | None


class FlagKind(StrEnum):
    """What may be wrong; each has its words (`app.integrity.words`)."""

    OVERLAP = "overlap"
    AT_ONCE = "at_once"
    TWICE = "twice"
    LONG_DAY = "long_day"
    LONG_MONTH = "long_month"
    COPIED = "copied"
    ONE_SIDE = "one_side"
    UNHEARD = "unheard"
    MINUTES_DIFFER = "minutes_differ"
    MONTHS_DIFFER = "months_differ"
    TIMES_DIFFER = "times_differ"
    MODES_DIFFER = "modes_differ"
    DATES_DIFFER = "dates_differ"
    NOT_MET = "not_met"
    LATE = "late"
    FUTURE = "future"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Flag:
    """One matter: whose entry it is, the claims it is about in the order of the chain, and its figures.

    `other_id` is the second person that it names, if any. `key` is the same for as long as those claims stand with
    these minutes: who has looked at it need not look again, and a corrected figure is looked at anew.
    """

    kind: FlagKind
    person_id: UUID
    claims: tuple[LiveClaim, ...]
    other_id: UUID | None = None
    figures: Mapping[str, Figure] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """64 hexadecimal digits."""
        parts = [f"{live.claim.id}:{live.minutes}:{live.claim.local_date}" for live in self.claims]
        return hashlib.sha256("|".join([self.kind, str(self.other_id), *sorted(parts)]).encode()).hexdigest()


def in_order(claims: Iterable[LiveClaim]) -> tuple[LiveClaim, ...]:
    """The claims by the moment they were recorded, each once."""
    return tuple(sorted({live.claim.id: live for live in claims}.values(), key=place))


def place(live: LiveClaim) -> tuple[object, ...]:
    """Where a claim stands among others: by when it was recorded, then by its id, which rises with time."""
    return live.claim.recorded_at, live.claim.id
