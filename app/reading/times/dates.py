"""Days as people write them: what is said at a place in a sentence.

`calendar.py` turns what is said into a date (rule 6 of the contract).
"""

import re
from dataclasses import replace
from itertools import pairwise

from app.reading.times.clock import clock_at
from app.reading.times.day_numbers import (
    DAYS_IN_MONTH,
    YEARS,
    day_number,
    is_counted,
    is_date,
    whole_number,
    year_at,
)
from app.reading.times.nth_session import is_nth_session
from app.reading.times.said_day import SaidDay
from app.reading.times.weekdays import relative_day
from app.reading.words.planned import is_moved_to
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_SHORTEST_MONTH = 28
_MONTHS = 12
_LONGEST_LIST = 8
_LEADS = small_words("before_a_date")
_THE_DAYS = small_words("articles_of_days")
_DAY_LEADS = _THE_DAYS | small_words("the")
_SEVERAL = small_words("several_days")
_BEFORE_NUMBER = frozenset({",", "."}) | small_words("the")
_BEHIND_MONTH = frozenset({"."}) | small_words("the_in_a_date")
_OF = frozenset({"-", "/"}) | small_words("of_a_month")
_LISTED = frozenset({",", "&"}) | small_words("and")
_GOES_ON = small_words("and", "the", "on_a_day")
_LIST_WORDS = _LISTED | _GOES_ON
_BEHIND_NO_DAY = frozenset({":", "/", "x", "%", "h"}) | small_words("behind_no_day")
_LINKED = frozenset({"-"}) | small_words("rather_behind_hours")
_FOR = small_words("lasting")
_FRACTIONS = (["1", "/", "2"], ["1", "/", "4"], ["3", "/", "4"])
_BEHIND_DAY = frozenset({"", ",", ".", ";", "(", ")", ":", "-"}) | small_words("and", "behind_a_day")


def days_at(sentence: Sentence, index: int) -> tuple[SaidDay, ...]:
    """The day, or the list of days (`May 6 and 20`), that begins at the token; empty if there is none."""
    lead = sentence.tag(index, "last")
    weekday = sentence.tag(lead.end if lead else index, "weekday")
    if weekday:
        start = weekday.end
        while sentence.mark(start) in _BEFORE_NUMBER:
            start += 1
        dated = _dated(sentence, start) or (_month_first(sentence, lead.end) if lead else ())  # "on Mar 6"
        if start == weekday.end and not sentence.tag(index, "month"):  # "Mar 20" is no Tuesday
            dated = dated or _beside_weekday(sentence, start)
        if dated:
            return (replace(dated[0], first=index), *dated[1:])
    return _dated(sentence, index) or relative_day(sentence, index)


def _beside_weekday(sentence: Sentence, index: int) -> tuple[SaidDay, ...]:
    """`Tuesday 12 from 6:30 to 7:15`, `jeudi 14, 2 heures`; not `Tuesday 12-1`, `Friday 2 long calls`."""
    found = day_number(sentence, index)
    if found is None or sentence.mark(found[1]) not in _BEHIND_DAY or clock_at(sentence, index) is not None:
        return ()
    if sentence.mark(found[1]) in {"-", ":", "."} and sentence.tokens[index].touches(sentence.tokens[found[1]]):
        return ()
    return (SaidDay(index, found[1], found[0]),)


def _dated(sentence: Sentence, index: int) -> tuple[SaidDay, ...]:
    return (
        _one(_iso(sentence, index))
        or _one(_figures(sentence, index))
        or _month_first(sentence, index)
        or _day_first(sentence, index)
        or _ordinals(sentence, index)
    )


def _one(day: SaidDay | None) -> tuple[SaidDay, ...]:
    return (day,) if day else ()


def _iso(sentence: Sentence, index: int) -> SaidDay | None:
    year, month, day = (whole_number(sentence, index + step) for step in (0, 2, 4))
    marks = {sentence.mark(index + 1), sentence.mark(index + 3)}
    if year is None or year not in YEARS or marks not in ({"-"}, {"/"}, {"."}) or month is None or day is None:
        return None
    told = is_date(year, month, day) or _is_past_end_of_month(day, month)
    return SaidDay(index, index + 5, day, month, year) if told else None


