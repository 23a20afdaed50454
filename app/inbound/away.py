"""Until when somebody is away, as their mail program tells it, in English or French. Pure.

Reminders wait on it (I4), so a day that could be read in two ways is none.
"""

import re
from datetime import date, timedelta
from functools import cache
from typing import Final

from app.inbound.robot_words import away_words
from app.reading.times.calendar import Calendar, dates_of, day_first_in
from app.reading.times.dates import days_at
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


def away_until(text: str, today: date, locale: str) -> date | None:
    """The last day away that a note names, seen on the local day `today`; `None` where it names none or is unclear.

    `until June 7` and `du 3 au 7 juin` name the last day, `back on June 8` and `de retour le 8` the day after it.
    Figures such as 03/06 are read in the order of the `locale`; where that has none, only if one order makes sense.
    """
    calendar = Calendar(today, None, day_first_in(locale))
    told = [one_sentence(part, _NOBODY) for part in _SENTENCE.split(text[:_LONGEST])[:_MOST_SENTENCES] if part.strip()]
    for lead, step in (("back", _ONE_DAY), ("last", timedelta()), ("range", timedelta())):
        for sentence in told:
            day = _led_by(lead, sentence, calendar)
            if day is not None:
                return day - step if day - step >= today else None
    return None


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
    """`back Monday`: behind such words a day of the week is the next one."""
    weekday = sentence.tag(index, "weekday")
    return (SaidDay(index, weekday.end, weekday=int(weekday.value), coming=True),) if weekday else ()


def _placed(said: SaidDay, calendar: Calendar) -> date | None:
    """The one day from today on that may be meant."""
    assert calendar.today is not None
    farthest = calendar.today + timedelta(days=_FAR) if said.year is None else date.max
    found = {day for day in dates_of(said, calendar, coming=True) if calendar.today <= day <= farthest}
    return found.pop() if len(found) == 1 else None


@cache
def _pattern(lead: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?: (?:{words}) )" for words in away_words()[lead]))
