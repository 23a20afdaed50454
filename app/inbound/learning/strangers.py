"""Names of people nobody knows: words that begin with a capital where none is due. Pure.

A conservative rule: what stands with a capital in the middle of a sentence and is no word of ours, of the calendar or
of everyday mail is taken for a name, then replaced wherever it stands. At a sentence's start a capital says nothing by
itself; there it takes a title, a second such word, `X and I`, or a line of its own below another one.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Final

from app.inbound.learning.ordinary import calendar_words, ordinary_words, words
from app.inbound.learning.written import Word, alone_on_line, begins_sentence, beside, lines_of, written_words
from app.reading.words.small_words import small_words

_SHORTEST: Final = 2
_AND: Final = frozenset({"&"}) | small_words("and")
_ME: Final = small_words("me")
_MOST_ALONE: Final = 4


def strangers(texts: Sequence[str], known: Collection[str]) -> list[tuple[str, bool]]:
    """The keys of such words, each once and in order, and whether it follows another one (a family name then)."""
    found: dict[str, bool] = {}
    for text in texts:
        told = list(written_words(text))
        for place, word in enumerate(told):
            if _may_be_name(word, known) and _is_named(text, told, place, known):
                before = told[place - 1] if place else None
                second = bool(before and _may_be_name(before, known) and beside(text, before, word))
                found.setdefault(word.key, second)
            elif place and _is_surname(word, known) and _follows_name(text, told, place, known):
                found.setdefault(word.key, True)
        for word in _signed(text, told, known):
            found.setdefault(word.key, False)
    return list(found.items())


def _may_be_name(word: Word, known: Collection[str]) -> bool:
    if not word.capital or len(word.text) < _SHORTEST:
        return False
    return word.key not in known and word.key not in ordinary_words() and word.key not in calendar_words()


def _is_surname(word: Word, known: Collection[str]) -> bool:
    """A plain word that people are called by, too, where it has a capital."""
    return word.capital and word.key in words("surnames") and word.key not in known


def _follows_name(text: str, told: Sequence[Word], place: int, known: Collection[str]) -> bool:
    before, word = told[place - 1], told[place]
    named = before.capital and (before.key in known or _may_be_name(before, known))
    return named and text[before.end : word.start].isspace()


def _is_named(text: str, told: Sequence[Word], place: int, known: Collection[str]) -> bool:
    word = told[place]
    before = told[place - 1] if place else None
    after = told[place + 1] if place + 1 < len(told) else None
    if before and before.compound == word.compound:
        return True
    if not begins_sentence(text, word.start):
        return True
    if before and before.key in words("titles") and beside(text, before, word):
        return True
    if after is None or not beside(text, word, after):
        return False
    further = told[place + 2] if place + 2 < len(told) else None
    with_me = bool(further and after.key in _AND and further.key in _ME)
    return with_me or (_may_be_name(after, known) and text[word.end : after.start].isspace())


def _signed(text: str, told: Sequence[Word], known: Collection[str]) -> Iterator[Word]:
    """Lines that hold nothing but capitals, below a first line: how people sign."""
    for on_line in islice(lines_of(text, told), 1, None):
        named = [word for word in on_line if _may_be_name(word, known)]
        capitals = all(word.capital for word in on_line)
        if named and capitals and len(on_line) <= _MOST_ALONE and alone_on_line(text, on_line):
            yield from named
