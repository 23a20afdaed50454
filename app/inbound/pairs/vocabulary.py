"""The words by which pairs are told (`words.toml`), and text folded so that places in it stay the same. Pure."""

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any, Final

_APOSTROPHES: Final = "\u2019\u2018\u02bc\u00b4`"
_LISTS: Final = ("now", "new", "outside", "mentee")


def folded(text: str) -> str:
    """Small letters without accents, straight apostrophes; letter by letter, so that each stays at its place."""
    return "".join(_folded_letter(letter) for letter in text)


@cache
def listed(name: str, *, of: str = "") -> tuple[str, ...]:
    """The words of that name; `of` is the table that they stand in."""
    found: list[str] = (_vocabulary()[of] if of else _vocabulary())[name]
    return tuple(_filled(each) for each in found)


@cache
def any_of(name: str, *, of: str = "") -> re.Pattern[str]:
    """Any of them as whole words, the longest first."""
    words = "|".join(sorted(listed(name, of=of), key=len, reverse=True))
    start = "" if words.startswith("'") else r"(?<![\w'])"
    return re.compile(rf"{start}(?:{words})(?![\w'])" if not of else f"(?:{words})")


def _filled(pattern: str) -> str:
    for name in _LISTS:
        pattern = pattern.replace(f"{{{name}}}", f"(?:{'|'.join(_vocabulary()[name])})")
    return pattern


def _folded_letter(letter: str) -> str:
    if letter in _APOSTROPHES:
        return "'"
    return unicodedata.normalize("NFKD", letter)[:1].lower()[:1] or letter


@cache
def _vocabulary() -> dict[str, Any]:
    return tomllib.loads(files("app.inbound.pairs").joinpath("words.toml").read_text("utf-8"))
