"""What one claim shows by itself: told long after, told before it was, on a day on which there was no match."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from uuid import UUID

from app.integrity.flag import Figure, Flag, FlagKind, in_order
from app.integrity.history import History, MatchDays, span
from app.ledger.states import LiveClaim

Found = Mapping[str, Figure] | None

_DAY = timedelta(days=1)


def late(history: History) -> Iterator[Flag]:
    """Entries long after their session, those of one mail together; where only a month is told, after its last day."""
    return _by_mail(history, FlagKind.LATE, lambda live: _late(history, live))


def future(history: History) -> Iterator[Flag]:
    """Sessions that lie after the moment at which they were told."""
    return _by_mail(history, FlagKind.FUTURE, lambda live: _future(history, live))


def outside(history: History) -> Iterator[Flag]:
    """Hours on days before the match began or after it ended."""
    return _by_mail(history, FlagKind.OUTSIDE, lambda live: _outside(live, history.matches.get(live.claim.match_id)))


def _by_mail(history: History, kind: FlagKind, judge: Callable[[LiveClaim], Found]) -> Iterator[Flag]:
    """One flag for all that one person told in one mail about one match, with the figures of the worst."""
    groups: dict[tuple[UUID, UUID, UUID], list[tuple[LiveClaim, Mapping[str, Figure]]]] = defaultdict(list)
    for live in history.claims:
        figures = judge(live)
        if figures is not None:
            claim = live.claim
            groups[claim.person_id, claim.match_id, claim.received_mail_id or claim.id].append((live, figures))
    for (person_id, _, _), found in groups.items():
        worst = max((figures for _, figures in found), key=_gravity)
        yield Flag(kind, person_id, in_order(live for live, _ in found), figures=worst)


def _gravity(figures: Mapping[str, Figure]) -> int:
    days = figures["days"]
    return days if isinstance(days, int) else 0


def _late(history: History, live: LiveClaim) -> Found:
    days, limit = (history.told_on(live) - _last_day(live)).days, history.rules_of(live).late_after_days
    return {"days": days, "limit": limit} if days > limit else None


def _future(history: History, live: LiveClaim) -> Found:
    day, told = live.claim.local_date, history.told_on(live)
    if day is None:
        ahead = (_first_day(live) - told).days
        return {"days": ahead} if ahead > 0 else None
    begun = span(live)
    if day == told and begun and begun[0] > history.told_at(live):
        return {"days": 0}
    return {"days": (day - told).days} if day > told else None


def _outside(live: LiveClaim, match: MatchDays | None) -> Found:
    if match is None:
        return None
    before = (match.started_on - _last_day(live)).days
    after = (_first_day(live) - match.ends_on).days if match.ends_on else 0
    days = max(before, after)
    return {"days": days, "began": match.started_on, "ended": match.ends_on} if days > 0 else None


def _first_day(live: LiveClaim) -> date:
    return live.claim.local_date or date.fromisoformat(f"{live.claim.period}-01")


def _last_day(live: LiveClaim) -> date:
    if live.claim.local_date:
        return live.claim.local_date
    following = (_first_day(live) + 31 * _DAY).replace(day=1)
    return following - _DAY
