"""Amounts of time in words and figures: what stands at a place in a sentence, in minutes.

Rules 2 and 15 of the contract: an amount is exact, approximate (still a claim), or vague (never a claim).
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from app.reading.times.and_minutes import and_minutes
from app.reading.times.spans import is_span_in_words, leads_to_day, span_end
from app.reading.times.units import is_attributive, unit_after
from app.reading.words.figures import Number, number_at
from app.reading.words.lexicon import Tag
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_HOUR = 60
_LONGEST_MINUTES = 60 * 400
_MOST_BARE_HOURS = 100  # a larger number without a unit is a telephone, a year or a price
_MOST_CLEAR_HOURS = 24
_MOST_COLON_HOURS = 12  # 18:00 is a time of day
_LONGEST_COLON_HOURS = 8  # 9:30 may be either
_FEWEST_MINUTES = 5  # "2 and 30 minutes" is no two minutes
_CURRENCIES = frozenset("$\u20ac\u00a3")
_SPANS = frozenset({"-"}) | small_words("to", "or")
_AND, _OR = small_words("and"), small_words("or")
_PLUS, _SHARE_OF = small_words("plus"), small_words("share_of")
_LONGEST_LIST = 6
_LISTS = frozenset({",", "&", "+"}) | _AND
_LIKE_CLOCK = re.compile(r"\d{1,2}[.,](?:15|30|45)")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of time at the tokens `first` to `end` (excluded); `minutes` is None where it is vague.

    `bare`: a number without a unit, in `minutes` taken as hours. `added`: minutes more than were told before.
    """

    first: int
    end: int
    minutes: Fraction | None
    bare: bool = False
    attributive: bool = False
    added: Fraction | None = None


def amount_at(sentence: Sentence, index: int) -> Amount | None:
    """The amount that begins at the token, with its unit; vague ones too. None if there is none."""
    key = ("amount", index)
    if key not in sentence.memo:
        sentence.memo[key] = _amount_at(sentence, index)
    found: Amount | None = sentence.memo[key]
    return found


def _amount_at(sentence: Sentence, index: int) -> Amount | None:
    if vague := sentence.tag(index, "vague_amount"):
        return Amount(index, vague.end, None)
    bound = sentence.tag(index, "bound")
    if bound:
        amount = _sized(sentence, bound.end)
        return Amount(index, amount.end, None) if amount and not amount.bare else None
    quantity = sentence.tag(index, "vague_quantity")
    if quantity:
        unit = unit_after(sentence, quantity.end)
        return Amount(index, unit[0], None) if unit else None
    amount = _range(sentence, index) or _sized(sentence, index)
    return _compared(sentence, amount) if amount else None


def _compared(sentence: Sentence, amount: Amount) -> Amount:
    """`an hour less`, `2 hours+`, `1 of the 2 hours`: what it comes to stays open."""
    apart = sentence.mark(amount.end) == ","
    more = sentence.tag(amount.end + apart, "open_after")
    if more and not amount.bare and (more.value == "apart" or not apart):
        return Amount(amount.first, more.end, None, added=amount.minutes if more.value == "added" else None)
    margin = sentence.tag(amount.end + apart, "margin")
    if margin and (within := _sized(sentence, margin.end)):
        return Amount(amount.first, within.end, None)
    if not amount.bare and _has_plus(sentence, amount.end):
        return Amount(amount.first, amount.end + 1, None)
    whole = _whole_of(sentence, amount)
    return Amount(amount.first, whole.end, None) if whole else amount


def _has_plus(sentence: Sentence, index: int) -> bool:
    """`2 hours+`, `2+ hours`, `2 hours plus`: at least so much."""
    if sentence.mark(index) in _PLUS:
        return index + 1 == len(sentence.tokens)
    touching = sentence.mark(index) == "+" and sentence.tokens[index - 1].touches(sentence.tokens[index])
    return touching and number_at(sentence, index + 1) is None


