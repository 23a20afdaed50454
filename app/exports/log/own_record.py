"""A member's own hours as they read them on a page: month by month, each session with its state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from app.db import TenantScope
from app.ledger.states import LiveClaim, State
from app.ledger.totals import live_claims
from app.outside_letters.listed import organisations_by_entry
from app.programmes.names import names_of


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One claim: local date if one was told, mode, whole minutes now, with whom, and its state.

    `letter_of` names the organisation on whose letter it stands (H7).
    """

    held_on: date | None
    mode: str
    minutes: int
    partners: tuple[str, ...]
    state: State
    letter_of: str = ""


@dataclass(frozen=True, slots=True)
class OwnMonth:
    """A month (`YYYY-MM`) with its sum in minutes."""

    period: str
    minutes: int
    rows: tuple[OwnRow, ...]


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """All months, the latest first, and what they come to in minutes."""

    minutes: int
    months: tuple[OwnMonth, ...]


def own_record(scope: TenantScope, person_id: UUID) -> OwnRecord:
    """What stands in the ledger for a person now; withdrawn hours are left out."""
    claims = [live for live in live_claims(scope, person_id=person_id) if live.minutes]
    names = names_of(scope, {partner for live in claims for partner in live.claim.counterpart_ids})
    letters = organisations_by_entry(scope, person_id)
    ordered = sorted(claims, key=lambda live: (live.claim.period, live.claim.local_date or date.max), reverse=True)
    months = [
        _month(period, list(group), names, letters)
        for period, group in groupby(ordered, key=lambda live: live.claim.period)
    ]
    return OwnRecord(sum(month.minutes for month in months), tuple(months))


def _month(
    period: str, claims: Sequence[LiveClaim], names: Mapping[UUID, str], letters: Mapping[UUID, str]
) -> OwnMonth:
    rows = [
        OwnRow(
            held_on=live.claim.local_date,
            mode=live.claim.mode or "unspecified",
            minutes=live.minutes,
            partners=tuple(names[partner] for partner in live.claim.counterpart_ids if partner in names),
            state=live.state,
            letter_of=letters.get(live.claim.id, ""),
        )
        for live in claims
    ]
    return OwnMonth(period, sum(row.minutes for row in rows), tuple(rows))
