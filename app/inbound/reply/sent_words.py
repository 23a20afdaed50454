"""The words of a text, comparable across what mail programs do to them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple
from urllib.parse import unquote

_WORD: Final = re.compile(r"[0-9A-Za-z\u0080-\U0010ffff]+(?:\?[a-z]+)*")
_LINK: Final = re.compile(r"https?://[^\s<>\"]{1,2000}")
_TYPOGRAPHY: Final = str.maketrans(
    "\u2018\u2019\u201a\u2032\u2039\u203a\u201c\u201d\u201e\u00ab\u00bb\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2026\u00a0\u202f",
    "''''''\"\"\"\"\"-------.  ",
)
_NOT_ASCII: Final = re.compile(r"[^0-9a-z]")
NO_LETTERS: Final = "~"
"""The key of a word without any ASCII letter or digit, such as `à`."""
_PLACES_PER_PAIR: Final = 24
"""More occurrences of the same two words are not tried, which bounds the work on hostile repetition."""


class Word(NamedTuple):
    """A word: its comparable key, the line it stands on, and where on that line."""

    key: str
    line: int
    start: int
    end: int


def words_of(lines: Iterable[str], links: Sequence[str] = ()) -> list[Word]:
    """The words of some lines, in order. A word's key is its ASCII letters and digits in lower case.

    So `Répondez` is the same word when a relay has made `R?pondez` or `RÃ©pondez` of it, and bold or quote marks
    around a word are no part of it. A link into which a filter has put one of our `links` is that link's words.
    """
    return [word for number, line in enumerate(lines) for word in _words_past_filters(line, number, links)]


def _words_past_filters(line: str, number: int, links: Sequence[str]) -> Iterator[Word]:
    at = 0
    for found in _LINK.finditer(line) if links and "://" in line else ():
        ours = _wrapped(found.group(), links)
        if ours is None:
            continue
        yield from _shifted(line[at : found.start()], number, at)
        yield from (word._replace(start=found.start(), end=found.end()) for word in _words_of_line(ours, number))
        at = found.end()
    yield from _shifted(line[at:], number, at)


def _wrapped(link: str, ours: Sequence[str]) -> str | None:
    """Which of our links a filter put into a longer one; None where it did not."""
    plain = unquote(link)
    coded = plain.replace("-3A", ":").replace("_", "/")  # as `u=https-3A__mentors.example.org_tips` has it
    return next((each for each in ours if not plain.startswith(each) and (each in plain or each in coded)), None)


def _shifted(text: str, number: int, at: int) -> Iterator[Word]:
    return (word._replace(start=word.start + at, end=word.end + at) for word in _words_of_line(text, number))


def _words_of_line(line: str, number: int) -> Iterator[Word]:
    if line.isascii():  # most lines are, and their letters keep their places in lower case
        for match in _WORD.finditer(line.lower()):
            word = match.group()
            yield Word(word if "?" not in word else _key(word), number, match.start(), match.end())
    else:
        for match in _WORD.finditer(line.translate(_TYPOGRAPHY)):
            yield Word(_key(match.group().lower()), number, match.start(), match.end())


def _key(word: str) -> str:
    if word.isascii() and word.isalnum():
        return word
    return _NOT_ASCII.sub("", word) or NO_LETTERS


@dataclass(frozen=True)
class SentText:
    """The text that we sent, ready to be found in a reply."""

    lines: Sequence[str]

    @classmethod
    def of(cls, text: str) -> "SentText":
        """From the plain text as it was sent."""
        return cls(tuple(line.strip() for line in text.split("\n")))

    @cached_property
    def words(self) -> list[Word]:
        """Its words in order; `Word.line` counts in `lines`."""
        return words_of(self.lines)

    @cached_property
    def links(self) -> Sequence[str]:
        """The links in it, the longest first, without what a sentence puts behind them."""
        found = {link.rstrip(".,;:!?)") for line in self.lines for link in _LINK.findall(line)}
        return sorted(found, key=len, reverse=True)

    @cached_property
    def places(self) -> Mapping[tuple[str, str], list[int]]:
        """For each two words in a row, the indexes of the first one."""
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        for at, (word, following) in enumerate(zip(self.words, self.words[1:], strict=False)):
            at_pair = found[word.key, following.key]
            if len(at_pair) < _PLACES_PER_PAIR:
                at_pair.append(at)
        return found

    def heading(self, line: int) -> str | None:
        """Whose form a label belongs to, where we sent the same label several times: the line above its form."""
        if self._times[self.lines[line]] < 2:  # noqa: PLR2004 - more than once
            return None
        above = reversed(self.lines[:line])
        return next((text for text in above if text and self._times[text] == 1), None)

    @cached_property
    def _times(self) -> Counter[str]:
        return Counter(self.lines)

    def starts_line(self, at: int) -> bool:
        """Whether word `at` is the first of its line."""
        return at == 0 or self.words[at - 1].line != self.words[at].line

    def ends_line(self, at: int) -> bool:
        """Whether word `at` is the last of its line."""
        return at + 1 >= len(self.words) or self.words[at + 1].line != self.words[at].line
