"""Until when somebody is away, as their mail program tells it, in English or French. Pure.

Reminders wait on it (I4), so a day that could be read in two ways is none.
"""

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Final

from app.inbound.machines.robot_words import away_words
from app.reading.times.calendar import Calendar, dates_of, day_first_in
from app.reading.times.dates import days_at
from app.reading.times.day_numbers import day_number
from app.reading.times.said_day import SaidDay
from app.reading.words.names import Names
from app.reading.words.sentences import Sentence, one_sentence

_SENTENCE: Final = re.compile(r"(?<=[!?])\s+|(?<=[^\W\d_]{4}\.)\s+|(?<=\d\.)\s+(?=[^\W\d_a-z])|\n\s*\n")
_LONGEST: Final = 2_000
_MOST_SENTENCES: Final = 30
_FILLERS: Final = 4
_NOBODY: Final = Names({}, 0)
_FAR: Final = 300
"""A day without a year that lies farther ahead than so many days has just been: the note was left switched on."""
_ONE_DAY: Final = timedelta(days=1)
_SOON: Final = timedelta(days=60)
"""An absence that begins later than that is told again when it begins."""
_TO: Final = frozenset({"-", "to", "and", "through", "thru", "till", "until", "au", "a", "et"})


def away_until(text: str, today: date, locale: str) -> date | None:
    """The last day away that a note names, seen on the local day `today`; `None` where it names none or is unclear.

    `until June 7` and `du 3 au 7 juin` name the last day, `back on June 8` and `de retour le 8` the day after it.
    Figures such as 03/06 are read in the order of the `locale`; where that has none, only if one order makes sense.
    """
    calendar, told = Calendar(today, None, day_first_in(locale)), _sentences(text)
    begins = _first_day(told, calendar)
    if begins and begins - today > _SOON:
        return None
    return _last_day(told, calendar, begins or today)


def away_from(text: str, today: date, locale: str) -> date:
    """The first day away: `today`, unless the note names a later beginning before its last day."""
    until, begins = (
        away_until(text, today, locale),
        _first_day(_sentences(text), Calendar(today, None, day_first_in(locale))),
    )
    return begins if until and begins and today < begins <= until else today


def _sentences(text: str) -> list[Sentence]:
    parts = _SENTENCE.split(text[:_LONGEST])[:_MOST_SENTENCES]
    return [one_sentence(part, _NOBODY) for part in parts if part.strip()]


def _first_day(told: list[Sentence], calendar: Calendar) -> date | None:
    found = (_led_by("first", sentence, calendar) or _spanned(sentence, calendar)[0] for sentence in told)
    return next((day for day in found if day), None)


def _last_day(told: list[Sentence], calendar: Calendar, begins: date) -> date | None:
    assert calendar.today is not None
    for lead, step in (("back", _ONE_DAY), ("last", timedelta()), ("range", timedelta())):
        for sentence in told:
            day = _led_by(lead, sentence, calendar)
            if day is not None:
                return day - step if day - step >= calendar.today else None
    days = (_spanned(sentence, calendar)[1] for sentence in told)
    return next((day for day in days if day and day >= begins), None)


def _spanned(sentence: Sentence, calendar: Calendar) -> tuple[date | None, date | None]:
    """The first and the last day of `away June 1-14`, `on leave 1 to 12 June`, `out June 4 and 5`."""
    for match in _pattern("span").finditer(sentence.plain):
        start = sentence.plain.count(" ", 0, match.end() + 1) - 1
        for index in range(start, min(start + _FILLERS, len(sentence.tokens))):
            said = _two_days(sentence, index)
            if said:
                first, last = (_placed(one, calendar) for one in said)
                return first, last
    return None, None


def _two_days(sentence: Sentence, index: int) -> tuple[SaidDay, SaidDay] | None:
    days = days_at(sentence, index)
    if len(days) > 1:
        return days[0], days[-1]
    number = day_number(sentence, index)
    end = days[0].end if days else number[1] if number else None
    if end is None or sentence.mark(end) not in _TO:
        return None
    others, behind = days_at(sentence, end + 1), day_number(sentence, end + 1)
    if days:
        last = others[-1] if others else replace(days[0], day=behind[0]) if behind else None
        return (days[0], last) if last else None
    return (replace(others[-1], day=number[0]), others[-1]) if others and number else None


def _led_by(lead: str, sentence: Sentence, calendar: Calendar) -> date | None:
    """The first day behind words that lead to one."""
    for match in _pattern(lead).finditer(sentence.plain):
        start = sentence.plain.count(" ", 0, match.end() + 1) - 1
        said = _first_said(sentence, start)
        day = _placed(said, calendar) if said else None
        if day is not None:
            return day
    return None


def _first_said(sentence: Sentence, start: int) -> SaidDay | None:
    places = range(start, min(start + _FILLERS, len(sentence.tokens)))
    said = (days_at(sentence, index) or _weekday_at(sentence, index) for index in places)
    return next((days[0] for days in said if days), None)


def _weekday_at(sentence: Sentence, index: int) -> tuple[SaidDay, ...]:
    """`back Monday`: behind such words a day of the week is the next one, unless its date stands in brackets."""
    weekday = sentence.tag(index, "weekday")
    if weekday is None:
        return ()
    bracketed = days_at(sentence, weekday.end + 1) if sentence.mark(weekday.end) == "(" else ()
    return bracketed or (SaidDay(index, weekday.end, weekday=int(weekday.value), coming=True),)


def _placed(said: SaidDay, calendar: Calendar) -> date | None:
    """The one day from today on that may be meant."""
    assert calendar.today is not None
    farthest = calendar.today + timedelta(days=_FAR) if said.year is None else date.max
    found = {day for day in dates_of(said, calendar, coming=True) if calendar.today <= day <= farthest}
    return found.pop() if len(found) == 1 else None


@cache
def _pattern(lead: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?: (?:{words}) )" for words in away_words()[lead]))
