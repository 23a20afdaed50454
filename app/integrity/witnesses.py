"""One session, two witnesses: which claims of the two sides of a match tell of the same session. Pure.

Each side's claim stays its own, for both may claim professional development; linked they bear each other out, and what
they say differently is seen.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from uuid import UUID

from app.clock import minute_of_day
from app.integrity.flag import place
from app.integrity.history import LIVE_MODES, History, is_session, month_of
from app.ledger.states import LiveClaim
from app.programmes.mode_words import UNSPECIFIED
from app.programmes.rules import IntegrityRules

Pair = tuple[LiveClaim, LiveClaim]

_MOST_COMPARED = 8
"""With so many sessions of the other side one is compared: a day holds no more, and the work stays in bounds."""


@dataclass(frozen=True, slots=True)
class Witnessed:
    """Two claims about evidently the same session, one of each side, the earlier recorded first."""

    first: LiveClaim
    second: LiveClaim


@dataclass(frozen=True, slots=True)
class Sides:
    """What two who face one another in a match tell of meetings: sessions of both, and what is left of each side."""

    pairs: tuple[Pair, ...]
    left: tuple[LiveClaim, ...]
    right: tuple[LiveClaim, ...]


def witnesses(history: History) -> Iterator[Witnessed]:
    """Every session that two sides of a match told of."""
    for sides in all_sides(history):
        for pair in (*sides.pairs, *_undated(sides)):
            yield Witnessed(*sorted(pair, key=place))


def all_sides(history: History) -> Iterator[Sides]:
    """Each two who face one another in a match. Only sessions of known days are paired here."""
    by_match: dict[UUID, dict[UUID, list[LiveClaim]]] = defaultdict(lambda: defaultdict(list))
    for live in history.claims:
        if live.claim.mode in LIVE_MODES:
            by_match[live.claim.match_id][live.claim.person_id].append(live)
    for people in by_match.values():
        for person_id, partner_id in _facing(people):
            yield _sides(people[person_id], people[partner_id], history.rules_of(people[person_id][0]))


def _facing(people: dict[UUID, list[LiveClaim]]) -> list[tuple[UUID, UUID]]:
    """Each two who are on the two sides of the match, as their claims name their counterparts; each pair once."""
    pairs = {
        (min(person_id, partner_id), max(person_id, partner_id))
        for person_id, claims in people.items()
        for partner_id in claims[-1].claim.counterpart_ids
        if partner_id in people
    }
    return sorted(pairs)


def _sides(ours: Sequence[LiveClaim], theirs: Sequence[LiveClaim], rules: IntegrityRules) -> Sides:
    same, left, right = _same_day(_dated(ours), _dated(theirs))
    pairs = (*same, *_near(left, right, rules))
    taken = {live.claim.id for pair in pairs for live in pair}
    rest = [tuple(live for live in claims if live.claim.id not in taken) for claims in (ours, theirs)]
    return Sides(pairs, rest[0], rest[1])


def _same_day(
    ours: Sequence[LiveClaim], theirs: Sequence[LiveClaim]
) -> tuple[list[Pair], list[LiveClaim], list[LiveClaim]]:
    """Sessions on one day belong together, those most alike first by their beginning, then by their length."""
    days = defaultdict[object, tuple[list[LiveClaim], list[LiveClaim]]](lambda: ([], []))
    for side, claims in enumerate((ours, theirs)):
        for live in claims:
            days[live.claim.local_date][side].append(live)
    pairs = [pair for mine, yours in days.values() for pair in _closest_first(mine, yours)]
    return (
        pairs,
        [one for mine, _ in days.values() for one in mine],
        [one for _, yours in days.values() for one in yours],
    )


def _closest_first(mine: list[LiveClaim], yours: list[LiveClaim]) -> Iterator[Pair]:
    """The pairs of one day; what is paired is taken out of both lists."""
    while mine and yours:
        live, other = min(
            product(mine[:_MOST_COMPARED], yours[:_MOST_COMPARED]), key=lambda pair: _apart(pair[0], pair[1])
        )
        mine.remove(live)
        yours.remove(other)
        yield live, other


def _near(ours: Sequence[LiveClaim], theirs: Sequence[LiveClaim], rules: IntegrityRules) -> list[Pair]:
    """What is left on each side, a day or two apart and otherwise alike, is one session with two dates."""
    waiting = sorted(theirs, key=_day)
    pairs, reach = [], timedelta(days=rules.days_apart)
    for live in ours:
        first = bisect_left(waiting, _day(live) - reach, key=_day)
        last = bisect_right(waiting, _day(live) + reach, key=_day)
        alike = [other for other in waiting[first:last][:_MOST_COMPARED] if _is_alike(live, other, rules)]
        if alike:
            found = min(alike, key=lambda other: (abs(_day(other) - _day(live)), _apart(live, other)))
            waiting.remove(found)
            pairs.append((live, found))
    return pairs


def _undated(sides: Sides) -> Iterator[Pair]:
    """The one session of a month on each side, where one of them tells no day."""
    met = {month_of(live) for pair in sides.pairs for live in pair}
    ours, theirs = (_alone_in_month(claims) for claims in (sides.left, sides.right))
    for month in ours.keys() & theirs.keys() - met:
        pair = ours[month], theirs[month]
        if None in {live.claim.local_date for live in pair}:
            yield pair


def _alone_in_month(claims: Sequence[LiveClaim]) -> dict[str, LiveClaim]:
    months = defaultdict[str, list[LiveClaim]](list)
    for live in claims:
        months[month_of(live)].append(live)
    return {month: found[0] for month, found in months.items() if len(found) == 1}


def _dated(claims: Sequence[LiveClaim]) -> list[LiveClaim]:
    return sorted(filter(is_session, claims), key=lambda live: (_day(live), str(live.claim.starts), live.minutes))


def _day(live: LiveClaim) -> date:
    assert live.claim.local_date is not None
    return live.claim.local_date


def _apart(one: LiveClaim, other: LiveClaim) -> tuple[int, int]:
    """How unlike two sessions of a day are: minutes between their beginnings, between their lengths."""
    starts = one.claim.starts, other.claim.starts
    between = 0 if starts[0] is None or starts[1] is None else abs(minute_of_day(starts[0]) - minute_of_day(starts[1]))
    return between, abs(one.minutes - other.minutes)


def _is_alike(one: LiveClaim, other: LiveClaim, rules: IntegrityRules) -> bool:
    modes = {one.claim.mode, other.claim.mode} - {UNSPECIFIED}
    return len(modes) <= 1 and abs(one.minutes - other.minutes) <= rules.minutes_apart
