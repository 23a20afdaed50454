"""Amounts of time in words and figures: what stands at a place in a sentence, in minutes.

Rules 2 and 15 of the contract: an amount is exact, approximate (still a claim), or vague (never a claim).
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from app.reading.sentences import Sentence

_HOUR = 60
_SIGNS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
_FRACTION_TOPS, _FRACTION_BOTTOMS = {"1", "3"}, {"2", "4"}
_LONGEST_MINUTES = 60 * 400
_MOST_BARE_HOURS = 100  # a larger number without a unit is a telephone, a year or a price
_MOST_CLEAR_HOURS = 24
_MOST_COLON_HOURS = 12  # 18:00 is a time of day
_MOST_FIGURES = 12  # beyond any amount; Python converts no more than some thousands


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of time at the tokens `first` to `end` (excluded); `minutes` is None where it is vague.

    `bare`: a number without a unit, in `minutes` taken as hours.
    """

    first: int
    end: int
    minutes: Fraction | None
    bare: bool = False
    attributive: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A plain number at the tokens `first` to `end` (excluded)."""

    first: int
    end: int
    value: Fraction


def number_at(sentence: Sentence, index: int) -> Number | None:
    """A figure (`2`, `1,5`, `1½`, `1 1/2`, `½`) or a number in words at the token."""
    if index >= len(sentence.tokens):
        return None
    token = sentence.tokens[index]
    if token.text in _SIGNS:
        return Number(index, index + 1, _SIGNS[token.text])
    if token.is_number:
        return _figure(sentence, index)
    word = sentence.tag(index, "number")
    return Number(index, word.end, Fraction(word.value)) if word else None


def amount_at(sentence: Sentence, index: int) -> Amount | None:
    """The amount that begins at the token, with its unit; vague ones too. None if there is none."""
    vague = sentence.tag(index, "vague_amount")
    if vague:
        return Amount(index, vague.end, None)
    bound = sentence.tag(index, "bound")
    if bound:
        amount = _sized(sentence, bound.end)
        return Amount(index, amount.end, None) if amount and not amount.bare else None
    quantity = sentence.tag(index, "vague_quantity")
    if quantity:
        unit = _unit_after(sentence, quantity.end)
        return Amount(index, unit[0], None) if unit else None
    return _range(sentence, index) or _sized(sentence, index)


def _figure(sentence: Sentence, index: int) -> Number:
    value = _decimal(sentence.tokens[index].text)
    if sentence.mark(index + 1) in _SIGNS:
        return Number(index, index + 2, value + _SIGNS[sentence.mark(index + 1)])
    part = _slash(sentence, index)
    if part:
        return Number(index, index + 3, part)
    after = _slash(sentence, index + 1)
    if (
        after
        and sentence.tokens[index].text.isdecimal()
        and not sentence.tokens[index].touches(sentence.tokens[index + 1])
    ):
        return Number(index, index + 4, value + after)
    return Number(index, index + 1, value)


def _decimal(figures: str) -> Fraction:
    text = figures[:_MOST_FIGURES]
    # 1,500 is a thousand and a half of something else than hours; 1,5 is the French comma.
    if re.fullmatch(r"\d+,\d{3}", text):
        return Fraction(text.replace(",", ""))
    return Fraction("0" + text.replace(",", "."))


def _slash(sentence: Sentence, index: int) -> Fraction | None:
    top, slash, bottom = (sentence.mark(index + step) for step in range(3))
    if slash == "/" and top in _FRACTION_TOPS and bottom in _FRACTION_BOTTOMS:
        return Fraction(int(top), int(bottom))
    return None


def _sized(sentence: Sentence, index: int) -> Amount | None:
    fixed = sentence.tag(index, "duration")
    if fixed:
        return Amount(index, fixed.end, Fraction(int(fixed.value)))
    article = sentence.tag(index, "article")
    if article:
        return _with_unit(sentence, index, Number(index, article.end, Fraction(1)))
    number = number_at(sentence, index)
    if number is None:
        return _lone_unit(sentence, index)
    return _colon(sentence, index, number) or _with_unit(sentence, index, number) or _bare(number)


def _bare(number: Number) -> Amount | None:
    if number.value > _MOST_BARE_HOURS:
        return None
    if number.value > _MOST_CLEAR_HOURS:  # 45: hours or minutes?
        return Amount(number.first, number.end, None, bare=True)
    return Amount(number.first, number.end, number.value * _HOUR, bare=True)


def _lone_unit(sentence: Sentence, index: int) -> Amount | None:
    """`hour and a half` without its article."""
    unit = sentence.tag(index, "unit")
    tail = sentence.tag(unit.end, "tail") if unit and unit.value == "60" else None
    if unit is None or tail is None:
        return None
    return Amount(index, tail.end, Fraction(_HOUR + int(tail.value)))


def _colon(sentence: Sentence, index: int, number: Number) -> Amount | None:
    """`1:30` as a duration: one hour and a half."""
    tokens = sentence.tokens
    if number.end != index + 1 or sentence.mark(index + 1) != ":" or index + 2 >= len(tokens):
        return None
    minutes = tokens[index + 2]
    together = tokens[index].touches(tokens[index + 1]) and tokens[index + 1].touches(minutes)
    if not together or not re.fullmatch(r"[0-5]\d", minutes.text) or number.value > _MOST_COLON_HOURS:
        return None
    unit = _unit_after(sentence, index + 3)
    return Amount(index, unit[0] if unit else index + 3, number.value * _HOUR + int(minutes.text))


def _with_unit(sentence: Sentence, first: int, number: Number) -> Amount | None:
    tail = sentence.tag(number.end, "tail")
    value, end = number.value, number.end
    if tail:
        value, end = value + Fraction(int(tail.value), _HOUR), tail.end
    unit = _unit_after(sentence, end)
    if unit is None:
        return None
    end, size = unit
    minutes, end = _and_more(sentence, value * size, end, size)
    if minutes > _LONGEST_MINUTES:
        return None
    return Amount(first, end, minutes, attributive=_is_attributive(sentence, unit[0]))


def _is_attributive(sentence: Sentence, unit_end: int) -> bool:
    # "2-hour", "30-min": the hyphen was left out of the tokens, its place shows.
    unit, number = sentence.tokens[unit_end - 1], sentence.tokens[unit_end - 2]
    return sentence.source[number.end : unit.start] in {"-", "\u2010", "\u2011"}


def _unit_after(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """End and size in minutes of the unit at the token, past a closing word such as `full` or `of an`."""
    unit = sentence.tag(index, "unit")
    if unit:
        return unit.end, int(unit.value)
    if index and _is_minute_mark(sentence, index):
        return index, 1
    if sentence.mark(index) == "m" and index and sentence.tokens[index - 1].touches(sentence.tokens[index]):
        return index + 1, 1
    if sentence.mark(index) in {"full", "solid", "good", "whole", "more", "other", "bonnes", "d", "de", "or", "so"}:
        unit = sentence.tag(index + 1, "unit")
        return (unit.end, int(unit.value)) if unit else None
    return None


def _is_minute_mark(sentence: Sentence, index: int) -> bool:
    """`45'`: the mark is no token, its place shows."""
    before = sentence.tokens[index - 1]
    rest = sentence.source[before.end : before.end + 2]
    return before.is_number and rest[:1] in {"'", "\u2019", "\u2032"} and not rest[1:].isalnum()


def _and_more(sentence: Sentence, minutes: Fraction, end: int, size: int) -> tuple[Fraction, int]:
    """`1h30`, `2 hr 15 min`, `2 hours and 15 minutes`, `an hour and a half`, `une heure trente`."""
    if size != _HOUR:
        return minutes, end
    tail = sentence.tag(end, "tail")
    if tail and not sentence.tag(end + 1, "duration") and not sentence.tag(end + 2, "duration"):
        return minutes + int(tail.value), tail.end
    step = end + 1 if sentence.mark(end) in {"and", "et", "&", ","} else end
    more = number_at(sentence, step)
    if more is None or more.value >= _HOUR or more.value.denominator != 1:
        return minutes, end
    unit = _unit_after(sentence, more.end)
    if unit and unit[1] == 1 and sentence.mark(end) != ",":
        return minutes + more.value, unit[0]
    if unit is None and step == end and _is_minutes(sentence, end, more):
        return minutes + more.value, more.end
    return minutes, end


def _is_minutes(sentence: Sentence, end: int, more: Number) -> bool:
    # "1h30" and "1 h 30" are one amount; "2 h 3 times" is not.
    text = sentence.tokens[more.first].text
    near = sentence.tokens[more.first].start - sentence.tokens[end - 1].end <= 1
    counted = sentence.tag(more.end, "times") or sentence.tag(more.end, "session")
    return near and not counted and (len(text) == 2 or not text.isdecimal()) and more.value >= 5  # noqa: PLR2004


def _range(sentence: Sentence, index: int) -> Amount | None:
    """`2-3 hours`, `between 2 and 4`, `2 or 3 hours`: vague."""
    between = sentence.tag(index, "between")
    first = _sized(sentence, between.end if between else index)
    if first is None or first.minutes is None:
        return None
    link = sentence.tag(first.end, "range")
    if link is None or (sentence.mark(first.end) in {"and", "et", "/"} and between is None):
        return None
    second = _sized(sentence, link.end)
    if second is None or second.minutes is None or (first.bare and second.bare and between is None):
        return None
    start, end = first.minutes, second.minutes
    if second.bare != first.bare:  # "2 to 3 hours": one unit for both
        start = start if second.bare else start * end / (_number_of(sentence, second) * _HOUR)
    return Amount(index, second.end, None) if start < end else None


def _number_of(sentence: Sentence, amount: Amount) -> Fraction:
    number = number_at(sentence, amount.first)
    return number.value if number and number.value else Fraction(1)