def _figures(sentence: Sentence, index: int) -> SaidDay | None:
    """`05/06/2026`, `5-6-26`, `05.06.2026`, `5/6` where a day can stand, `le 05/06/2026`."""
    if sentence.mark(index) in _LEADS and sentence.mark(index + 1)[:1].isdecimal():
        day = _figures(sentence, index + 1)
        return replace(day, first=index) if day else None
    dotted = re.fullmatch(r"(\d{1,2})\.(\d{1,2})", sentence.mark(index))
    if dotted and sentence.mark(index + 1) == ".":
        return _figures_of(sentence, index, int(dotted[1]), int(dotted[2]), index + 2)
    first, second = whole_number(sentence, index), whole_number(sentence, index + 2)
    mark = sentence.mark(index + 1)
    if first is None or second is None or mark not in {"/", "-"}:
        return None
    if sentence.mark(index + 3) == mark:
        return _figures_of(sentence, index, first, second, index + 4)
    if (mark == "/" and _may_be_day(sentence, index)) or _heads_line(sentence, index):
        return _swappable(index, index + 3, first, second, None)
    return None


def _heads_line(sentence: Sentence, index: int) -> bool:
    """`05-04: 1 h`: two figures of two signs each, joined, before what took place."""
    tokens = sentence.tokens[index : index + 3]
    return index == 0 and [len(token.text) for token in tokens] == [2, 1, 2] and sentence.mark(3) in {":", ",", "-"}


def _figures_of(sentence: Sentence, index: int, first: int, second: int, at: int) -> SaidDay | None:
    year = whole_number(sentence, at)
    if year is None:
        return None
    full = year if year in YEARS else 2000 + year
    return _swappable(index, at + 1, first, second, full) if full in YEARS else None


def _swappable(index: int, end: int, first: int, second: int, year: int | None) -> SaidDay | None:
    as_day_first = is_date(year or 2024, second, first)
    as_month_first = is_date(year or 2024, first, second)
    if as_day_first:
        return SaidDay(index, end, first, second, year, swapped=as_month_first and first != second)
    if as_month_first:
        return SaidDay(index, end, second, first, year)
    day, month = max(first, second), min(first, second)
    return SaidDay(index, end, day, month, year) if _is_past_end_of_month(day, month) else None


def _is_past_end_of_month(day: int, month: int) -> bool:
    """`31/06`, `30/02`: days that are written and do not exist."""
    return 1 <= month <= _MONTHS and _SHORTEST_MONTH < day <= DAYS_IN_MONTH


def _may_be_day(sentence: Sentence, index: int) -> bool:
    alone = not (index and (sentence.tokens[index - 1].is_number or sentence.mark(index - 1) in {"/", "-"}))
    return (
        alone
        and not sentence.tag(index + 3, "unit")
        and not sentence.tag(index, "duration")
        and (sentence.plain.split()[index : index + 3] not in _FRACTIONS or _heads_session(sentence, index))
    )


def _heads_session(sentence: Sentence, index: int) -> bool:
    """`3/4 Zoom, 1 hour`: a fraction has a unit, and another amount follows."""
    after = sentence.tag(index + 3, "mode") or sentence.tag(index + 3, "session")
    return index == 0 and after is not None and any(sentence.all("unit"))


def _month_first(sentence: Sentence, index: int) -> tuple[SaidDay, ...]:
    """`May 18`, `May 18th, 2026`, `May 6, 13 and 20`."""
    month = sentence.tag(index, "month")
    if month is None:
        return ()
    start = month.end + 1 if sentence.mark(month.end) in _BEHIND_MONTH else month.end
    found = day_number(sentence, start)
    if found is None or is_counted(sentence, found[1]):
        return ()
    day, end = found
    year, end = year_at(sentence, end)
    days = [SaidDay(index, end, day, int(month.value), year)]
    while (more := _another(sentence, days[-1])) is not None:
        days.append(SaidDay(more[0], more[2], more[1], int(month.value), year))
    return tuple(days)


