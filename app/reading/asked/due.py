"""By when something is to be done: `by Friday`, `before June 15`, `d'ici la fin août`."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from app.reading.asked.places import places_of
from app.reading.times.calendar import Calendar, dates_of
from app.reading.times.dates import days_at
from app.reading.times.said_day import SaidDay
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_DECEMBER = 12
_TRAILING = frozenset({",", "-", ":", ".", ";", "(", ")"})
_LEADING = small_words("leads_to_a_due_day")


@dataclass(frozen=True, slots=True)
class Due:
    """A local day, and the tokens `first` to `end` (excluded) that say it."""

    day: date
    first: int
    end: int


def due_in(sentence: Sentence, first: int, end: int, calendar: Calendar) -> Due | None:
    """The last day still to come that the tokens name as a time to be done by; None where it is not clear which."""
    leads = places_of(sentence, "due_lead")
    found = None
    for at in range(first, end):
        stop = leads.get(at)
        day = _day_at(sentence, stop, calendar) if stop is not None else None
        if day is None and (relative := sentence.tag(at, "day")):
            day = _one(SaidDay(at, relative.end, shift=int(relative.value)), calendar)
        if day is not None and day.end <= end and not (calendar.today and day.day < calendar.today):
            found = Due(day.day, at, day.end)
    return found


def _day_at(sentence: Sentence, index: int, calendar: Calendar) -> Due | None:
    """`the end of August`, `Friday`, `June 15`, `the 15th`."""
    edge = places_of(sentence, "due_end").get(index)
    if edge is not None:
        return _end_of(sentence, index, edge, calendar)
    index += sentence.mark(index) in _LEADING
    weekday = sentence.tag(index, "weekday")
    dated = days_at(sentence, index)
    if dated and not (weekday and dated[0].weekday is not None):
        return _one(dated[0], calendar)
    return _one(SaidDay(index, weekday.end, weekday=int(weekday.value), coming=True), calendar) if weekday else None


def _one(said: SaidDay, calendar: Calendar) -> Due | None:
    days = set(dates_of(said, calendar, coming=True))
    return Due(days.pop(), said.first, said.end) if len(days) == 1 else None


def _end_of(sentence: Sentence, first: int, index: int, calendar: Calendar) -> Due | None:
    """The last day of a month to come, of this month or of this year."""
    if calendar.today is None:
        return None
    year, month = calendar.today.year, calendar.today.month
    named = sentence.tag(index, "month")
    if named:
        year += int(named.value) < month
        return Due(_last(year, int(named.value)), first, named.end)
    for pattern, last in (("due_this_month", _last(year, month)), ("due_this_year", _last(year, _DECEMBER))):
        end = places_of(sentence, pattern).get(index)
        if end is not None:
            return Due(last, first, end)
    return None


def _last(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def without_due(sentence: Sentence, first: int, end: int, due: Due | None) -> str:
    """The words of the tokens `first` to `end` (excluded), without the day where it opens or closes them."""
    while end > first and sentence.mark(end - 1) in _TRAILING:
        end -= 1
    if due is not None and due.end >= end:
        end = due.first
    elif due is not None and due.first <= first:
        first = due.end
    while first < end and not sentence.mark(first)[:1].isalnum() and not sentence.mark(first).startswith("@"):
        first += 1
    while end > first and sentence.mark(end - 1) in _TRAILING:
        end -= 1
    return sentence.words(first, end)
