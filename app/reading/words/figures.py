"""Plain numbers in figures and words: `2`, `1,5`, `1½`, `1 1/2`, `three`."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from app.reading.words.sentences import Sentence

_SIGNS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
_FRACTION_TOPS, _FRACTION_BOTTOMS = {"1", "3"}, {"2", "4"}
_MOST_FIGURES = 12  # beyond any amount; Python converts no more than some thousands


@dataclass(frozen=True, slots=True)
class Number:
    """A plain number at the tokens `first` to `end` (excluded)."""

    first: int
    end: int
    value: Fraction


def number_at(sentence: Sentence, index: int) -> Number | None:
    """A figure (`2`, `1,5`, `1½`, `1 1/2`, `½`) or a number in words at the token."""
    key = ("number", index)
    if key not in sentence.memo:
        number = _number_at(sentence, index)
        sentence.memo[key] = _said_again(sentence, number) if number else None
    found: Number | None = sentence.memo[key]
    return found


def _said_again(sentence: Sentence, number: Number) -> Number:
    """`two (2) hours`, `trois (3) rencontres`: the figure in brackets is the same number."""
    again = sentence.mark(number.end + 1)
    if sentence.mark(number.end) != "(" or sentence.mark(number.end + 2) != ")":
        return number
    words, figures = sentence.tag(number.end + 1, "number"), sentence.tokens[number.end + 1].is_number
    value = Fraction(words.value) if words else _decimal(again) if figures else None
    other = figures != sentence.tokens[number.first].is_number
    return Number(number.first, number.end + 3, number.value) if other and value == number.value else number


def _number_at(sentence: Sentence, index: int) -> Number | None:
    if index >= len(sentence.tokens):
        return None
    token = sentence.tokens[index]
    if token.text in _SIGNS:
        return Number(index, index + 1, _SIGNS[token.text])
    if token.is_number:
        return _figure(sentence, index)
    word = sentence.tag(index, "number")
    if word is None or (sentence.tag(index, "month") and not _counts_something(sentence, word.end)):
        return None
    return Number(index, word.end, Fraction(word.value))


def _counts_something(sentence: Sentence, end: int) -> bool:
    """`sept heures`, `sept fois`; not `that is all for Sept`."""
    return any(sentence.tag(end, category) for category in ("unit", "times", "session", "mode", "tail"))


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
    hyphen = sentence.mark(index + 1) == "-"
    after = _slash(sentence, index + 2) if hyphen else None
    if after and sentence.tokens[index].text.isdecimal():
        return Number(index, index + 5, value + after)  # "1-1/2 hours"
    return Number(index, index + 1, value)


@lru_cache(maxsize=512)
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
