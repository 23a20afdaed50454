"""Minutes behind the hours: `1h30`, `2 hr 15 min`, `an hour and a half`, `une heure trente`, `an hour and ten`."""

from fractions import Fraction

from app.reading.times.units import unit_after
from app.reading.words.figures import Number, number_at
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_HOUR = 60
_FEWEST_MINUTES = 5  # "2 h two"
_MESSAGES = frozenset({"email", "text"})
_AND = small_words("and")
_JOINS = frozenset({",", "&", "+"}) | _AND
_ROUND_MINUTES = frozenset(range(10, 60, 5))


def and_minutes(sentence: Sentence, minutes: Fraction, end: int, size: int) -> tuple[Fraction, int]:
    """The minutes with those that follow the unit, and where they end: `1h30`, `2 hours and 15 minutes`.

    `minutes` were told up to the token `end`; `size` is the unit's, in minutes: nothing is added but to hours.
    """
    if size != _HOUR:
        return minutes, end
    tail = sentence.tag(end, "tail")
    if tail and not sentence.tag(end + 1, "duration") and not sentence.tag(end + 2, "duration"):
        return minutes + int(tail.value), tail.end
    step = end + 1 if sentence.mark(end) in _JOINS else end
    more = number_at(sentence, step)
    if more is None or more.value >= _HOUR or more.value.denominator != 1:
        return minutes, end
    unit = unit_after(sentence, more.end)
    if unit and unit[1] == 1 and sentence.mark(end) != ",":
        return minutes + more.value, unit[0]
    joined = step == end and _is_minutes(sentence, end, more)
    if unit is None and (joined or _is_and_minutes(sentence, end, more)):
        return minutes + more.value, more.end
    return minutes, end


def _is_and_minutes(sentence: Sentence, end: int, more: Number) -> bool:
    """`an hour and ten on Zoom`, `une heure et vingt`: minutes without their unit."""
    said = sentence.mark(end) in _AND and more.value in _ROUND_MINUTES
    how = sentence.tag(more.end, "mode") or sentence.tag(more.end, "mode_lead")
    return said and (not sentence.mark(more.end).isalnum() or (how is not None and how.value not in _MESSAGES))


def _is_minutes(sentence: Sentence, end: int, more: Number) -> bool:
    # "1h30", "1 h 30" and "2 h 00" are one amount, "1h30 x 2" twice that; "2 h 3 times" is not.
    text = sentence.tokens[more.first].text
    near = sentence.tokens[more.first].start - sentence.tokens[end - 1].end <= 1
    times = sentence.tag(more.end, "times")
    counted = times if times and number_at(sentence, times.end) is None else None
    many = sentence.tag(more.end, "session")
    counted = counted or (many if many and many.value == "many" else None)
    written = len(text) == 2 if text.isdecimal() else more.value >= _FEWEST_MINUTES  # noqa: PLR2004
    return near and not counted and written
