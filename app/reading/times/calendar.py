"""From what is said of a day to a date, in the programme's time zone (rule 6 of the contract)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.reading.contract import Context
from app.reading.times.said_day import SaidDay

_MONTHS = 12
_DAYS_OF_MEMORY = 300
_HALF_A_YEAR = 183  # days
_LEAP_YEAR = 2024
_YEARS_BACK = 8  # far enough for a 29 February


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a day is read against: the mail's own day and the check-in's month.

    `day_first`: the locale's order of figures, None where it has none (`en-CA`).
    """

    today: date | None
    period: tuple[int, int] | None
    day_first: bool | None

    def is_future(self, day: date) -> bool:
        """Whether a local day is after the day of the mail; never where that is not known."""
        return self.today is not None and day > self.today

    def month_of(self, day: date) -> tuple[int, int]:
        """The month of a day as (year, month from 1 to 12)."""
        return day.year, day.month


def calendar_for(context: Context, mail_date: datetime | None) -> Calendar:
    """The calendar of a reply; without a mail date the day of our own mail stands in."""
    moment = mail_date or context.checkin.sent_at
    zone = ZoneInfo(context.programme.timezone)
    local = moment.astimezone(zone) if moment and moment.tzinfo else moment
    period = context.checkin.period
    return Calendar(
        local.date() if local else None,
        (int(period[:4]), int(period[5:])) if period else None,
        day_first_in(context.programme.locale),
    )


def day_first_in(locale: str) -> bool | None:
    """Whether `03/06` is the third of June in a locale; `None` where people write both (`en-CA`)."""
    if locale.lower().startswith("en-us"):
        return False
    return None if locale.lower() == "en-ca" else True


def dates_of(said: SaidDay, calendar: Calendar, *, coming: bool = False, planned: bool = False) -> tuple[date, ...]:
    """The date that is meant; two where it stays open which, none where it cannot be told.

    `coming`: the words around say that it is still to come; `planned`: it is, if it would else be long past.
    """
    if said.shift is not None or said.weekday is not None:
        return _from_today(said, calendar, coming=coming)
    if said.swapped:
        return _swapped(said, calendar, coming=coming)
    found = _placed(said.day, said.month, said.year, calendar, coming=coming and not is_hardly_ahead(said, calendar))
    if found and said.year is None and not coming and _is_nearly_a_year_ago(found, calendar):
        ahead = _placed(said.day, said.month, None, calendar, coming=True)
        if ahead and planned:
            return (ahead,)
        return (found, ahead) if ahead and ahead != found else (found,)
    return (found,) if found else ()


def is_hardly_ahead(said: SaidDay, calendar: Calendar) -> bool:
    """`planned for May 28`, written on June 3: the day that has just been, and hardly the one of next year."""
    if said.month is None or said.day is None or said.year is not None or calendar.today is None:
        return False
    ahead = _placed(said.day, said.month, None, calendar, coming=True)
    return ahead is not None and (ahead - calendar.today).days > _DAYS_OF_MEMORY


def is_no_day(said: SaidDay, calendar: Calendar) -> bool:
    """`June 31`, or `the 31st` said of June: there is no such day."""
    if said.day is None:
        return False
    if said.month is not None:
        return _date(said.year or _LEAP_YEAR, said.month, said.day) is None
    return calendar.period is not None and _date(*calendar.period, said.day) is None


def is_nearer_ahead(day: date, calendar: Calendar) -> bool:
    """Whether the day is still to come, and within half a year."""
    return calendar.today is not None and 0 < (day - calendar.today).days <= _HALF_A_YEAR


def _is_nearly_a_year_ago(day: date, calendar: Calendar) -> bool:
    # "June 10" written on June 3 is hardly the one of last year; to record it would be a guess.
    return calendar.today is not None and (calendar.today - day).days > _DAYS_OF_MEMORY


def _from_today(said: SaidDay, calendar: Calendar, *, coming: bool) -> tuple[date, ...]:
    if calendar.today is None:
        return ()
    if said.shift is not None:
        return (calendar.today + timedelta(days=said.shift),)
    weekday = said.weekday or 0
    if said.coming or coming:
        ahead = (weekday - calendar.today.weekday() - 1) % 7 + 1
        return (calendar.today + timedelta(days=ahead),)
    back = (calendar.today.weekday() - weekday - 1) % 7 + 1
    return (calendar.today - timedelta(days=back),)


def _swapped(said: SaidDay, calendar: Calendar, *, coming: bool) -> tuple[date, ...]:
    day_first = _placed(said.day, said.month, said.year, calendar, coming=coming)
    month_first = _placed(said.month, said.day, said.year, calendar, coming=coming)
    both = tuple(found for found in (day_first, month_first) if found)
    inside = [found for found in both if calendar.month_of(found) == calendar.period]
    if len(inside) == 1:
        return (inside[0],)
    if calendar.day_first is None:
        return both
    first = day_first if calendar.day_first else month_first
    return (first,) if first else both


def _placed(day: int | None, month: int | None, year: int | None, calendar: Calendar, *, coming: bool) -> date | None:
    if day is None:
        return None
    if year is not None and month is not None:
        return _date(year, month, day)
    if month is not None:
        return _nearest_year(day, month, calendar, coming=coming)
    if calendar.period and not coming:
        return _date(*calendar.period, day)
    return _nearest_month(day, calendar, coming=coming)


def _nearest_year(day: int, month: int, calendar: Calendar, *, coming: bool) -> date | None:
    if calendar.today is None:
        return _date(calendar.period[0], month, day) if calendar.period else None
    step = 1 if coming else -1
    for away in range(_YEARS_BACK + 1):
        found = _date(calendar.today.year + step * away, month, day)
        if found and (found >= calendar.today if coming else found <= calendar.today):
            return found
    return None


def _nearest_month(day: int, calendar: Calendar, *, coming: bool) -> date | None:
    if calendar.today is None:
        return None
    year, month = calendar.today.year, calendar.today.month
    for _ in range(_MONTHS):
        found = _date(year, month, day)
        if found and (found > calendar.today if coming else found <= calendar.today):
            return found
        year, month = month_after(year, month) if coming else month_before(year, month)
    return None


def month_before(year: int, month: int) -> tuple[int, int]:
    """The month before, as (year, month from 1 to 12)."""
    return (year, month - 1) if month > 1 else (year - 1, _MONTHS)


def month_after(year: int, month: int) -> tuple[int, int]:
    """The month after, as (year, month from 1 to 12)."""
    return (year, month + 1) if month < _MONTHS else (year + 1, 1)


def latest_month(month: int, calendar: Calendar) -> tuple[int, int] | None:
    """The latest month of that number which is not after the mail's day."""
    reference = calendar.month_of(calendar.today) if calendar.today else calendar.period
    if reference is None:
        return None
    return (reference[0] if month <= reference[1] else reference[0] - 1), month


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
