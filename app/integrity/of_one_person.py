"""What the claims of one person show together: sessions that overlap, one told twice, more than a day or month has."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import timedelta
from itertools import pairwise

from app.integrity.flag import Figure, Flag, FlagKind, in_order
from app.integrity.history import History, month_of, span
from app.ledger.states import LiveClaim

_MINUTE = timedelta(minutes=1)


def overlaps(history: History) -> Iterator[Flag]:
    """Two sessions of one person at the same time, in whatever matches and programmes they are."""
    for sessions in _grouped(history.claims, lambda live: live.claim.person_id):
        timed = sorted(((*when, live) for live in sessions if (when := span(live))), key=lambda each: each[:2])
        longest = timed[:1]
        for begins, ends, live in timed[1:]:
            _, busy_until, before = longest[0]
            minutes = (min(ends, busy_until) - begins) // _MINUTE
            if minutes >= history.rules_of(live).overlap_minutes and not _is_repeated(before, live):
                yield Flag(
                    FlagKind.OVERLAP, live.claim.person_id, in_order((before, live)), figures={"minutes": minutes}
                )
            if ends > busy_until:
                longest = [(begins, ends, live)]


def twice(history: History) -> Iterator[Flag]:
    """The same session of one person entered from two mails."""
    for alike in _grouped(history.claims, _likeness):
        for before, live in pairwise(in_order(alike)):
            if _is_repeated(before, live):
                yield Flag(FlagKind.TWICE, live.claim.person_id, (before, live))


def long_days(history: History) -> Iterator[Flag]:
    """More hours on one local day than a day holds, over all matches of a person."""
    dated = (live for live in history.claims if live.claim.local_date is not None)
    for claims in _grouped(dated, lambda live: (live.claim.person_id, live.claim.local_date)):
        minutes = sum(live.minutes for live in claims)
        limit = min(history.rules_of(live).day_minutes for live in claims)
        if minutes > limit:
            figures = {"minutes": minutes, "limit": limit, "day": claims[0].claim.local_date}
            yield Flag(FlagKind.LONG_DAY, claims[0].claim.person_id, in_order(claims), figures=figures)


def long_months(history: History) -> Iterator[Flag]:
    """More hours in one month than can be, over all mails, matches and programmes of a person, with or without days."""
    for claims in _grouped(history.claims, lambda live: (live.claim.person_id, month_of(live))):
        minutes = sum(live.minutes for live in claims)
        limit = min(history.rules_of(live).month_minutes for live in claims)
        if minutes > limit:
            figures: dict[str, Figure] = {"minutes": minutes, "limit": limit, "month": month_of(claims[0])}
            yield Flag(FlagKind.LONG_MONTH, claims[0].claim.person_id, in_order(claims), figures=figures)


def _grouped(claims: Iterable[LiveClaim], key: Callable[[LiveClaim], Hashable]) -> Iterable[list[LiveClaim]]:
    groups: dict[Hashable, list[LiveClaim]] = defaultdict(list)
    for live in claims:
        groups[key(live)].append(live)
    return groups.values()


def _likeness(live: LiveClaim) -> Hashable:
    claim = live.claim
    return claim.person_id, claim.match_id, claim.local_date, claim.mode, live.minutes


def _is_repeated(before: LiveClaim, live: LiveClaim) -> bool:
    """Whether two claims tell of one session: what one mail tells of twice was twice."""
    one, other = before.claim, live.claim
    if one.local_date is None or _likeness(before) != _likeness(live):
        return False
    if one.received_mail_id is not None and one.received_mail_id == other.received_mail_id:
        return False
    return one.starts is None or other.starts is None or one.starts == other.starts
