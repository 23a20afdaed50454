"""The name of a person beside words that tell of a pair. Pure."""

import re
from collections.abc import Iterable
from typing import Final

from app.inbound.pairs.vocabulary import folded, listed

_LONGEST: Final = 60  # characters
_MOST_WORDS: Final = 5
_MIDDLE: Final = 80  # characters looked at beside the words
_END: Final = re.compile(r"[,;:<>()\[\]\"\u00ab\u00bb\u201c\u201d\n!?/|=]|\d|\s[-\u2013\u2014]+\s|\.(?=\s|$)")
_OPEN: Final = ' \t,;:<("\u00ab\u201c-\u2013\u2014'
_CLOSE: Final = f"{_OPEN}>)\u00bb\u201d."
_PARTICLES: Final = frozenset(
    [
        "al",
        "ben",
        "bin",
        "da",
        "dal",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "do",
        "dos",
        "du",
        "el",
        "ibn",
        "la",
        "le",
        "ter",
        "van",
        "von",
        "y",
    ]
)
_POSSESSIVE: Final = ("my", "mon", "ma", "a", "un", "une")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*\.?|(?:[^\W\d_]\.){2,4}")


def name_behind(text: str) -> str:
    """The name that a text begins with; nothing where none stands there."""
    return _taken(_words_until_end(text.lstrip(_OPEN)[:_MIDDLE]))


def name_before(text: str) -> str:
    """The name that a text ends with."""
    tail = text.rstrip(_CLOSE)[-_MIDDLE:]
    last = [match.end() for match in _END.finditer(tail)]
    words = tail[last[-1] if last else 0 :].split()
    kept: list[str] = []
    for word in reversed(words):
        if not _is_name_word(word) or folded(word) in listed("ends"):
            break
        kept.insert(0, word)
    return _taken(kept[-_MOST_WORDS:] if len(kept) <= _MOST_WORDS else _capitals(kept))


def whole_name(text: str) -> str:
    """The text as a name, where it is nothing but one."""
    words = text.strip(_CLOSE).split()
    return _taken(words) if all(map(_is_name_word, words)) else ""


def written_name(text: str) -> str:
    """The name that a text ends with, where each of its words begins as names do."""
    name = name_before(text)
    return name if name in text and is_written_out(name) else ""


def is_written_out(name: str) -> bool:
    """Whether it is a first name and a family name, each beginning with a capital: `Kate van der Berg`."""
    words = [word for word in name.split() if folded(word) not in _PARTICLES]
    return len(words) > 1 and all(word[:1].isupper() for word in words)


def is_same(name: str, other: str) -> bool:
    """Whether two names are one, however spelt."""
    return folded(name).split() == folded(other).split()


def _words_until_end(text: str) -> list[str]:
    end = _END.search(text)
    if end and end.group() == "." and _is_initial(text[: end.start()]):  # `Kate R. Roy`
        end = _END.search(text, end.end())
    words: list[str] = []
    for word in text[: end.start() if end else None].split():
        ends = folded(word).strip(".") in listed("ends") and folded(word) not in _POSSESSIVE
        if not _is_name_word(word) or (ends and not _is_title(word)):
            break
        words.append(word)
    return words


def _is_initial(text: str) -> bool:
    last = text.split()[-1:] or [""]
    return len(last[0]) == 1 or _is_title(last[0])


def _taken(words: Iterable[str]) -> str:
    """The words as a name; nothing where they are none."""
    kept = _beyond_possessive(list(words))
    while kept and (_is_title(kept[0]) or folded(kept[0]) in listed("known_as")):
        kept = kept[1:]
    name = " ".join(kept).strip(".").strip()
    if not kept or len(kept) > _MOST_WORDS or len(name) > _LONGEST or folded(kept[0]) in listed("nobody"):
        return ""
    return name.title() if name in (name.lower(), name.upper()) else name


def _beyond_possessive(words: list[str]) -> list[str]:
    """`my colleague Kate Roy`: the name stands behind how she is known."""
    known = len(words) > 1 and folded(words[0]) in _POSSESSIVE and folded(words[1]) in listed("known_as")
    return words[1:] if known else words


def _capitals(words: list[str]) -> list[str]:
    """The last words that are written as names are."""
    kept: list[str] = []
    for word in reversed(words):
        if not word[:1].isupper():
            break
        kept.insert(0, word)
    return kept


def _is_title(word: str) -> bool:
    return folded(word).strip(".") in listed("titles")


def _is_name_word(word: str) -> bool:
    return _WORD.fullmatch(word) is not None