def _day_first(sentence: Sentence, index: int) -> tuple[SaidDay, ...]:
    """`18 May`, `le 1er mai 2026`, `6, 13 and 20 May`."""
    places: list[tuple[int, int, int]] = []
    start = index + 1 if sentence.mark(index) in _DAY_LEADS else index
    while len(places) < _LONGEST_LIST and (found := day_number(sentence, start)) is not None:
        places.append((start, found[0], found[1]))
        of = found[1] + 1 if sentence.mark(found[1]) in _OF else found[1]
        month = sentence.tag(of, "month")
        if month:
            year, end = year_at(sentence, month.end)
            days = [SaidDay(first, last, day, int(month.value), year) for first, day, last in places]
            return (*days[:-1], replace(days[-1], end=end))
        if sentence.mark(found[1]) not in _LISTED:
            return ()
        start = found[1] + 1
        while sentence.mark(start) in _GOES_ON:
            start += 1
    return ()


def _ordinals(sentence: Sentence, index: int) -> tuple[SaidDay, ...]:
    """`the 18th`, `the 3rd and 24th`, `le 18`."""
    lead = (sentence.mark(index) in _THE_DAYS and bool(sentence.mark(index + 1))) or is_moved_to(sentence, index)
    found = day_number(sentence, index + 1 if lead else index)
    if found is None:
        return ()
    day, end = found
    bare = end == index + (2 if lead else 1)
    if (
        sentence.tag(end, "numbered_thing")
        or (bare and not lead)
        or is_counted(sentence, end)
        or is_nth_session(sentence, index, end)
        or sentence.mark(end) in {"h", "x", "%"}
    ):
        return ()
    if bare and _is_hour_of_clock(sentence, end):
        return ()
    days = [SaidDay(index, end, day)]
    while (more := _another(sentence, days[-1])) is not None and (lead or more[2] > more[0] + 1):
        days.append(SaidDay(more[0], more[2], more[1]))
    if sentence.mark(index) in _SEVERAL and len(days) == 1:
        return ()  # "3 h, les 3 en visio"
    return tuple(days)


def _is_hour_of_clock(sentence: Sentence, end: int) -> bool:
    """`le 5:30`; not `le 5 : 30 min`."""
    tokens = sentence.tokens[end - 1 : end + 2]
    joined = all(left.touches(right) for left, right in pairwise(tokens))
    return sentence.mark(end) == ":" and len(tokens) > 2 and joined  # noqa: PLR2004


def _another(sentence: Sentence, last: SaidDay) -> tuple[int, int, int] | None:
    """A further day of a list: its first token, the day, its end."""
    start = index = last.end
    while sentence.mark(start) in _LIST_WORDS:
        start += 1
    if sentence.mark(index) == "/" and _is_later_day(sentence, index):
        start = index + 1
    found = day_number(sentence, start) if start > index else None
    if found is None or is_counted(sentence, found[1]) or sentence.tag(found[1], "month"):
        return None
    clock = clock_at(sentence, start)
    if clock is not None and clock.until is not None:
        return None  # "August 20, 3 to 4 pm"
    follows = sentence.mark(found[1])
    if follows in _BEHIND_NO_DAY or (follows in _LINKED and not _is_no_hours(sentence, found, last)):
        return None
    if sentence.mark(found[1]) in _FOR and any(sentence.tag(at, "unit") for at in range(index)):
        return None  # "2 hours on May 6, and on the 13th for 45 minutes"
    return start, found[0], found[1]


def _is_no_hours(sentence: Sentence, found: tuple[int, int], last: SaidDay) -> bool:
    """`May 9 and 23 by phone`: nobody meets for 23 hours; `May 9 and 2 by phone` may be a day and its hours."""
    day, end = found
    joined = sentence.mark(end) == "-" and sentence.tokens[end - 1].touches(sentence.tokens[end])
    return day > max(last.day or 0, _MONTHS) and not joined


def _is_later_day(sentence: Sentence, index: int) -> bool:
    """`May 5 / 12`: two days; `May 5 / 2` is a table, with the hours behind the day."""
    before, after = whole_number(sentence, index - 1), whole_number(sentence, index + 1)
    return before is not None and after is not None and before < after <= DAYS_IN_MONTH
