"""What of a text is its own wording: the words left when dates, figures, names and what anybody writes are taken out.

Likeness is a share of these words that stand elsewhere too, a few in a row, so that it can be explained. Pure.
"""

import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources

_WORD = re.compile(r"[^\W\d_]{3,}")
_ACCENTS = re.compile("[\u0300-\u036f]")
_RUN = 3
_MOST_WORDS = 600
_HUNDRED = 100

Run = tuple[str, ...]


@dataclass(frozen=True)
class Wording:
    """The words of a text that are its own, line by line, folded."""

    lines: tuple[tuple[str, ...], ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All of them in order."""
        return tuple(word for line in self.lines for word in line)[:_MOST_WORDS]

    @cached_property
    def runs(self) -> frozenset[Run]:
        """All runs of three words, and whole lines that have fewer."""
        return frozenset(run for _, run in self.placed_runs())

    @property
    def keys(self) -> tuple[tuple[str, ...], tuple[Run, ...]]:
        """The same for the same words in one order, however broken into lines; and for the same lines in any order."""
        return self.words, tuple(sorted(self.lines))

    def placed_runs(self) -> Iterator[tuple[int, Run]]:
        """The runs, each with the place of its first word."""
        words, at = self.words, 0
        yield from ((first, words[first : first + _RUN]) for first in range(len(words) - _RUN + 1))
        for line in self.lines:
            if 0 < len(line) < _RUN and at + len(line) <= len(words):
                yield at, line
            at += len(line)


def wording_of(text: str, names: Collection[str] = ()) -> Wording:
    """The wording of a text; `names` are words of people's names, folded."""
    lines = (_own_words(line, names) for line in folded(text).splitlines())
    return Wording(tuple(line for line in lines if line))


def folded(text: str) -> str:
    """The text in lower case and without accents."""
    return _ACCENTS.sub("", unicodedata.normalize("NFD", text.casefold()))


def likeness(one: Wording, other: Wording) -> int:
    """How many in a hundred words of the shorter text stand in the other one, too: three in a row, or a short line.

    Words put before, after or between them make it no less, nor does another order of the lines.
    """
    shorter, longer = sorted((one, other), key=lambda wording: len(wording.words))
    found = {place for at, run in shorter.placed_runs() if run in longer.runs for place in range(at, at + len(run))}
    return _HUNDRED * len(found) // len(shorter.words) if shorter.words else 0


def _own_words(line: str, names: Collection[str]) -> tuple[str, ...]:
    return tuple(word for word in _WORD.findall(line) if word not in _trivial() and word not in names)


@cache
def _trivial() -> frozenset[str]:
    source = resources.files("app.integrity") / "trivial.toml"
    words: dict[str, list[str]] = tomllib.loads(source.read_text(encoding="utf-8"))
    return frozenset(word for listed in words.values() for word in listed)
