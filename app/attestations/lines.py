"""What an item looks like to whoever is asked: when, how, how long, with whom, and about what (H3)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlalchemy import select

from app.attestations.models import AttestationItem
from app.attestations.outcomes import Outcome, Said
from app.db import TenantScope
from app.language import clock_time, day, hours_words, month_name
from app.ledger.openings import topics_of
from app.ledger.states import LiveClaim
from app.ledger.totals import claims_by_id
from app.matches.models import Match
from app.programmes.mode_words import UNSPECIFIED, mode_words
from app.programmes.names import names_of


@dataclass(frozen=True, slots=True)
class Line:
    """One item with its claim as it stands now. Day and times are local; `minutes` is the figure asked about.

    `said` is that of a dispute about it; `is_over` says that its match has ended, and takes no new hours.
    """

    item_id: UUID
    person_id: UUID | None
    programme_id: UUID
    outcome: Outcome | None
    live: LiveClaim
    claimant: str
    minutes: int
    topics: str
    said: Said
    asked_on: date | None = None
    is_over: bool = False

    @property
    def is_current(self) -> bool:
        """Whether the figure asked about is the one that stands."""
        return self.live.minutes == self.minutes and self.live.minutes > 0

    @property
    def period(self) -> str:
        """The month, `YYYY-MM`."""
        return self.live.claim.period


def lines_of(scope: TenantScope, items: Sequence[AttestationItem]) -> tuple[Line, ...]:
    """The items as lines, in their order."""
    claims = claims_by_id(scope, {item.claim_id for item in items})
    names = names_of(scope, {live.claim.person_id for live in claims.values()})
    topics = topics_of(scope, claims.values())
    over = _ended(scope, {live.claim.match_id for live in claims.values()})
    return tuple(
        Line(
            item_id=item.id,
            person_id=item.person_id,
            programme_id=item.programme_id,
            outcome=Outcome(item.outcome) if item.outcome else None,
            live=claims[item.claim_id],
            claimant=names.get(claims[item.claim_id].claim.person_id, ""),
            minutes=item.minutes,
            topics=topics.get(item.claim_id, ""),
            said=said_of(item),
            asked_on=item.asked_at.date() if item.asked_at else None,
            is_over=claims[item.claim_id].claim.match_id in over,
        )
        for item in items
    )


def said_of(item: AttestationItem) -> Said:
    """What would be right, as far as whoever was asked says it."""
    times = (item.said_starts, item.said_ends)
    return Said(item.said_minutes, item.said_mode, item.said_on, *times, absent=bool(item.said_absent))


def items_by_id(scope: TenantScope, ids: Sequence[UUID]) -> list[AttestationItem]:
    """These items, in the order of the ids."""
    rows = scope.session.scalars(
        select(AttestationItem).where(AttestationItem.tenant_id == scope.tenant_id, AttestationItem.id.in_(ids))
    )
    found = {row.id: row for row in rows}
    return [found[one] for one in ids if one in found]


def in_order(lines: Collection[Line]) -> list[Line]:
    """As a person goes through them: by who logged them, then by day, those without a day at the end of their month."""
    return sorted(lines, key=_order)


def line_words(line: Line, locale: str, *, minutes: int | None = None, with_name: bool = False) -> str:
    """An item in a row: `12 May, 6 pm, video, 1.5 h`; another figure where `minutes` is given."""
    claim = line.live.claim
    parts = [day(claim.local_date, locale) if claim.local_date else month_name(claim.period, locale)]
    if claim.starts:
        parts.append(clock_time(claim.starts, locale))
    if claim.mode and claim.mode != UNSPECIFIED:
        parts.append(mode_words(claim.mode, locale))
    parts.append(hours_words(line.minutes if minutes is None else minutes, locale))
    if with_name:
        parts.append(line.claimant)
    return ", ".join(parts)


def _ended(scope: TenantScope, match_ids: Collection[UUID]) -> frozenset[UUID]:
    ended = select(Match.id).where(Match.tenant_id == scope.tenant_id, Match.id.in_(match_ids), Match.state == "ended")
    return frozenset(scope.session.scalars(ended))


def _order(line: Line) -> tuple[str, str, date, time, UUID]:
    claim = line.live.claim
    return line.claimant, claim.period, claim.local_date or date.max, claim.starts or time.max, claim.id
