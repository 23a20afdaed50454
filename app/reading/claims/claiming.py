"""From a group of words to the claim that it makes."""

from datetime import date
from fractions import Fraction

from app.reading.claims.claim import Claim
from app.reading.claims.forms.our_questions import asks_for_next
from app.reading.claims.pieces.alike import alike_of
from app.reading.claims.pieces.group import Group
from app.reading.claims.pieces.marks import Mark, Sign
from app.reading.times.amounts import Amount
from app.reading.times.calendar import Calendar, dates_of, is_hardly_ahead, is_nearer_ahead, is_no_day, latest_month
from app.reading.times.clock import Clock
from app.reading.times.counts import Count
from app.reading.times.said_day import SaidDay
from app.reading.words.small_words import small_words
from app.reading.words.zones import is_request_to_record, zones_of

_SHORT_SESSION = 60
_WAS = small_words("was_or_had")
_LASTING, _FOR = small_words("lasting"), small_words("for")
_OVER = small_words("spread_over")
_ONE_OF = frozenset({"nth", "rest"})
_LEADS_TO_ONE = frozenset({"x", "@"}) | small_words("leads_to_one_length")  # "3 calls of 30 min", "2 sessions @ 1 hour"


def claim_of(group: Group, calendar: Calendar) -> Claim:
    """The claim that a group of words makes."""
    amount = group.amounts[0] if group.amounts else None
    clock = (group.clocks or group.times or (None,))[0]
    count = group.counts[0] if group.counts else None
    alike = (group.marks(Sign.ALIKE) or (None,))[0] if amount is None and not group.clocks else None
    days, unclear = _days(group, calendar, coming=group.future)
    ahead = bool(days) and all(calendar.is_future(day) for day in days)
    minutes, vague = _length(group, amount, clock) if alike is None else (None, group.told)
    past = group.future and _is_planned_for_past(group, calendar)
    if past and minutes is not None:
        minutes, vague = None, group.words
    each, guessed, doubtful = _each(group, amount, count, len(days))
    return Claim(
        sentence=group.sentence,
        first=group.first,
        end=group.end,
        minutes=minutes,
        vague=vague,
        bare=amount is not None and amount.bare,
        added=amount.added if amount else None,
        amount_words=_amount_words(group, amount or alike),
        amount_at=_amount_at(group, amount or alike),
        sessions=_sessions(group, count),
        weeks=(count.times or 1) if count and count.weeks else 1,
        each=each,
        each_guessed=guessed,
        each_doubtful=doubtful,
        counted=count is not None and not count.weeks,
        modes=tuple(mark.value for mark in group.marks(Sign.MODE)),
        hedged=any(mark.value != "rest" for mark in group.marks(Sign.HEDGE)),
        partners=tuple(dict.fromkeys(int(mark.value) for mark in group.marks(Sign.PARTNER))),
        each_partner=group.has(Sign.EACH) and count is None and len(group.marks(Sign.PARTNER)) > 1,
        days=days,
        unclear_day=unclear,
        start=clock.start if clock else None,
        until=clock.until if clock else None,
        months=_months(group, calendar),
        month_heads=_month_heads(group),
        month_edge=_month_edge(group, calendar),
        total=group.has(Sign.TOTAL),
        detail=any(mark.value in _ONE_OF for mark in group.marks(Sign.DETAIL)),
        rest=group.tells_rest and amount is None,
        including=group.has(Sign.INCLUDING),
        future=(group.future and not past) or ahead,
        nothing=group.has(Sign.NOTHING) and not group.amounts,
        answers=group.sentence.answers,
        alike=alike_of(group.sentence, alike) if alike else None,
    )


def _length(group: Group, amount: Amount | None, clock: Clock | None) -> tuple[Fraction | None, str]:
    """Minutes, or the words that leave them open."""
    if amount is None:
        return (Fraction(clock.minutes), "") if clock is not None and clock.minutes else (None, "")
    if amount.minutes is None:
        return None, group.sentence.words(amount.first, amount.end)
    if _is_open(group) or not _agrees_with_clock(group, amount):
        return None, group.words
    return amount.minutes, ""


