"""Which of the asked items words name: by number, by place, by day, length, mode, partner, or by their own words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.reading.asked.known import Asked, words_of
from app.reading.times.amounts import amount_at
from app.reading.times.calendar import dates_of
from app.reading.times.dates import days_at
from app.reading.times.said_day import SaidDay
from app.reading.words.figures import number_at
from app.reading.words.lexicon import lexicon
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_OPENERS = frozenset({"", ",", ";", ".", "(", "&", "/", "-", "#", "!"}) | small_words("and", "but", "only")
_CLOSERS = frozenset({")", ":", "-", "=", "."})
_JOINS = frozenset({",", "&", "-", "/"}) | small_words("and", "to")
_COUNTED = ("unit", "month", "ordinal_end", "session")
_TURNS = small_words("but", "no", "only", "except")
_TO = frozenset({"-"}) | small_words("to")
_THE = small_words("the")
_ARTICLES = small_words("article_of_a_number")
_SUFFIXES = small_words("ordinal_of_no_day")
_OF_TIME = small_words("ordinal_of_time")
_AND = frozenset({"&"}) | small_words("and")
_LONGEST_LABEL = 12
_FARTHEST_ARTICLE = 2


class Sort(StrEnum):
    """How items are named; two sorts together narrow each other: `the phone call of May 12`."""

    NUMBER = "number"
    DAY = "day"
    LENGTH = "length"
    MODE = "mode"
    PARTNER = "partner"
    WORDS = "words"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Named:
    """The items that the words up to the token `end` (excluded) name."""

    items: frozenset[int]
    end: int
    sort: Sort


def places_of(sentence: Sentence, pattern: str) -> Mapping[int, int]:
    """Where the words of a pattern stand: first token to end (excluded)."""
    found: dict[int, int] = {}
    for match in lexicon().patterns[pattern].finditer(sentence.plain):
        first = sentence.plain.count(" ", 0, match.start() + 1) - 1
        found[first] = first + len(match.group().split())
    return found


def is_before(sentence: Sentence, index: int, pattern: str) -> bool:
    """Whether the token right before is of the pattern, or of the category of words of that name."""
    if index <= 0:
        return False
    if pattern in lexicon().patterns:
        return sentence.find_within(pattern, index - 1, index) is not None
    return sentence.tag_before(index, pattern) is not None


def named_at(sentence: Sentence, index: int, asked: Asked, *, answers: Mapping[int, int]) -> Named | None:
    """The items that are named at the token. `answers`: where answers begin and end."""
    return (
        _by_words(sentence, index, asked)
        or _by_day(sentence, index, asked)
        or _by_number(sentence, index, asked, answers)
        or _by_article(sentence, index, asked)
        or _by_place(sentence, index, asked)
        or _by_length(sentence, index, asked)
        or _by_partner(sentence, index, asked)
        or _by_mode(sentence, index, asked)
    )


def _by_number(sentence: Sentence, index: int, asked: Asked, answers: Mapping[int, int]) -> Named | None:
    number = _number(sentence, index, asked)
    if number is None or sentence.tag(index + 1, "unit") or sentence.tag(index + 1, "month"):
        return None
    if not _is_number_of_item(sentence, index, answers, number):
        return None
    end = index + 1
    upto = _number(sentence, index + 2, asked) if sentence.mark(index + 1) in _TO else None
    if upto is not None and upto > number:
        return Named(frozenset(range(number - 1, upto)), index + 3, Sort.NUMBER)
    closed = sentence.mark(end) in (_CLOSERS if sentence.mark(index - 1) in _OPENERS else _CLOSERS - {"."})
    return Named(frozenset({number - 1}), end + closed, Sort.NUMBER)


def _by_article(sentence: Sentence, index: int, asked: Asked) -> Named | None:
    """`le 2 est inexact`, where no item is of the second of a month."""
    number = _number(sentence, index + 1, asked) if sentence.mark(index) in _ARTICLES else None
    if number is None or any(sentence.tag(index + 2, category) for category in _COUNTED):
        return None
    return Named(frozenset({number - 1}), index + 2, Sort.NUMBER)


def _number(sentence: Sentence, index: int, asked: Asked) -> int | None:
    text = sentence.mark(index)
    number = int(text) if re.fullmatch(r"\d{1,2}", text) else 0
    return number if 1 <= number <= len(asked.items) else None


def _is_number_of_item(sentence: Sentence, index: int, answers: Mapping[int, int], number: int) -> bool:
    before, after = sentence.mark(index - 1), sentence.mark(index + 1)
    led = is_before(sentence, index, "item_lead") or before == "#"
    if led or (before == "." and is_before(sentence, index - 1, "item_lead")):
        return True
    ends = index + 1 == len(sentence.tokens)
    told = (
        index + 1 in answers
        or index + 2 in answers
        or sentence.find_within("item_copula", index + 1, index + 2) is not None
    )
    if before in _OPENERS and _goes_through(sentence, index, number):
        return True
    if before in _OPENERS:
        return told or ends or after in _CLOSERS | _JOINS | _TURNS
    if is_before(sentence, index, "item_link") or before == ":" or index in answers.values():
        return ends or told or not after.isalnum() or after in _JOINS | _TURNS
    follows = number > 1 and any(sentence.mark(at) == str(number - 1) for at in range(index))
    return follows and (told or after in _CLOSERS - {"-", "."} or _is_of_list(sentence, after))


def _is_of_list(sentence: Sentence, after: str) -> bool:
    """`1. it was 1 h 2. it was 2 h`: a list on one line, each number with the same mark behind it."""
    return sentence.mark(0) == "1" and sentence.mark(1) == after


def _goes_through(sentence: Sentence, index: int, number: int) -> bool:
    """`1 and 3 yes, 2 by video`, `2 le 20 mai`: the next of the numbers that they go through."""
    follows = sentence.tag(index + 1, "mode_lead") or sentence.tag(index + 1, "mode") or _is_day_behind(sentence, index)
    others = {sentence.mark(at) for at in range(index) if sentence.mark(at).isdecimal()}
    return bool(follows) and sentence.mark(0) in others and str(number) not in others


def _is_day_behind(sentence: Sentence, index: int) -> bool:
    led = is_before(sentence, index + 2, "item_article")
    return led and bool(days_at(sentence, index + 1) or days_at(sentence, index + 2))


def _by_place(sentence: Sentence, index: int, asked: Asked) -> Named | None:
    """`the second`, `la première`, `first: yes`, `the first two`, `les deux dernières`."""
    several = _number_word(sentence, index)
    at = index if several is None else index + 1
    place, end = _ordinal(sentence, at)
    many = several or _number_word(sentence, end) or 1
    end += several is None and many > 1
    if not 1 <= abs(place) <= len(asked.items) or (many > 1 and abs(place) > 1) or many > len(asked.items):
        return None
    if not (is_before(sentence, index, "item_article") or sentence.mark(index - 1) in _OPENERS):
        return None
    if sentence.tag(end, "times") or sentence.mark(end) in _OF_TIME:
        return None
    first = place - 1 if place > 0 else len(asked.items) - many
    return Named(frozenset(range(first, first + many)), end, Sort.NUMBER)


def _ordinal(sentence: Sentence, index: int) -> tuple[int, int]:
    """The place that an ordinal says, counted from the end where negative, and the end of its tokens; 0: none."""
    tag = sentence.tag(index, "ordinal")
    if tag:
        return int(tag.value), tag.end
    suffix = sentence.tag(index + 1, "ordinal_end") is not None or sentence.mark(index + 1) in _SUFFIXES
    if suffix and sentence.mark(index).isdecimal() and sentence.tokens[index].touches(sentence.tokens[index + 1]):
        return int(sentence.mark(index)[:2]), index + 2
    return 0, index


def _number_word(sentence: Sentence, index: int) -> int | None:
    """The 2 of `the first two`."""
    number = number_at(sentence, index)
    several = number is not None and number.end == index + 1 and number.value in {2, 3, 4, 5}
    if number is None or not several or sentence.tag(index + 1, "unit") or sentence.tag(index + 1, "ordinal_end"):
        return None
    return int(number.value)


def _by_day(sentence: Sentence, index: int, asked: Asked) -> Named | None:
    said = _listed_days(sentence, days_at(sentence, index) or _headed_day(sentence, index))
    days = {day for each in said for day in dates_of(each, asked.calendar)}
    items = frozenset(place for place, known in enumerate(asked.items) if days & known.days)
    return Named(items, said[-1].end, Sort.DAY) if items else None


def _headed_day(sentence: Sentence, index: int) -> tuple[SaidDay, ...]:
    """`Le 12 : oui`."""
    day = sentence.mark(index + 1) if sentence.mark(index) in _THE else ""
    headed = day.isdecimal() and len(day) <= len("31") and sentence.mark(index + 2) in {":", "-", "="}
    return (SaidDay(index, index + 2, int(day)),) if headed else ()


def _listed_days(sentence: Sentence, days: Sequence[SaidDay]) -> Sequence[SaidDay]:
    """`the 12th and the 19th` are two; in `the 12th, the 19th is fine` the second begins something new."""
    ends = days[-2:]
    between = range(ends[0].end, ends[-1].first) if len(ends) > 1 else ()
    return days if any(sentence.mark(at) in _AND for at in between) else days[:1]


def _by_length(sentence: Sentence, index: int, asked: Asked) -> Named | None:
    """`the 45 min call`: a length that one item has and that is not told of it as new."""
    if not is_before(sentence, index, "item_article"):
        return None
    amount = amount_at(sentence, index)
    if amount is None or amount.bare or amount.minutes is None:
        return None
    return _one(asked, [amount.minutes in known.minutes for known in asked.items], amount.end, Sort.LENGTH)


def _by_partner(sentence: Sentence, index: int, asked: Asked) -> Named | None:
    mark = sentence.mark(index)
    if not mark.startswith("@p"):
        return None
    told = [int(mark[2:]) in known.partners for known in asked.items]
    if all(told) or not any(told):
        return None
    return Named(frozenset(place for place, yes in enumerate(told) if yes), index + 1, Sort.PARTNER)


def _by_mode(sentence: Sentence, index: int, asked: Asked) -> Named | None:
    """`the video call`, `celle au téléphone`; not `it was by phone`."""
    mode = sentence.tag(index, "mode")
    near = range(max(1, index - _FARTHEST_ARTICLE + 1), index + 1)
    if mode is None or not any(is_before(sentence, at, "item_article") for at in near):
        return None
    if sentence.tag_before(index, "ordinal") and not sentence.tag(mode.end, "session"):
        return None  # "the first was video and the second phone"
    return _one(asked, [mode.value in known.modes for known in asked.items], mode.end, Sort.MODE)


def _by_words(sentence: Sentence, index: int, asked: Asked) -> Named | None:
    """`Communication: 4`: what stands before a colon holds only words of one item."""
    if sentence.mark(index - 1) not in {"", ",", ";", "."}:
        return None
    near = range(index, min(index + _LONGEST_LABEL, len(sentence.tokens)))
    stop = next((at for at in near if sentence.mark(at) in {":", "="} or sentence.tokens[at].is_number), None)
    if stop is None or stop == index or (asked.is_plain and sentence.tokens[stop].is_number):
        return None
    words = words_of(sentence.words(index, stop))
    told = [bool(words) and words <= known.words for known in asked.items]
    return _one(asked, told, stop + (sentence.mark(stop) in {":", "="}), Sort.WORDS)


def _one(asked: Asked, told: list[bool], end: int, sort: Sort) -> Named | None:
    """The item that alone answers to it."""
    items = [place for place in range(len(asked.items)) if told[place]]
    return Named(frozenset(items), end, sort) if len(items) == 1 else None
