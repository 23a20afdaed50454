"""Words as they stand in a mail: where each begins, what stands before it, whether it begins a sentence. Pure."""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from app.inbound.learning.ordinary import INVISIBLE, MARKS, key, words

_WORD: Final = rf"[^\W\d_](?:[^\W\d_]|[{MARKS}{INVISIBLE}])*"
_WORDS: Final = re.compile(_WORD)
_COMPOUND: Final = re.compile(rf"{_WORD}(?:['\u2019\u02bc\u2010\u2011-]{_WORD})*")
_BEFORE_SENTENCE: Final = re.compile(r"[\s>*_|\u2022\u00b7\u2013\u2014\"'\u2018\u201c\u201d\u00ab(\[#~=-]*")
_ENDS: Final = frozenset(".!?:\u2026")
_LAST_WORD: Final = re.compile(rf"({_WORD})\.$")
_LOOK_BACK: Final = 200
_WRAPPED: Final = 50
"""A line so long that ends without a mark goes on in the next one."""
_BESIDE: Final = re.compile(r"[^\S\n]*[.,]?[^\S\n]*(?:\n[\s>|]*)?")


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its place; `compound` numbers the hyphenated or apostrophised whole that it is a part of."""

    text: str
    start: int
    end: int
    compound: int

    @property
    def key(self) -> str:
        return key(self.text)

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()


def written_words(text: str) -> Iterator[Word]:
    """Every word of a text, in order. `don't` and its like are no words that could hold a name, and are left out."""
    for number, found in enumerate(_COMPOUND.finditer(text)):
        if found[0][-2:] in {"'t", "\u2019t", "'T", "\u2019T"}:
            continue
        for part in _WORDS.finditer(text, found.start(), found.end()):
            yield Word(part[0], part.start(), part.end(), number)


def begins_sentence(text: str, place: int) -> bool:
    """Whether a word at that place would have a capital anyway."""
    line = text.rfind("\n", 0, place) + 1
    before = text[max(line, place - _LOOK_BACK) : place]
    if _BEFORE_SENTENCE.fullmatch(before):
        return not _goes_on(text, line)
    if not before[-1:].isspace():
        return _BEFORE_SENTENCE.fullmatch(before[-1]) is not None and before.rstrip("\"'\u201c\u00ab(")[-1:] in _ENDS
    before = before.rstrip(" \t\u00a0\u202f\"'\u201c\u00ab(*_")
    title = _LAST_WORD.search(before)
    return before[-1:] in _ENDS and not (title and key(title[1]) in words("titles"))


def beside(text: str, first: Word, second: Word) -> bool:
    """Whether nothing parts two words but blanks, a comma or point, or a line's end with quote marks."""
    return first.compound == second.compound or _BESIDE.fullmatch(text, first.end, second.start) is not None


def alone_on_line(text: str, words_on_line: list[Word]) -> bool:
    """Whether the line of these words holds nothing else but marks."""
    start, end = words_on_line[0].start, words_on_line[-1].end
    line = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    rest = text[line:start] + text[end : stop if stop >= 0 else len(text)]
    between = [text[one.end : two.start] for one, two in pairwise(words_on_line)]
    return not any(sign.isalnum() for sign in rest + "".join(between))


def lines_of(text: str, told: Iterable[Word]) -> Iterator[list[Word]]:
    """The words of a text line by line; lines without any are left out."""
    ends = [found.start() for found in re.finditer("\n", text)]
    yield from (list(group) for _, group in groupby(told, key=lambda word: bisect(ends, word.start)))


def _goes_on(text: str, line: int) -> bool:
    last = text[text.rfind("\n", 0, max(0, line - 1)) + 1 : max(0, line - 1)].rstrip()
    return len(last) >= _WRAPPED and last[-1] not in _ENDS
