"""From claims of the ledger to what counting knows of them. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final, Self
from uuid import UUID
from zoneinfo import ZoneInfo

from app.cpd.facts import Hours
from app.cpd.spans import days_of_month
from app.ledger.states import LiveClaim

_SILENCE = "silence"
_UNSPECIFIED = "unspecified"


@dataclass(frozen=True, slots=True)
class Besides:
    """What is known of claims besides the ledger, by their ids.

    `missing` names what a claim lacks (H6). `told` is the local day on which we were told of it, where that is not the
    day on which it was recorded.
    """

    missing: Mapping[UUID, Sequence[str]] = field(default_factory=dict)
    told: Mapping[UUID, date] = field(default_factory=dict)

    def of(self, claims: Collection[UUID]) -> Self:
        """The same of these claims alone."""
        missing = {claim: fields for claim, fields in self.missing.items() if claim in claims}
        return replace(self, missing=missing, told={claim: day for claim, day in self.told.items() if claim in claims})


NOTHING_BESIDES: Final = Besides()


def hours_of(claims: Sequence[LiveClaim], besides: Besides = NOTHING_BESIDES) -> list[Hours]:
    """The claims as hours, in the order of the chain."""
    return [_hours(live, besides, place) for place, live in enumerate(claims)]


def last_day(live: LiveClaim) -> date:
    """The local day of a claim, or the last one of its month where only that is told."""
    return live.claim.local_date or days_of_month(live.claim.period)[1]


def recorded_on(live: LiveClaim) -> date:
    """The local day on which a claim was recorded."""
    return local_day(live.claim.recorded_at, live.claim.zone or "UTC")


def local_day(moment: datetime, zone: str) -> date:
    """The day of a moment (with a zone) in a named zone."""
    return moment.astimezone(ZoneInfo(zone)).date()


def _hours(live: LiveClaim, besides: Besides, place: int) -> Hours:
    claim = live.claim
    return Hours(
        entry=str(claim.id),
        place=place,
        role=claim.role or "",
        mode=claim.mode or _UNSPECIFIED,
        minutes=live.minutes,
        period=claim.period,
        day=claim.local_date,
        starts=claim.starts,
        partners=tuple(str(partner) for partner in claim.counterpart_ids),
        state=live.state,
        told_on=besides.told.get(claim.id) or recorded_on(live),
        silent=live.answer is not None and live.answer.means == _SILENCE,
        missing=tuple(besides.missing.get(claim.id, ())),
        programme=claim.programme_id,
    )