def _agrees_with_clock(group: Group, amount: Amount) -> bool:
    """`2 hours, 5-7pm`; two sessions of `6-7pm` may be an hour each or two hours in all."""
    if not group.clocks or not group.clocks[0].minutes:
        return True
    minutes = group.clocks[0].minutes
    return amount.minutes in {Fraction(minutes), Fraction(minutes) * _times(group)}


def _times(group: Group) -> int:
    """How many sessions the group tells of, by count or by days; at least one."""
    counted = max((count.times or 1 for count in group.counts), default=1)
    return max(counted, sum(len(piece.days) for piece in group.days))


def _is_open(group: Group) -> bool:
    """A rate without a number of sessions, an uncounted `several times`, or an amount that is itself a question."""
    if group.sentence.closing == "?" and _is_asked(group):
        return True
    if (_is_every(group) or group.has(Sign.RATE)) and not _number_of_sessions(group):
        return True
    return any(count.times is None for count in group.counts) and not group.has(Sign.TOTAL)


def _is_asked(group: Group) -> bool:
    """`maybe 2 hours?`; not `we met for 2 hours, is that enough?`, nor a request to record them."""
    begins = zones_of(group.sentence).question
    apart = begins is not None and group.pieces[-1].first < begins
    return not apart and not is_request_to_record(group.sentence)


def _is_every(group: Group) -> bool:
    """`an hour every week`; `met weekly, 4 hours in total` leaves nothing open."""
    if not group.has(Sign.TOTAL):
        return group.has(Sign.EVERY)
    return any(mark.first > group.amounts[0].first for mark in group.marks(Sign.EVERY))


def _number_of_sessions(group: Group) -> bool:
    return any((count.times or 0) > 1 for count in group.counts) or bool(group.days)


def _amount_at(group: Group, amount: Amount | Mark | None) -> int:
    piece = amount or (group.clocks[0] if group.clocks else None)
    return piece.first if piece else group.first


def _amount_words(group: Group, amount: Amount | Mark | None) -> str:
    piece = amount or (group.clocks[0] if group.clocks else None)
    return group.sentence.words(piece.first, piece.end) if piece else ""


def _sessions(group: Group, count: Count | None) -> int | None:
    if count is not None and not (count.weeks and not group.marks(Sign.SESSION)):
        return count.times
    marks = group.marks(Sign.SESSION)
    if any(mark.value in {"1", "verb"} for mark in marks):
        return 1
    nth = any(mark.value in _ONE_OF for mark in group.marks(Sign.DETAIL))
    return 1 if nth and (marks or group.amounts) else 0


def _each(group: Group, amount: Amount | None, count: Count | None, days: int) -> tuple[bool, bool, bool]:
    """Whether the amount is that of one session; whether that is only likely; whether it stays open."""
    times = max((count.times or 1) if count else 1, days)
    if _is_said_of_each(group, amount, count):
        return True, False, False
    if amount is None or times <= 1 or group.has(Sign.TOTAL):
        return amount is None and times > 1 and bool(group.clocks), False, False
    before = group.sentence.mark(amount.first - 1)
    ranged = bool(group.clocks) and amount.minutes == group.clocks[0].minutes
    if amount.attributive or ranged or before in _LEADS_TO_ONE:
        return True, False, False
    if count is not None and count.first == amount.end and not count.noun:
        return True, False, False  # "30 min twice"
    if count is not None and (count.first > amount.first or _is_spread(group, count)) and not group.has(Sign.EVERY):
        return False, False, False  # "2 hours over three calls"
    likely = before in _LASTING and amount.minutes is not None and amount.minutes <= _SHORT_SESSION
    return likely, likely, not likely


def _is_spread(group: Group, count: Count) -> bool:
    """`over two meetings we spent 3 hours`."""
    return group.sentence.mark(count.first - 1) in _OVER


