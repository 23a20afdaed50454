"""Text cut into tokens, each with its place in the text as written.

Folding keeps the length, so that a place in the folded text is the same place in the original: evidence is always
the person's exact words.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from app.reading.words.small_words import one_of

_SAME = str.maketrans(
    "\u2019\u2018\u02bc\u0060\u00b4\u2013\u2014\u2011\u2212\u2026\u00d7",  # quotes, dashes, ellipsis, times
    "\u0027\u0027\u0027\u0027\u0027----.x",
)
_BLANK = "\u00a0\u202f\u2009\u200b\u200e\ufeff*_\u2022\u00b7"

# An apostrophe vanishes in didn't, that's and I'm; elsewhere it parts two words (d'heure -> d heure, we're -> we re).
_LETTER = r"[^\W\d_\u00bd\u00bc\u00be]"
_CONTRACTED = one_of("contracts_with_is")
_WORD = rf"(?:{_CONTRACTED})'s(?!{_LETTER})|i'm(?!{_LETTER})|{_LETTER}+'t(?!{_LETTER})|{_LETTER}+"
_TOKEN = re.compile(rf"(?P<number>\d+(?:[.,]\d+)?|(?<![\w.,])[.,]\d+)|(?P<word>{_WORD})|(?P<mark>[^\s'])")
_ADDRESS_MARKS = ("//", "www.", "@", ".com", ".org", ".net")
_ADDRESS = re.compile(
    r"(?<!\w)(?:https?://|www\.)[^\s<>]+"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+"
    r"|(?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:com|org|net)(?![\w])[^\s<>]*"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A folded word, number or mark; `start` and `end` are places in the original text."""

    text: str
    start: int
    end: int
    is_number: bool = False

    def touches(self, other: "Token") -> bool:
        """Whether nothing stands between this token and the next one."""
        return self.end == other.start


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in _BLANK:
        return " "
    same = character.translate(_SAME)
    base = same if same in "\u00bd\u00bc\u00be" else unicodedata.normalize("NFD", same)[0]
    lower = base.lower()
    return lower if len(lower) == 1 else base


_WITH = re.compile(r"\bw/(?=\s?[a-z@])")  # "4 hrs w/ Kate"


def fold(text: str) -> str:
    """The text in lower case without accents or typographic variants, of the same length."""
    return "".join(map(_fold_character, text))


def tokenize(text: str) -> tuple[Token, ...]:
    """The tokens of a line; a hyphen inside a compound (`in-person`, `1-hour`) is no token, a web address is none."""
    folded = _WITH.sub("w ", _without_addresses(fold(text)))
    return tuple(_token(match) for match in _TOKEN.finditer(folded) if not _joins(match, folded))


def plain_words(tokens: Iterable[Token]) -> str:
    """The words as the vocabulary's patterns are matched with: each behind a blank, and one at the end."""
    return "".join(f" {token.text}" for token in tokens) + " "


def _without_addresses(folded: str) -> str:
    """Figures in a web or mail address tell nothing: blanks of the same length stand for it."""
    if not any(mark in folded for mark in _ADDRESS_MARKS):
        return folded
    return _ADDRESS.sub(lambda match: " " * len(match.group()), folded)


def _token(match: re.Match[str]) -> Token:
    written = match.group().replace("'", "")
    return Token(written, match.start(), match.end(), match.lastgroup == "number")


def _joins(match: re.Match[str], folded: str) -> bool:
    if match.group() != "-" or match.end() >= len(folded) or match.start() == 0:
        return False
    return folded[match.start() - 1].isalnum() and folded[match.end()].isalpha()
