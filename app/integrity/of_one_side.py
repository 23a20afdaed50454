"""Sessions that only one side tells of: the other says that there were none, says nothing of them, or is silent."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import timedelta
from uuid import UUID

from app.integrity.flag import Flag, FlagKind, in_order
from app.integrity.history import LIVE_MODES, History, month_of, month_with
from app.integrity.witnesses import witnesses
from app.ledger.states import LiveClaim, State

_OfMonth = tuple[UUID, UUID, str]
"""A match, or a programme; a person; a month."""


def not_met(history: History) -> Iterator[Flag]:
    """Sessions in a month of which the other side says that there were none."""
    months: dict[tuple[UUID, UUID, UUID, str], list[LiveClaim]] = defaultdict(list)
    for live in _meetings(history):
        for partner_id in live.claim.counterpart_ids:
            if (live.claim.match_id, partner_id, month_of(live)) in history.unmet:
                months[live.claim.match_id, live.claim.person_id, partner_id, month_of(live)].append(live)
    for (_, person_id, partner_id, month), claims in months.items():
        yield Flag(FlagKind.NOT_MET, person_id, in_order(claims), partner_id, {"month": month})


def one_side_only(history: History) -> Iterator[Flag]:
    """Sessions of which no partner tells anything, though one who claims hours answered for that month."""
    months: dict[tuple[UUID, UUID, UUID, str], list[LiveClaim]] = defaultdict(list)
    for live in _alone(history):
        for partner_id in _one_of(live, history, history.answered):
            months[live.claim.match_id, live.claim.person_id, partner_id, month_of(live)].append(live)
    for (_, person_id, partner_id, month), claims in months.items():
        yield Flag(FlagKind.ONE_SIDE, person_id, in_order(claims), partner_id, {"month": month})


def unheard(history: History) -> Iterator[Flag]:
    """Sessions of which no partner tells anything, because one who claims hours never answered when asked.

    It says less than an answer without them, so what somebody confirmed is left out, and all months are one matter.
    """
    pairs: dict[tuple[UUID, UUID, UUID], list[LiveClaim]] = defaultdict(list)
    for live in _alone(history):
        if live.state is not State.ATTESTED and not _one_of(live, history, history.answered):
            for partner_id in _one_of(live, history, history.unanswered):
                pairs[live.claim.match_id, live.claim.person_id, partner_id].append(live)
    for (_, person_id, partner_id), claims in pairs.items():
        months = tuple(sorted({month_of(live) for live in claims}))
        yield Flag(FlagKind.UNHEARD, person_id, in_order(claims), partner_id, {"months": months})


def _meetings(history: History) -> Iterator[LiveClaim]:
    return (live for live in history.claims if live.claim.mode in LIVE_MODES)


def _alone(history: History) -> Iterator[LiveClaim]:
    """Meetings of which no partner tells in any way."""
    witnessed = {live.claim.id for pair in witnesses(history) for live in (pair.first, pair.second)}
    told = {_of(live, live.claim.person_id) for live in _meetings(history)}
    told |= {(match_id, person_id, month_with(day)) for match_id, person_id, day in history.told}
    vague = {_of(live, live.claim.person_id) for live in _meetings(history) if live.claim.local_date is None}
    for live in _meetings(history):
        some = vague if live.claim.local_date else told
        partners = _partners(live, history)
        if live.claim.id not in witnessed and not any(_tells(live, one, history, some) for one in partners):
            yield live


def _partners(live: LiveClaim, history: History) -> frozenset[UUID]:
    """Those of the others whose role claims hours, too."""
    match = history.matches.get(live.claim.match_id)
    return match.claimants.intersection(live.claim.counterpart_ids) if match else frozenset()


def _one_of(live: LiveClaim, history: History, asked: Collection[_OfMonth]) -> list[UUID]:
    """One partner who is among those asked, unless they say that there was no meeting."""
    month = month_of(live)
    found = (one for one in _partners(live, history) if (one, live.claim.programme_id, month) in asked)
    return sorted(one for one in found if _of(live, one) not in history.unmet)[:1]


def _tells(live: LiveClaim, partner_id: UUID, history: History, some: Collection[_OfMonth]) -> bool:
    """Whether the partner answered the claim itself, tells of hours that may be these, or of the session alone."""
    if live.answer is not None and live.answer.by_id == partner_id:
        return True
    return _of(live, partner_id) in some or _told_of(live, partner_id, history)


def _told_of(live: LiveClaim, partner_id: UUID, history: History) -> bool:
    """Whether the partner told of a session about that day, without its length."""
    match_id, day = live.claim.match_id, live.claim.local_date
    if day is None:
        return False
    reach = history.rules_of(live).days_apart
    return any((match_id, partner_id, day + timedelta(days=away)) in history.told for away in range(-reach, reach + 1))


def _of(live: LiveClaim, person_id: UUID) -> _OfMonth:
    return live.claim.match_id, person_id, month_of(live)
