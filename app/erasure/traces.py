"""By what a person is known in what others wrote: names, addresses, numbers, and turns of their own words. Pure.

The patterns are read alike by Python and PostgreSQL, which searches without case.
"""

import html
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Self

from app.inbound.learning.ordinary import key, ordinary_words, plain

_APART: Final = r"(?:\s|>|\\[nrt]|<[^>]*>|&nbsp;|&#160;)+"
"""What may stand between two words of one phrase: space, quote marks, an end of line in JSON, a tag of HTML."""
_TURN: Final = 3
"""So many words in a row: any shorter, and two people who speak of the same would be taken for one another."""
_SHORTEST_PART: Final = 3
_SHORTEST_SIGN: Final = 6
_LONG: Final = 15
_SHORTEST_NUMBER: Final = 5
_LETTER: Final = re.compile(r"[^\W\d_]")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_MARKS: Final = ".,;:!?()\"'<>«»“”\u2018\u2019"
_DIGIT: Final = re.compile(r"\d")
_TOKEN: Final = re.compile(r"\w+")
_NO_WORD: Final = re.compile(r"\W")
_APOSTROPHE: Final = re.compile("\\\\['\u2019\u2018\u02bc]")
_ANY_APOSTROPHE: Final = "['\u2019\u2018\u02bc]"
_PER_PATTERN: Final = 150


@dataclass(frozen=True, slots=True)
class Identity:
    """What names the person and nobody else here: names that they share with others are left out by the caller."""

    names: tuple[str, ...]
    addresses: tuple[str, ...]
    numbers: tuple[str, ...]


def parts_of(name: str) -> tuple[str, ...]:
    """The parts of a name that name somebody by themselves: no initial, and no word that everybody uses."""
    parts = [part.strip(_MARKS) for part in name.split()]
    return tuple(part for part in parts if len(part) >= _SHORTEST_PART and key(part) not in ordinary_words())


def is_telling(number: str) -> bool:
    """Whether a member number can be looked for: "12" stands in many a mail and names nobody there."""
    return len(number) >= _SHORTEST_NUMBER or bool(_LETTER.search(number) and _DIGIT.search(number))


def turns_of(texts: Iterable[str], others: Collection[str] = ()) -> frozenset[str]:
    """The turns of phrase by which somebody's words are known again: a few words in a row, one of them uncommon.

    A word that nobody writes by chance, such as a file number, is known by itself. What everybody writes, as in
    "we met for two hours", is nobody's, and the names of `others` make no words the person's.
    """
    known = frozenset(key(part) for name in others for part in _LETTERS.findall(name))
    return frozenset(turn for text in texts for line in text.splitlines() for turn in _turns_of_line(line, known))


def short_turns(phrases: Iterable[str], others: Collection[str] = ()) -> frozenset[str]:
    """Phrases of a word or two that we printed behind a label, as `Topics: hydroponics`: with it they tell of somebody,
    where a word of them is uncommon.
    """
    known = frozenset(key(part) for name in others for part in _LETTERS.findall(name))
    return frozenset(one for one in phrases if any(_is_uncommon(word, known) for word in one.split()))


def identity_phrases(identity: Identity) -> frozenset[str]:
    """Their names, also with the last part first, addresses and numbers."""
    backwards = [" ".join((*name.split()[1:], name.split()[0])) for name in identity.names if " " in name]
    commas = [f"{rest.rpartition(' ')[0]}, {rest.rpartition(' ')[2]}" for rest in backwards]
    return frozenset({*identity.names, *backwards, *commas, *identity.addresses, *identity.numbers})


def patterns(phrases: Collection[str]) -> tuple[str, ...]:
    """Patterns that find a phrase as words of their own, also wrapped, quoted, or in HTML."""
    spelt = _spelt(phrases)
    return tuple(_any_of(spelt[start : start + _PER_PATTERN]) for start in range(0, len(spelt), _PER_PATTERN))


def standing_in(phrases: Collection[str], texts: Collection[str]) -> tuple[str, ...]:
    """Those of the phrases that stand in one of the texts."""
    words = {word for text in texts for word in _words_in(text)}
    likely = [phrase for phrase in phrases if words.issuperset(_words_in(phrase))]
    return tuple(sorted(one for one in likely if any(Search.of((one,)).finds(text) for text in texts)))


@dataclass(frozen=True, slots=True)
class Search:
    """Phrases to be found in many long texts: only those whose longest word stands in a text are looked for there."""

    by_word: Mapping[str, re.Pattern[str]]

    @classmethod
    def of(cls, phrases: Collection[str]) -> Self:
        """A search for any of the phrases."""
        found = defaultdict[str, list[str]](list)
        for phrase in _spelt(phrases):
            found[max(_TOKEN.findall(phrase.casefold()), key=len, default="")].append(phrase)
        return cls({word: re.compile(_any_of(spelt), re.IGNORECASE) for word, spelt in found.items()})

    def finds(self, text: str) -> bool:
        """Whether one of them stands in the text."""
        words = self.by_word.keys() & {"", *_TOKEN.findall(text.casefold())}
        return any(self.by_word[word].search(text) for word in words)


def _words_in(text: str) -> list[str]:
    return _TOKEN.findall(key(text))


def _turns_of_line(line: str, known: frozenset[str]) -> Iterator[str]:
    words = line.split()
    for number, word in enumerate(words):
        if _is_sign(word, known):
            yield word.strip(_MARKS)
        elif _is_uncommon(word, known):
            starts = range(max(0, number - _TURN + 1), min(number, len(words) - _TURN) + 1)
            yield from (" ".join(words[start : start + _TURN]).strip(_MARKS) for start in starts)


def _is_sign(word: str, known: frozenset[str]) -> bool:
    """Whether a word would hardly be written twice by chance: letters with digits, in capitals, put together."""
    bare = word.strip(_MARKS)
    if len(bare) < _SHORTEST_SIGN or not _LETTER.search(bare):
        return False
    odd = "_" in bare or bare.count("-") > 1 or bare.isupper() or len(bare) >= _LONG
    return bool(_DIGIT.search(bare)) or (odd and _is_uncommon(bare, known))


def _is_uncommon(word: str, known: frozenset[str]) -> bool:
    keys = [key(part) for part in _LETTERS.findall(word)]
    return any(len(one) >= _SHORTEST_PART and one not in known and one not in ordinary_words() for one in keys)


def _spelt(phrases: Collection[str]) -> list[str]:
    return sorted({one for phrase in phrases if phrase.strip() for one in _spellings(phrase)})


def _any_of(spelt: Collection[str]) -> str:
    return f"(?<!\\w)(?:{'|'.join(_phrase(one) for one in spelt)})(?!\\w)"


def _spellings(phrase: str) -> set[str]:
    forms = {unicodedata.normalize(form, phrase) for form in ("NFC", "NFD")} | {plain(phrase)}
    return forms | {html.escape(form) for form in forms} | {form.replace('"', '\\"') for form in forms}


def _phrase(phrase: str) -> str:
    return _APART.join(_APOSTROPHE.sub(_ANY_APOSTROPHE, _NO_WORD.sub(r"\\\g<0>", word)) for word in phrase.split())
