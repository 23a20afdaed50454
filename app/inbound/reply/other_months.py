"""A quoted mail of ours for another month: the same words, but for the month's name, its number or the year.

What stands there in place of ours was typed by nobody.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from app.inbound.reply.sent_words import SentText, Word, words_of
from app.reading.words.lexicon import words_of as known_words

_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_MONTH_NUMBER: Final = re.compile(r"0[1-9]|1[0-2]")


def names_another_month(gap: str, sent: SentText, behind: int | None, before: int | None) -> bool:
    """Whether a gap in a line of ours holds only another month or year, in place of the one that we sent.

    The gap stands behind the sent word `behind` and before the sent word `before`; `None` at an end of the line.
    """
    lost = _lost(sent, behind, before)
    found = words_of([gap])
    return all(map(_dates, [*lost, *found])) and _same_sort(lost, found)


def _lost(sent: SentText, behind: int | None, before: int | None) -> Sequence[Word]:
    """The words of ours that are missing in the gap; at an end of the line the dating ones, for it may be wrapped."""
    if behind is not None and before is not None:
        return sent.words[behind + 1 : before]
    if behind is not None:
        return _dating(sent.words[behind + 1 :], sent.words[behind].line)
    return _dating(sent.words[:before][::-1], sent.words[before].line) if before is not None else ()


def _dating(words: Sequence[Word], line: int) -> Sequence[Word]:
    size = next((n for n, word in enumerate(words) if word.line != line or not _dates(word)), len(words))
    return words[:size]


def _same_sort(lost: Sequence[Word], found: Sequence[Word]) -> bool:
    """A name for a name, a number for a number: `April` is no answer where a number of ours stood."""
    return any(_sort(word) == _sort(other) for word in lost for other in found)


def _dates(word: Word) -> bool:
    return _sort(word) is not None


def _sort(word: Word) -> str | None:
    if word.key in _month_keys():
        return "name"
    if _YEAR.fullmatch(word.key):
        return "year"
    return "number" if _MONTH_NUMBER.fullmatch(word.key) else None


@cache
def _month_keys() -> frozenset[str]:
    return frozenset(word.key for word in words_of(known_words("month")))
