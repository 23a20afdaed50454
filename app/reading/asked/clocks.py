"""Times of day in an answer about hours: `we started at 3, not 2`, `c’était de 10 h à 11 h`.

A bare figure may be of either half of the day, and `10 to 11` may be a length that stays open: what our mail said of
the entry tells which.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import time
from decimal import Decimal

from app.reading.answered import Corrected
from app.reading.asked.known import Known
from app.reading.asked.places import places_of
from app.reading.times.amounts import Amount, amount_at
from app.reading.times.clock import Point, clock_at, closes_clock, point_at
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_HOUR, _HALF_DAY, _DAY = 60, 12 * 60, 24 * 60
_MORNING = 7 * 60  # nobody meets for so long, or so early
_DOUBTFUL = small_words("doubtful_at")
_NEAR = 3  # tokens from a time to the one that it is not
_PATTERNS = ("clock_begins", "clock_between", "clock_ends", "clock_instead")
_COUNTED = ("unit", "times", "session", "month", "ordinal_end")


@dataclass(frozen=True, slots=True)
class ToldClock:
    """A start, an end, or both, at the tokens `first` to `end` (excluded); `refused`: that is what it was not.

    `led`: a word before it says that it is a time of day.
    """

    first: int
    end: int
    start: Point | None
    until: Point | None
    refused: bool = False
    led: bool = False


@dataclass(frozen=True, slots=True)
class _Leads:
    """The words before a time, by their first token: where they end."""

    begins: dict[int, int]
    between: dict[int, int]
    ends: dict[int, int]
    instead: dict[int, int]


def told_clocks(sentence: Sentence) -> dict[int, ToldClock]:
    """The times of day that the sentence tells, by their first token."""
    leads = _Leads(*(dict(places_of(sentence, name)) for name in _PATTERNS))
    return {found.first: found for found in _clocks(sentence, leads)}


def tells_only_a_time(sentence: Sentence) -> bool:
    """`à 15 h`, which is no length of 15 hours, or `half an hour late`, which is none at all."""
    late = any(clock.start and _is_hour_of_day(clock) for clock in told_clocks(sentence).values())
    return late or tells_shift(sentence)


def tells_shift(sentence: Sentence) -> bool:
    """`half an hour late`; not `sorry for the late reply`, which is no time of day."""
    amounts = (amount_at(sentence, index) for index in range(len(sentence.tokens)))
    return any(amount is not None and is_shift(sentence, amount) for amount in amounts)


def is_shift(sentence: Sentence, amount: Amount) -> bool:
    """Whether by so much the start was another, so that it is no length: `half an hour late`, `late by 20 minutes`."""
    if amount.bare:
        return False  # `the wrong one earlier`
    return (
        amount.end in places_of(sentence, "clock_shift")
        or amount.first in places_of(sentence, "clock_shift_by").values()
    )


def tells_time_or_length(sentence: Sentence) -> bool:
    """`it was 2:30`: beside an entry with a time of day nobody knows whether it began then, or lasted so long."""
    clocks = told_clocks(sentence).values()
    places = range(len(sentence.tokens))
    return any(_is_of_both(sentence, index) for index in places) or any(
        point is not None
        and point.sign == "colon"
        and not (point.half or sentence.mark(point.end).isalpha())
        and not any(clock.first <= index < clock.end for clock in clocks)
        for index in places
        for point in [point_at(sentence, index)]
    )


def without_start(sentence: Sentence) -> dict[int, ToldClock]:
    """The times that are no lengths, beside entries of which no time of day was told."""
    return {first: clock for first, clock in told_clocks(sentence).items() if _is_hour_of_day(clock)}


def corrected_by(clock: ToldClock, known: Known, told: time | None = None) -> Corrected | None:
    """What is told of an entry that began at a known time; nothing where that is what our mail said.

    `told` is another start that was told before.
    """
    assert known.start is not None
    ours = _of_day(known.start)
    start = _of_day(told) if told and clock.start is None else _start(clock, ours)
    end = _after(clock.until, ours if start is None else start) if clock.until else None
    if start is None:
        lasts = {(ours + int(minutes)) % _DAY for minutes in known.minutes}
        return None if end is None or end in lasts else Corrected(end=_as_time(end))
    length = None if end is None else (end - start) % _DAY
    other_length = length if length not in known.minutes else None
    hours = None if other_length is None else Decimal(other_length) / _HOUR
    if start == ours:
        return Corrected(hours) if hours is not None else None
    return Corrected(hours, start=_as_time(start), end=None if end is None else _as_time(end))


def _is_hour_of_day(clock: ToldClock) -> bool:
    if clock.start is None or clock.until is not None or not clock.led:
        return False
    return clock.start.sign == "h" and clock.start.minutes >= _MORNING


def _clocks(sentence: Sentence, leads: _Leads) -> Iterator[ToldClock]:
    index, before, instead = 0, -_NEAR, set(leads.instead.values())
    while index < len(sentence.tokens):
        if lengths_end := _end_of_lengths(sentence, index, leads):
            index = lengths_end
            continue
        refused = index in instead or sentence.tag_before(index, "not") is not None
        near = refused and index - before <= _NEAR
        found = _range(sentence, index, leads, near=near) or _single(sentence, index, leads, near=near)
        if found:
            yield replace(found, refused=refused)
            before = found.end
        index = found.end if found else index + 1


def _end_of_lengths(sentence: Sentence, index: int, leads: _Leads) -> int | None:
    """Where `1 to 2 h`, `from 1 h to 2 h` end, two lengths and no times of day; `de 14 h à 15 h` are such."""
    led, start, until = _ends_of_range(sentence, index, leads)
    if start is None or until is None or start.half or until.half or until.sign != "h" or start.minutes >= _MORNING:
        return None
    return until.end if not led or start.sign != "h" or until.minutes < _MORNING else None


def _is_of_both(sentence: Sentence, index: int) -> bool:
    """`de 1 h 30 à 2 h`: a range of lengths, or half an hour in the afternoon."""
    lengths = _end_of_lengths(sentence, index, _Leads({}, {}, {}, {}))
    clock = clock_at(sentence, index) if lengths else None
    return clock is not None and clock.minutes is not None


def _ends_of_range(sentence: Sentence, index: int, leads: _Leads) -> tuple[bool, Point | None, Point | None]:
    """Whether a word leads to it, and the two ends."""
    led = leads.between.get(index)
    start = point_at(sentence, index if led is None else led)
    link = sentence.tag(start.end, "until") if start else None
    return led is not None, start, point_at(sentence, link.end) if link else None


def _range(sentence: Sentence, index: int, leads: _Leads, *, near: bool) -> ToldClock | None:
    led, start, until = _ends_of_range(sentence, index, leads)
    if start is None or until is None or _is_counted(sentence, until):
        return None
    behind = until.end + (sentence.mark(until.end) == ",")
    bare = led or near or start.minutes >= _MORNING or behind in leads.instead
    return ToldClock(index, until.end, start, until) if bare or start.is_marked or until.is_marked else None


def _single(sentence: Sentence, index: int, leads: _Leads, *, near: bool) -> ToldClock | None:
    begins, ends = leads.begins.get(index), leads.ends.get(index)
    point = point_at(sentence, ends or begins or index)
    if point is None or point.sign == "dot" or sentence.mark(index - 1) == ":" or _is_counted(sentence, point):
        return None
    if not (_is_led(sentence, index, point) if ends or begins else near or _stands_alone(point)):
        return None
    if _leads_to_amount(sentence, point):
        return None
    led = bool(ends or begins)
    return ToldClock(index, point.end, None if ends else point, point if ends else None, led=led)


def _leads_to_amount(sentence: Sentence, point: Point) -> bool:
    """`from 1 h to 1.5 h`: a length that became another."""
    link = sentence.tag(point.end, "until") if point.sign == "h" and point.minutes < _MORNING else None
    amount = amount_at(sentence, link.end) if link else None
    return amount is not None and not amount.bare


def _is_led(sentence: Sentence, index: int, point: Point) -> bool:
    """`at 3`, `à 15 h`; not `at 15 King Street`, nor `on a 2 h`."""
    if sentence.mark(index) in _DOUBTFUL and sentence.source[sentence.tokens[index].start] not in "àÀ":
        return point.sign == "h" and point.minutes >= _MORNING
    return point.is_marked or closes_clock(sentence, point.end) or not sentence.mark(point.end).isalnum()


def _stands_alone(point: Point) -> bool:
    """`3 pm`, `15:00`, `15 h`; not `1:30`, which may be a length."""
    late = _MORNING if point.sign == "colon" else _HALF_DAY + _HOUR
    return bool(point.half) or (point.sign in {"colon", "h"} and point.minutes >= late)


def _is_counted(sentence: Sentence, point: Point) -> bool:
    return any(sentence.tag(point.end, category) for category in _COUNTED)


def _start(clock: ToldClock, ours: int) -> int | None:
    """The start, in the half of the day that is nearer to the time we know; before an end whose half is told."""
    if clock.start is None:
        return None
    options = _options(clock.start)
    if clock.until and len(_options(clock.until)) == 1:
        options = [each for each in options if each < _options(clock.until)[0]] or options
    return min(options, key=lambda each: abs(each - ours))


def _after(point: Point, start: int) -> int:
    options = _options(point)
    return next((each for each in options if each > start), options[0])


def _options(point: Point) -> list[int]:
    """The minutes of the day that it may be."""
    within = point.minutes % _HALF_DAY
    if point.half:
        return [within + _HALF_DAY if point.half == "pm" else within]
    if point.sign == "noon" or point.minutes > _HALF_DAY + 59 or (point.sign == "h" and point.minutes >= _MORNING):
        return [point.minutes % _DAY]
    return [within, within + _HALF_DAY]


def _of_day(at: time) -> int:
    return at.hour * _HOUR + at.minute


def _as_time(minutes: int) -> time:
    return time(minutes // _HOUR % 24, minutes % _HOUR)
