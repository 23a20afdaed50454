"""Since when a pair has been one, as it was said. Pure."""

import re
from datetime import date
from typing import Final

from app.reading.times.calendar import Calendar, dates_of, day_first_in
from app.reading.times.dates import days_at
from app.reading.words.names import Names
from app.reading.words.sentences import Sentence, one_sentence

_NOBODY: Final = Names({}, 0)
_LONGEST: Final = 60  # characters
_FILLERS: Final = 3
_YEAR: Final = re.compile(r"\b(20\d\d)\b")
_LEAD_FILLERS: Final = re.compile(
    r"^\W*(?:le|the|on|about|around|early|late|mid|beginning of|debut|fin|environ)\s+", re.IGNORECASE
)


def day_since(words: str, today: date, locale: str) -> date | None:
    """The day, as of the local day `today`: `1 March`, `March 2025` (its first day), `2025-03-01`.

    `None` where it names none, or could name two.
    """
    said = one_sentence(_LEAD_FILLERS.sub("", words[:_LONGEST]), _NOBODY)
    calendar = Calendar(today, None, day_first_in(locale))
    for index in range(min(_FILLERS, len(said.tokens))):
        days = days_at(said, index)
        if days:
            found = {day for day in dates_of(days[0], calendar) if day <= today} or set(dates_of(days[0], calendar))
            return found.pop() if len(found) == 1 else None
    return _month(said, today)


def _month(said: Sentence, today: date) -> date | None:
    """The first day of the latest such month that has begun, or of that of the year that is named."""
    for index in range(min(_FILLERS, len(said.tokens))):
        month = said.tag(index, "month")
        if month:
            number, year = int(month.value), _YEAR.search(said.words(index, len(said.tokens)))
            latest = today.year - (number > today.month)
            return date(int(year[1]) if year else latest, number, 1)
    return None
