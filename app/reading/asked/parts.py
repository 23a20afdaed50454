"""A sentence cut into the parts in which an answer lists facts: `12 May, by phone, her resume` (H6)."""

from collections.abc import Iterator
from itertools import pairwise

from app.reading.asked.known import Asked
from app.reading.asked.lines import part_of
from app.reading.asked.places import Sort, is_before, named_at
from app.reading.times.clock import clock_at
from app.reading.times.dates import days_at
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words
from app.reading.words.zones import zones_of

_JOINING = frozenset({"-", "/"})
_MARKS = frozenset({",", "(", ")", "|", *_JOINING}) | small_words("then")
_BETWEEN = 3  # tokens: the mark and its neighbours
_AND = small_words("and")


def parts_of(sentence: Sentence, asked: Asked) -> tuple[Sentence, ...]:
    """Its parts in order, without the marks between them; a day or a time is never cut."""
    cuts = sorted({*_cuts(sentence, asked), *_day_behind_topic(sentence)})
    bounds = [(0, 0), *cuts, (len(sentence.tokens), len(sentence.tokens))]
    return tuple(part_of(sentence, first, end) for (_, first), (end, _) in pairwise(bounds) if first < end)


def _cuts(sentence: Sentence, asked: Asked) -> Iterator[tuple[int, int]]:
    """Where a part ends and where the next begins."""
    index = 0
    while index < len(sentence.tokens):
        days, clock = days_at(sentence, index), clock_at(sentence, index)
        whole = days[-1].end if days else clock.end if clock else 0
        if whole > index:
            index = whole
            continue
        if _is_break(sentence, index) or (sentence.mark(index) in _AND and _begins_entry(sentence, index + 1, asked)):
            yield index, index + 1
        index += 1


def _is_break(sentence: Sentence, index: int) -> bool:
    """A comma, a bracket, a dash between spaces; not the hyphen of `follow-up` or the slash of `24/7`."""
    mark, tokens = sentence.mark(index), sentence.tokens[max(0, index - 1) : index + 2]
    if mark not in _MARKS or len(tokens) < _BETWEEN:
        return mark in _MARKS
    joined = tokens[0].touches(tokens[1]) and tokens[1].touches(tokens[2])
    figures = tokens[0].is_number and tokens[2].is_number
    return not (joined and (figures or mark in _JOINING))


def _begins_entry(sentence: Sentence, index: int, asked: Asked) -> bool:
    """`... and 20 May by Zoom`, `and the second on Zoom`: another of several entries."""
    if len(asked.items) == 1:
        return False
    near = range(index, min(index + 3, len(sentence.tokens)))
    if any(days_at(sentence, at) for at in near):
        return True
    named = next((name for at in near if (name := named_at(sentence, at, asked, answers={}))), None)
    return named is not None and named.sort == Sort.NUMBER


def _day_behind_topic(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """`we talked about her resume on 12 May`: the day closes what was talked about."""
    topic = zones_of(sentence).topic
    first, end = topic or (0, 0)
    for at in range(first + 2, end):
        days = days_at(sentence, at)
        if days and days[-1].end >= end:
            lead = at - 1 if is_before(sentence, at, "mode_lead") or is_before(sentence, at, "item_article") else at
            yield lead, at
            return
