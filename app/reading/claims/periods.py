"""Which month the reply is about (rule 14 of the contract)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.reading.claims.claim import Claim
from app.reading.times.calendar import Calendar

_SHORT = 7

Month = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Period:
    """The month, or that the reply has hours for more than one."""

    month: Month | None
    several: bool = False

    @property
    def text(self) -> str | None:
        """The month as `2026-05`; None where there is none."""
        return f"{self.month[0]:04d}-{self.month[1]:02d}" if self.month else None


def period_of(claims: Sequence[Claim], calendar: Calendar) -> Period:
    """The month of the claims that stand (none of the future)."""
    telling = [claim for claim in claims if claim.has_amount or claim.days]
    said = _in_order(month for claim in telling for month in claim.months)
    dated = _in_order(calendar.month_of(day) for claim in telling if _counts(claim) for day in claim.days)
    if not said:
        said = _in_order(claim.month for claim in claims if claim.month and _is_heading(claim))[:1]
    spans = any(claim.has_amount and _spans_months(claim, calendar) for claim in claims)
    if len(said) > 1 or spans or _is_of_two_months(claims) or _mixes(telling, said, calendar):
        return Period(_own(calendar), several=True)
    if calendar.period is None:
        return _written_unasked(said, dated, calendar)
    if not said:
        return Period(calendar.period, several=_late_beside_own(telling, dated, calendar))
    return Period(said[0], several=any(month != said[0] for month in dated))


def _spans_months(claim: Claim, calendar: Calendar) -> bool:
    """`12 hours since January`; not `since May`, the month itself, nor `matched since January`."""
    words = claim.sentence.find_within("long_span", claim.first, claim.end)
    if words is None or claim.sentence.find("not_long_span"):
        return False
    tags = [tag for at in range(claim.first, claim.end) if (tag := claim.sentence.tag(at, "month"))]
    own = [tag for tag in tags if calendar.period and int(tag.value) == calendar.period[1]]
    return not any(claim.sentence.words(tag.first, tag.end) in words for tag in own)


def _is_of_two_months(claims: Sequence[Claim]) -> bool:
    """`Last month 3 hours, this month 2`."""
    told = [_relative_months(claim) for claim in claims if claim.has_amount]
    return {"last_month"} in told and {"this_month"} in told


def _relative_months(claim: Claim) -> set[str]:
    names = ("last_month", "this_month")
    return {name for name in names if claim.sentence.find_within(name, claim.first, claim.end)}


def _counts(claim: Claim) -> bool:
    return claim.is_live and (claim.has_amount or bool(claim.modes or claim.sessions))


def _written_unasked(said: Sequence[Month], dated: Sequence[Month], calendar: Calendar) -> Period:
    if said:
        return Period(said[0], several=any(month != said[0] for month in dated))
    if dated:
        return Period(dated[0], several=len(dated) > 1)
    return Period(_own(calendar))


def _own(calendar: Calendar) -> Month | None:
    return calendar.period or (calendar.month_of(calendar.today) if calendar.today else None)


def _mixes(claims: Sequence[Claim], said: Sequence[Month], calendar: Calendar) -> bool:
    """Another month said of a later amount, while the first has none: which is which stays open."""
    amounts = [claim for claim in claims if claim.has_amount]
    if not said or not amounts or said[0] == calendar.period:
        return False
    return amounts[0].month is None and any(claim.month for claim in amounts) and not amounts[0].days


def _late_beside_own(claims: Sequence[Claim], dated: Sequence[Month], calendar: Calendar) -> bool:
    outside = [month for month in dated if month != calendar.period]
    if not outside:
        return False
    undated = any(claim.has_amount and not claim.days and not claim.total for claim in claims)
    return undated or len(dated) > 1


def _is_heading(claim: Claim) -> bool:
    return claim.nothing or (claim.month_heads and len(claim.sentence.tokens) <= _SHORT)


def _in_order(months: Iterable[Month]) -> list[Month]:
    return list(dict.fromkeys(months))