def _whole_of(sentence: Sentence, amount: Amount) -> Amount | None:
    """The amount that this one is a share of: `1 of the 2 hours`, `3 of 10 hours`."""
    of = sentence.tag(amount.end, "out_of")
    plain = amount.bare and sentence.mark(amount.end) in _SHARE_OF
    if not of and not plain:
        return None
    whole = _sized(sentence, of.end if of else amount.end + 1)
    if whole is None or whole.bare or whole.minutes is None:
        return None
    larger = amount.minutes is None or whole.minutes > amount.minutes
    return whole if of or larger else None


def _sized(sentence: Sentence, index: int) -> Amount | None:
    if fixed := sentence.tag(index, "duration"):
        return Amount(index, fixed.end, Fraction(int(fixed.value)))
    if article := sentence.tag(index, "article"):
        if _is_price(sentence, index):
            return None
        return _with_unit(sentence, index, Number(index, article.end, Fraction(1)))
    number = number_at(sentence, index)
    if number is None:
        return _lone_unit(sentence, index)
    return (
        _colon(sentence, index, number)
        or _with_unit(sentence, index, number)
        or _sharing_unit(sentence, number)
        or _bare(sentence, number)
    )


def _is_price(sentence: Sentence, index: int) -> bool:
    """`$31 an hour`, `25 euros an hour`."""
    paid = sentence.tokens[index - 1].is_number and sentence.mark(index - 2) in _CURRENCIES
    return index > 0 and (
        paid or sentence.mark(index - 1) in _CURRENCIES or sentence.tag_before(index, "money") is not None
    )


def _sharing_unit(sentence: Sentence, number: Number) -> Amount | None:
    """`20 and 40 minutes`, `20, 30 and 45 min`: the last names the unit of all."""
    end = number.end
    for _ in range(_LONGEST_LIST):
        link, more = sentence.mark(end), number_at(sentence, end + 1)
        if link not in _LISTS or more is None:
            return None
        unit = unit_after(sentence, more.end)
        if unit:
            fits = link != "," and (unit[1] == _HOUR or min(number.value, more.value) >= _FEWEST_MINUTES)
            return Amount(number.first, number.end, number.value * unit[1]) if fits else None
        end = more.end
    return None


def _bare(sentence: Sentence, number: Number) -> Amount | None:
    if number.value > _MOST_BARE_HOURS or sentence.tag(number.first, "dozens"):
        return None
    tail = sentence.tag(number.end, "tail")
    if tail:  # "one and a half by phone"
        number = Number(number.first, tail.end, number.value + Fraction(int(tail.value), _HOUR))
    if number.value > _MOST_CLEAR_HOURS or _is_like_clock(sentence, number):  # 45: hours or minutes?
        return Amount(number.first, number.end, None, bare=True)
    tail = sentence.tag(number.end, "tail")  # "one and a half"
    end = tail.end if tail else number.end
    return Amount(number.first, end, number.value * _HOUR + int(tail.value if tail else 0), bare=True)


def _lone_unit(sentence: Sentence, index: int) -> Amount | None:
    """`hour and a half`, `hour and 20 minutes` without its article."""
    unit = sentence.tag(index, "unit")
    linked = unit and (sentence.tag(unit.end, "tail") or sentence.tag(unit.end, "and"))
    if unit is None or unit.value != "60" or not linked:
        return None
    minutes, end = and_minutes(sentence, Fraction(_HOUR), unit.end, _HOUR)
    return Amount(index, end, minutes) if end > unit.end else None


def _colon(sentence: Sentence, index: int, number: Number) -> Amount | None:
    """`1:30` as a duration: one hour and a half."""
    tokens = sentence.tokens
    if number.end != index + 1 or sentence.mark(index + 1) != ":" or index + 2 >= len(tokens):
        return None
    minutes = tokens[index + 2]
    together = tokens[index].touches(tokens[index + 1]) and tokens[index + 1].touches(minutes)
    if not together or not re.fullmatch(r"[0-5]\d", minutes.text) or number.value > _MOST_COLON_HOURS:
        return None
    unit = unit_after(sentence, index + 3)
    open_ = unit is None and (number.value > _LONGEST_COLON_HOURS or _names_clock(sentence, index))
    return Amount(
        index, unit[0] if unit else index + 3, None if open_ else number.value * _HOUR + int(minutes.text), bare=False
    )


