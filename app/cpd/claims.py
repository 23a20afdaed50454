"""From claims of the ledger to what counting knows of them. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from app.cpd.facts import Hours
from app.ledger.states import LiveClaim

_SILENCE = "silence"
_UNSPECIFIED = "unspecified"


def hours_of(claims: Sequence[LiveClaim], missing: Mapping[UUID, Sequence[str]]) -> list[Hours]:
    """The claims as hours, in the order of the chain. `missing` names what a claim lacks, by its id (H6)."""
    return [_hours(live, missing.get(live.claim.id, ()), place) for place, live in enumerate(claims)]


def local_day(moment: datetime, zone: str) -> date:
    """The day of a moment (with a zone) in a named zone."""
    return moment.astimezone(ZoneInfo(zone)).date()


def _hours(live: LiveClaim, missing: Sequence[str], place: int) -> Hours:
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
        match=str(claim.match_id),
        partners=tuple(str(partner) for partner in claim.counterpart_ids),
        state=live.state,
        recorded_on=local_day(claim.recorded_at, claim.zone or "UTC"),
        silent=live.answer is not None and live.answer.means == _SILENCE,
        missing=tuple(missing),
    )
