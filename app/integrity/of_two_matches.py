"""What the claims of several people show of one who is in all their matches: that they were in two places at once."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from app.integrity.flag import Flag, FlagKind, in_order
from app.integrity.history import History, span
from app.integrity.witnesses import witnesses
from app.ledger.states import LiveClaim

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class _Busy:
    """A session that somebody is said to have been in; UTC."""

    begins: datetime
    ends: datetime
    live: LiveClaim


@dataclass(slots=True)
class _Clash:
    """Sessions of two matches on one day that are at the same time, and by how many minutes at most."""

    claims: list[LiveClaim]
    minutes: int


def at_once(history: History) -> Iterator[Flag]:
    """One person with two others at the same time, as these or one of these tell it.

    Two people may round differently, so that sessions overlap by more than `minutes_apart`. Of one match it is a group,
    and what somebody claims for themselves twice over is `overlaps`. `other_id` is who was in both.
    """
    for person_id, sessions in _sessions(history).items():
        for clash in _clashes(sessions, history):
            claims = in_order(clash.claims)
            yield Flag(FlagKind.AT_ONCE, claims[-1].claim.person_id, claims, person_id, {"minutes": clash.minutes})


def _sessions(history: History) -> dict[UUID, list[_Busy]]:
    """By person the sessions they are said to have been in; what they tell themselves, too, stands for both."""
    borne_out = {
        (mine.claim.person_id, theirs.claim.id)
        for pair in witnesses(history)
        for mine, theirs in ((pair.first, pair.second), (pair.second, pair.first))
        if span(mine)
    }
    found: dict[UUID, list[_Busy]] = defaultdict(list)
    for live in history.claims:
        when = span(live)
        for person_id in (live.claim.person_id, *live.claim.counterpart_ids) if when else ():
            if when and (person_id, live.claim.id) not in borne_out:
                found[person_id].append(_Busy(*when, live))
    return found


def _clashes(sessions: list[_Busy], history: History) -> Iterator[_Clash]:
    """Those of two matches and one day are one matter, however many of a group tell of it."""
    clashes: dict[tuple[frozenset[UUID], date | None], _Clash] = {}
    running: list[_Busy] = []
    for later in sorted(sessions, key=lambda one: (one.begins, one.ends, str(one.live.claim.id))):
        running = [one for one in running if one.ends > later.begins]
        for one in running:
            minutes = (min(one.ends, later.ends) - later.begins) // _MINUTE
            if _are_two(one.live, later.live) and minutes > history.rules_of(later.live).minutes_apart:
                key = frozenset({one.live.claim.match_id, later.live.claim.match_id}), later.live.claim.local_date
                clash = clashes.setdefault(key, _Clash([], 0))
                clash.claims += (one.live, later.live)
                clash.minutes = max(clash.minutes, minutes)
        running.append(later)
    yield from clashes.values()


def _are_two(one: LiveClaim, other: LiveClaim) -> bool:
    """Whether they were told by two people and are of two matches."""
    return one.claim.match_id != other.claim.match_id and one.claim.person_id != other.claim.person_id
