"""What the two sides of a match tell of each other's sessions: differently, or not at all."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from app.integrity.flag import Figure, Flag, FlagKind, in_order
from app.integrity.history import LIVE_MODES, History, is_session, month_of
from app.integrity.witnesses import Witnessed, witnesses
from app.ledger.states import LiveClaim
from app.programmes.mode_words import UNSPECIFIED


def contradictions(history: History) -> Iterator[Flag]:
    """What two witnesses of one session say differently: its length, its day, how they met."""
    for pair in witnesses(history):
        for kind, figures in _differences(pair, history):
            one, other = pair.first, pair.second
            yield Flag(kind, one.claim.person_id, (one, other), other.claim.person_id, figures)


def _differences(pair: Witnessed, history: History) -> Iterator[tuple[FlagKind, dict[str, Figure]]]:
    one, other = pair.first, pair.second
    if abs(one.minutes - other.minutes) > history.rules_of(one).minutes_apart:
        yield FlagKind.MINUTES_DIFFER, {"first": one.minutes, "second": other.minutes}
    modes = {one.claim.mode, other.claim.mode}
    if len(modes) > 1 and UNSPECIFIED not in modes:
        yield FlagKind.MODES_DIFFER, {"first": one.claim.mode, "second": other.claim.mode}
    days = (one.claim.local_date, other.claim.local_date)
    if None not in days and days[0] != days[1]:
        yield FlagKind.DATES_DIFFER, {"first": days[0], "second": days[1]}


def not_met(history: History) -> Iterator[Flag]:
    """Sessions in a month of which the other side says that there were none."""
    months: dict[tuple[UUID, UUID, UUID, str], list[LiveClaim]] = defaultdict(list)
    for live in history.claims:
        if live.claim.mode not in LIVE_MODES:
            continue
        for partner_id in live.claim.counterpart_ids:
            if (live.claim.match_id, partner_id, month_of(live)) in history.unmet:
                months[live.claim.match_id, live.claim.person_id, partner_id, month_of(live)].append(live)
    for (_, person_id, partner_id, month), claims in months.items():
        yield Flag(FlagKind.NOT_MET, person_id, in_order(claims), partner_id, {"month": month})


def one_side_only(history: History) -> Iterator[Flag]:
    """Sessions of which no partner tells anything, though one who claims hours answered for that month."""
    witnessed = {live.claim.id for pair in witnesses(history) for live in (pair.first, pair.second)}
    vague = {
        (live.claim.match_id, live.claim.person_id, live.claim.period)
        for live in history.claims
        if live.claim.local_date is None and live.claim.mode in LIVE_MODES
    }
    months: dict[tuple[UUID, UUID, UUID, str], list[LiveClaim]] = defaultdict(list)
    for live in history.claims:
        if is_session(live) and live.claim.id not in witnessed:
            for partner_id in _silent(live, history, vague):
                months[live.claim.match_id, live.claim.person_id, partner_id, month_of(live)].append(live)
    for (_, person_id, partner_id, month), claims in months.items():
        yield Flag(FlagKind.ONE_SIDE, person_id, in_order(claims), partner_id, {"month": month})


def _silent(live: LiveClaim, history: History, vague: set[tuple[UUID, UUID, str]]) -> list[UUID]:
    """The partner who answered and does not tell of the session; nobody where any partner does in some way."""
    match, month = history.matches.get(live.claim.match_id), month_of(live)
    partners = match.claimants.intersection(live.claim.counterpart_ids) if match else frozenset[UUID]()
    if any(_tells(live, partner_id, history, vague, month) for partner_id in partners):
        return []
    answered = (
        partner_id for partner_id in partners if (partner_id, live.claim.programme_id, month) in history.answered
    )
    return sorted(one for one in answered if (live.claim.match_id, one, month) not in history.unmet)[:1]


def _tells(live: LiveClaim, partner_id: UUID, history: History, vague: set[tuple[UUID, UUID, str]], month: str) -> bool:
    """Whether the partner answered the claim itself, tells of hours on no day, or of the session without its length."""
    if live.answer is not None and live.answer.by_id == partner_id:
        return True
    if (live.claim.match_id, partner_id, month) in vague:
        return True
    assert live.claim.local_date is not None
    reach = history.rules_of(live).days_apart
    days = (live.claim.local_date + timedelta(days=away) for away in range(-reach, reach + 1))
    return any((live.claim.match_id, partner_id, day) in history.told for day in days)
