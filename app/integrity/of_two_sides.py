"""What the two sides of a match tell of each other's sessions differently: one by one, or a whole month."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import time
from itertools import product
from uuid import UUID

from app.integrity.flag import Figure, Flag, FlagKind, in_order
from app.integrity.history import LIVE_MODES, History, month_of
from app.integrity.witnesses import Sides, Witnessed, all_sides, witnesses
from app.ledger.states import LiveClaim
from app.programmes.mode_words import UNSPECIFIED

Letters = Mapping[tuple[UUID, UUID, str], int]
"""Minutes of what is no meeting, by match, person and month."""


def contradictions(history: History) -> Iterator[Flag]:
    """What two witnesses of one session say differently: its length, its day, its time, how they met."""
    for pair in witnesses(history):
        for kind, figures in _differences(pair, history):
            one, other = pair.first, pair.second
            yield Flag(kind, one.claim.person_id, (one, other), other.claim.person_id, figures)


def _differences(pair: Witnessed, history: History) -> Iterator[tuple[FlagKind, dict[str, Figure]]]:
    one, other = pair.first, pair.second
    rules, days = history.rules_of(one), (one.claim.local_date, other.claim.local_date)
    if None not in days and abs(one.minutes - other.minutes) > rules.minutes_apart:
        yield FlagKind.MINUTES_DIFFER, {"first": one.minutes, "second": other.minutes}
    modes = {one.claim.mode, other.claim.mode}
    if len(modes) > 1 and UNSPECIFIED not in modes:
        yield FlagKind.MODES_DIFFER, {"first": one.claim.mode, "second": other.claim.mode}
    if None not in days and days[0] != days[1]:
        yield FlagKind.DATES_DIFFER, {"first": days[0], "second": days[1]}
    elif None not in days and _minutes_between(one.claim.starts, other.claim.starts) > rules.starts_apart:
        yield FlagKind.TIMES_DIFFER, {"first": one.claim.starts, "second": other.claim.starts}


def _minutes_between(one: time | None, other: time | None) -> int:
    """0 where one of them tells no time."""
    if one is None or other is None:
        return 0
    return abs((one.hour - other.hour) * 60 + one.minute - other.minute)


def months_differ(history: History) -> Iterator[Flag]:
    """Sums of a month of which one side tells no days, so that its sessions cannot be held against each other singly.

    Only between two alone, for of a group each may have come at other times. Each session may be rounded, and letters
    may be in the sum of either side.
    """
    letters = _letters(history)
    for sides in all_sides(history):
        for ours, theirs in _months(sides):
            first, second = in_order(ours), in_order(theirs)
            if first[0].claim.recorded_at > second[0].claim.recorded_at:
                first, second = second, first
            sums = [sum(live.minutes for live in side) for side in (first, second)]
            most = history.rules_of(first[0]).minutes_apart * max(len(first), len(second))
            if _least_between(sums, [_of_letters(letters, side[0]) for side in (first, second)]) > most:
                figures: dict[str, Figure] = {"first": sums[0], "second": sums[1], "month": month_of(first[0])}
                people = [side[0].claim.person_id for side in (first, second)]
                yield Flag(FlagKind.MONTHS_DIFFER, people[0], in_order((*first, *second)), people[1], figures)


def _months(sides: Sides) -> Iterator[tuple[list[LiveClaim], list[LiveClaim]]]:
    """What is left of a month on both sides, where one of them tells hours without a day."""
    ours, theirs = _by_month(sides.left), _by_month(sides.right)
    for month in sorted(ours.keys() & theirs.keys()):
        both = [*ours[month], *theirs[month]]
        alone = all(len(live.claim.counterpart_ids) == 1 for live in both)
        if alone and any(live.claim.local_date is None for live in both):
            yield ours[month], theirs[month]


def _by_month(claims: Iterable[LiveClaim]) -> dict[str, list[LiveClaim]]:
    months = defaultdict[str, list[LiveClaim]](list)
    for live in claims:
        months[month_of(live)].append(live)
    return months


def _least_between(sums: list[int], letters: list[int]) -> int:
    """How far two sums are apart at least, whoever of the two has counted letters, too."""
    (first, second), (more, as_much) = sums, letters
    return min(abs(one - other) for one, other in product({first, first + more}, {second, second + as_much}))


def _letters(history: History) -> Letters:
    sums = defaultdict[tuple[UUID, UUID, str], int](int)
    for live in history.claims:
        if live.claim.mode not in LIVE_MODES:
            sums[_of_month(live)] += live.minutes
    return sums


def _of_letters(letters: Letters, live: LiveClaim) -> int:
    return letters.get(_of_month(live), 0)


def _of_month(live: LiveClaim) -> tuple[UUID, UUID, str]:
    return live.claim.match_id, live.claim.person_id, month_of(live)