def _is_said_of_each(group: Group, amount: Amount | None, count: Count | None) -> bool:
    """`an hour each`, `3 calls of 20 min`, `every Monday for 30 minutes, four times`."""
    if amount is not None and _is_in_all(group, amount):
        return False
    if group.has(Sign.EACH) or (count is not None and count.each and count.times != 1):
        return True
    many = count is not None and (count.times or 1) > 1 and not group.has(Sign.TOTAL)
    return many and amount is not None and _is_amount_of_every(group, amount)


def _is_in_all(group: Group, amount: Amount) -> bool:
    """`twice, 3 hours in all, both times in person`: the total stands right at the amount."""
    behind, before = group.sentence.tag(amount.end, "total"), group.sentence.tag_before(amount.first, "total")
    return behind is not None or before is not None


def _is_amount_of_every(group: Group, amount: Amount) -> bool:
    """Whether nothing parts the amount from `every`."""
    for mark in (*group.marks(Sign.EVERY), *group.marks(Sign.RATE)):
        between = range(min(mark.end, amount.end), max(mark.first, amount.first))
        if not any(group.sentence.mark(at) in {",", ";", "("} for at in between):
            return True
    return False


def _days(
    group: Group, calendar: Calendar, *, coming: bool
) -> tuple[tuple[date, ...], tuple[str, tuple[date, ...]] | None]:
    found: list[date] = []
    for piece in group.days:
        for said in piece.days:
            readings = _readings(group, said, calendar, coming=coming)
            if len(set(readings)) > 1 or (is_no_day(said, calendar) and not coming):
                return tuple(found), (group.sentence.words(said.first, said.end), readings)
            found.extend(readings[:1])
    return tuple(found), None


def _readings(group: Group, said: SaidDay, calendar: Calendar, *, coming: bool) -> tuple[date, ...]:
    if group.sentence.answers and asks_for_next(group.sentence.answers):
        ahead = dates_of(said, calendar, coming=True)
        if ahead and is_nearer_ahead(ahead[0], calendar):
            return ahead
    return dates_of(said, calendar, coming=coming, planned=_is_planned(group))


def _is_planned(group: Group) -> bool:
    """`We meet on June 17`, `on se voit le 12 juin`: told in the present, so rather still to come."""
    told = {mark.value for mark in group.marks(Sign.SESSION)}
    past = any(group.sentence.mark(at) in _WAS for at in range(group.first, group.end))
    if group.sentence.has("replaced"):
        return True  # "the call of May 26 was moved to June 9"
    if group.sentence.find("to_come") and not past and "verb" not in told:
        return True
    return "present" in told and not group.amounts


def _is_planned_for_past(group: Group, calendar: Calendar) -> bool:
    """`a Zoom planned for May 28`, written on June 3: whether it took place stays open."""
    return any(is_hardly_ahead(said, calendar) for piece in group.days for said in piece.days)


def _months(group: Group, calendar: Calendar) -> tuple[tuple[int, int], ...]:
    """The months that the hours are said to be of: `for April`, `August: 2 hours`, `en août`."""
    said = (
        latest_month(int(mark.value), calendar)
        for mark in group.marks(Sign.MONTH)
        if not group.sentence.tag_before(mark.first, "not_period") and not _month_edge(group, calendar)
    )
    return tuple(dict.fromkeys(month for month in said if month))


def _month_heads(group: Group) -> bool:
    """`For April:` or `Pour avril` names the month of what follows."""
    return any(
        group.sentence.mark(mark.first - 1) in _FOR or group.sentence.mark(mark.end) == ":"
        for mark in group.marks(Sign.MONTH)
    )


def _month_edge(group: Group, calendar: Calendar) -> str:
    """`in early June` beside the check-in of May: the words, where another month may be meant."""
    for mark in group.marks(Sign.MONTH):
        edge = group.sentence.tag_before(mark.first, "month_edge")
        if edge and calendar.period and latest_month(int(mark.value), calendar) != calendar.period:
            return group.sentence.words(edge.first, mark.end)
    return ""
