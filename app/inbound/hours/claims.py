"""From hours as a reply states them to whole minutes by match, mode and day. Pure."""

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from app.inbound.facts import HourItem, MeetingItem
from app.inbound.known import Known, KnownMatch
from app.reading.contract import Reading, SaidMeeting

MINUTES_PER_HOUR = 60
UNSPECIFIED = "unspecified"


class UnclearPartner(Exception):
    """Hours or a session could belong to more than one match."""


def whole_minutes(hours: Decimal) -> int:
    """Decimal hours as whole minutes, halves up: the one place where the contract's hours are converted."""
    return int((hours * MINUTES_PER_HOUR).to_integral_value(ROUND_HALF_UP))


def minutes_of(reading: Reading) -> int:
    """All minutes that the reply claims; 0 when it claims none."""
    return whole_minutes(reading.hours.total) if reading.hours else 0


def claims_hours(match: KnownMatch) -> bool:
    """Whether this person's role in the match claims hours (T4)."""
    return match.role in match.rules.hours.claimed_by


def claimed_items(reading: Reading, known: Known) -> tuple[HourItem, ...]:
    """The minutes to claim, only for roles that claim hours (T4). A session with a length is a
    claim of its own; what the sessions leave of a mode's hours is claimed beside, so the sum is what was said.

    Raises:
        UnclearPartner: when hours are not said to be with one of several partners.

    """
    if reading.hours is None or not reading.hours.total:
        return ()
    items: list[HourItem] = []
    for match, by_mode in _by_match(reading, known):
        if claims_hours(match):
            sessions = [said for said in reading.meetings if _is_with(said, match, known)]
            items.extend(_items_of(match, by_mode, sessions))
    return tuple(items)


def said_meetings(reading: Reading, known: Known) -> tuple[MeetingItem, ...]:
    """The sessions to note, each in its match.

    Raises:
        UnclearPartner: when a session could be with several partners.

    """
    return tuple(
        MeetingItem(_match_of(said, known).match_id, said.date, said.start, said.end, said.minutes, said.mode)
        for said in reading.meetings
    )


def _match_of(said: SaidMeeting, known: Known) -> KnownMatch:
    match = known.match_with(said.partner)
    if match is None:
        raise UnclearPartner
    return match


def _is_with(said: SaidMeeting, match: KnownMatch, known: Known) -> bool:
    return known.match_with(said.partner) == match


def _by_match(reading: Reading, known: Known) -> list[tuple[KnownMatch, Counter[str]]]:
    assert reading.hours is not None
    by_mode = Counter({mode: whole_minutes(hours) for mode, hours in reading.hours.by_mode.items()})
    if len(known.matches) == 1:
        return [(known.matches[0], by_mode or Counter({UNSPECIFIED: whole_minutes(reading.hours.total)}))]
    shares = Counter[UUID]()
    for name, hours in reading.hours.by_partner.items():
        match = known.match_with(name)
        if match is None:
            raise UnclearPartner
        shares[match.match_id] += whole_minutes(hours)
    if shares.total() != whole_minutes(reading.hours.total):
        raise UnclearPartner
    only_mode = next(iter(by_mode)) if len(by_mode) == 1 else None
    return [
        (match, _modes_of(match, shares[match.match_id], only_mode, reading, known))
        for match in known.matches
        if shares[match.match_id]
    ]


def _modes_of(match: KnownMatch, minutes: int, only_mode: str | None, reading: Reading, known: Known) -> Counter[str]:
    """How one partner's minutes divide: by the one mode named, else by sessions that account for all of them."""
    if only_mode:
        return Counter({only_mode: minutes})
    sessions = Counter[str]()
    for said in reading.meetings:
        if said.minutes and _is_with(said, match, known):
            sessions[said.mode] += said.minutes
    return sessions if sessions.total() == minutes else Counter({UNSPECIFIED: minutes})


def _items_of(match: KnownMatch, by_mode: Counter[str], sessions: list[SaidMeeting]) -> list[HourItem]:
    left, items = by_mode.copy(), []
    for said in sessions:
        if said.minutes and said.minutes <= left[said.mode]:
            left[said.mode] -= said.minutes
            items.append(HourItem(match.match_id, said.mode, said.minutes, said.date, said.start, said.end))
    items.extend(HourItem(match.match_id, mode, minutes) for mode, minutes in left.items() if minutes)
    return items
