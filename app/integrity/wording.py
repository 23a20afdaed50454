"""What of a text is its own wording: the words left when dates, figures, names and what anybody writes are taken out.

Likeness is a share of these words that stand in the same order elsewhere, so that it can be explained. Pure.
"""

import re
import tomllib
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib import resources

_WORD = re.compile(r"[^\W\d_]{3,}")
_ACCENTS = re.compile("[\u0300-\u036f]")
_RUN = 3
_MOST_WORDS = 600
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a text that are its own, in order, folded."""

    words: tuple[str, ...]

    @property
    def runs(self) -> frozenset[tuple[str, ...]]:
        """All runs of three words."""
        return frozenset(self.words[at : at + _RUN] for at in range(len(self.words) - _RUN + 1))


def wording_of(text: str, names: Collection[str] = ()) -> Wording:
    """The wording of a text; `names` are words of people's names, folded."""
    plain = folded(text)
    found = (word for word in _WORD.findall(plain) if word not in _trivial() and word not in names)
    return Wording(tuple(found)[:_MOST_WORDS])


def folded(text: str) -> str:
    """The text in lower case and without accents."""
    return _ACCENTS.sub("", unicodedata.normalize("NFD", text.casefold()))


def likeness(one: Wording, other: Wording) -> int:
    """How many in a hundred words of the longer text stand in the other one, too, two or more in a row and in order."""
    longest = max(len(one.words), len(other.words))
    blocks = SequenceMatcher(None, one.words, other.words, autojunk=False).get_matching_blocks()
    return _HUNDRED * sum(block.size for block in blocks if block.size > 1) // longest if longest else 0


@cache
def _trivial() -> frozenset[str]:
    source = resources.files("app.integrity") / "trivial.toml"
    words: dict[str, list[str]] = tomllib.loads(source.read_text(encoding="utf-8"))
    return frozenset(word for listed in words.values() for word in listed)