def _names_clock(sentence: Sentence, index: int) -> bool:
    """`Tuesday 2:30 for an hour`: when it was, and not how long."""
    return sentence.tag_before(index, "weekday") is not None


def _with_unit(sentence: Sentence, first: int, number: Number) -> Amount | None:
    tail = sentence.tag(number.end, "tail")
    value, end = number.value, number.end
    if tail:
        value, end = value + Fraction(int(tail.value), _HOUR), tail.end
    if _has_plus(sentence, end) and (unit := unit_after(sentence, end + 1)):
        return Amount(first, unit[0], None)
    unit = unit_after(sentence, end)
    if unit is None:
        return None
    end, size = unit
    if size == _HOUR and _is_like_clock(sentence, number):
        return Amount(first, end, None)
    minutes, end = and_minutes(sentence, value * size, end, size)
    if minutes > _LONGEST_MINUTES:
        return None
    return Amount(first, end, minutes, attributive=is_attributive(sentence, unit[0]))


def _is_like_clock(sentence: Sentence, number: Number) -> bool:
    """`1.30 hours`: an hour and a half, or 78 minutes?"""
    return number.end == number.first + 1 and bool(_LIKE_CLOCK.fullmatch(sentence.mark(number.first)))


def _range(sentence: Sentence, index: int) -> Amount | None:
    """`2-3 hours`, `between 2 and 4`, `2 or 3 hours`: vague."""
    between = sentence.tag(index, "between")
    first = _sized(sentence, between.end if between else index)
    if first is not None and is_span_in_words(sentence, index):
        return Amount(index, span_end(sentence, first.end), None)
    link = _link(sentence, first.end) if first else None
    if first is None or link is None or not _may_span(sentence, first, between):
        return None
    second = _sized(sentence, link.end)
    if second is None or second.minutes is None or _begins_date(sentence, link, second):
        return None
    start, end = _minutes_said(sentence, first), second.minutes
    if start is None:
        return None
    if first.bare and second.bare and between is None:  # "2-3"
        rising = start < end and sentence.mark(first.end) in _SPANS
        return Amount(index, second.end, None, bare=True) if rising else None
    if second.bare != first.bare:  # "2 to 3 hours", "45 to 90 minutes": one unit for both
        start = start if second.bare else start * end / (_number_of(sentence, second) * _HOUR)
    return Amount(index, second.end, None) if start < end else None


def _begins_date(sentence: Sentence, link: Tag, amount: Amount) -> bool:
    """`this one - 04/02/2026`, `1 h - 6 mai - café`."""
    slashed = sentence.mark(amount.end) == "/" and sentence.tag(amount.end + 2, "unit") is None
    return amount.bare and (slashed or leads_to_day(sentence, link.first, amount.end))


def _may_span(sentence: Sentence, first: Amount, between: Tag | None) -> bool:
    """Whether the mark behind the first amount leads to a limit: `between 2 and 3`, `2/3 hours`; not `2 h and 3 h`."""
    mark = sentence.mark(first.end)
    if mark in _AND:
        return between is not None and between.value == "and"
    return mark != "/" or between is not None or _is_slashed(sentence, first)


def _is_slashed(sentence: Sentence, first: Amount) -> bool:
    """`2/3 hours`: two or three."""
    at = first.end
    tight = first.bare and sentence.tokens[at - 1].touches(sentence.tokens[at])
    return tight and sentence.tag(at + 2, "unit") is not None


def _link(sentence: Sentence, index: int) -> Tag | None:
    """`2 to 3`, `2 or 3`; `2, or maybe 3`."""
    link = sentence.tag(index, "range")
    if link:
        return link
    at = index + 1 if sentence.mark(index) == "," else index
    guess = sentence.tag(at, "alternative")
    return guess if guess and sentence.mark(at) in _OR else None


def _minutes_said(sentence: Sentence, amount: Amount) -> Fraction | None:
    """Those of an amount; a figure too large for hours is counted as hours all the same."""
    return _number_of(sentence, amount) * _HOUR if amount.bare and amount.minutes is None else amount.minutes


def _number_of(sentence: Sentence, amount: Amount) -> Fraction:
    number = number_at(sentence, amount.first)
    return number.value if number and number.value else Fraction(1)
