"""What the looks go over: the claims that stand, and what else is known of their matches, people and mails. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from app.ledger.states import LiveClaim
from app.programmes.mode_words import UNSPECIFIED
from app.programmes.rules import IntegrityRules

LIVE_MODES = frozenset({"in_person", "video", "phone", UNSPECIFIED})
"""Modes in which people meet; letters are exchanged over a month, and `other` may be anything."""


@dataclass(frozen=True, slots=True)
class MatchDays:
    """A match's first and last local day, and those of its people whose role claims hours."""

    started_on: date
    ends_on: date | None
    claimants: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Letter:
    """What a person wrote in one mail, all of it, and the claims that stand on it."""

    mail_id: UUID
    person_id: UUID
    text: str
    claims: tuple[LiveClaim, ...]


@dataclass(frozen=True, slots=True)
class History:
    """A tenant's claims with more than nothing, in the order of the chain, and what they are held against.

    `answered` are the check-ins that were answered, as person, programme and month, `unanswered` those whose time is
    over; `unmet` the match, person and month of those who said that they had not met; `told` sessions told of without a
    length, as match, person and day. `names` are the words of people's names, folded: they make no wording alike.
    `came` is the moment (UTC) at which we were told of a claim, by its id, where that is not the one of recording.
    """

    claims: tuple[LiveClaim, ...]
    matches: Mapping[UUID, MatchDays] = field(default_factory=dict)
    rules: Mapping[UUID, IntegrityRules] = field(default_factory=dict)
    answered: frozenset[tuple[UUID, UUID, str]] = frozenset()
    unanswered: frozenset[tuple[UUID, UUID, str]] = frozenset()
    unmet: frozenset[tuple[UUID, UUID, str]] = frozenset()
    told: frozenset[tuple[UUID, UUID, date]] = frozenset()
    letters: tuple[Letter, ...] = ()
    names: frozenset[str] = frozenset()
    came: Mapping[UUID, datetime] = field(default_factory=dict)

    def rules_of(self, live: LiveClaim) -> IntegrityRules:
        """The rules that the claim was made under, ours where they are not known."""
        known = self.rules.get(live.claim.rules_id) if live.claim.rules_id else None
        return known or IntegrityRules()

    def told_at(self, live: LiveClaim) -> datetime:
        """The moment (UTC) at which we were told of the session; what waited for us was told before it was recorded."""
        return self.came.get(live.claim.id, live.claim.recorded_at)

    def told_on(self, live: LiveClaim) -> date:
        """The local day of that moment."""
        return self.told_at(live).astimezone(_zone(live)).date()


def month_of(live: LiveClaim) -> str:
    """The month (`YYYY-MM`) in which the session was, as far as its date is told; else the month it was claimed for."""
    return live.claim.period if live.claim.local_date is None else month_with(live.claim.local_date)


def month_with(day: date) -> str:
    """The month of a day, `YYYY-MM`; a tenth of the time that formatting takes, and asked for each claim many times."""
    return day.isoformat()[:7]


def is_session(live: LiveClaim) -> bool:
    """Whether people met for it on a day that is known."""
    return live.claim.local_date is not None and live.claim.mode in LIVE_MODES


def span(live: LiveClaim) -> tuple[datetime, datetime] | None:
    """From when to when (UTC) the session was; `None` where its day or its start is not told.

    Where the minutes were corrected, or no end is told, they say how long it was.
    """
    claim = live.claim
    if claim.local_date is None or claim.starts is None:
        return None
    begins = datetime.combine(claim.local_date, claim.starts, _zone(live)).astimezone(UTC)
    if claim.ends is None or live.minutes != claim.minutes:
        return begins, begins + timedelta(minutes=live.minutes)
    over_midnight = timedelta(days=claim.ends <= claim.starts)
    ends = datetime.combine(claim.local_date + over_midnight, claim.ends, _zone(live))
    return begins, ends.astimezone(UTC)


def _zone(live: LiveClaim) -> ZoneInfo:
    return ZoneInfo(live.claim.zone or "UTC")
