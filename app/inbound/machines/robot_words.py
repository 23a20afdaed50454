"""The words of a mail as robots are known by: folded, and without what is quoted below them. Pure."""

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any, Final

from app.inbound.mail.message import Message
from app.inbound.reply import extract_shown

_CHARACTERS: Final = 4_000


def folded(text: str) -> str:
    """Small letters, accents removed, typographic apostrophes straight; lines stay."""
    plain = unicodedata.normalize("NFKD", text).replace("\u2019", "'")
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def own_words(message: Message) -> str:
    """What the mail says itself, folded: what it quotes are another's words."""
    return folded(extract_shown(message).text[:_CHARACTERS]).strip()


def begins(sort: str, name: str, text: str) -> bool:
    """Whether a folded text begins with one of the patterns `name` of a sort of machine (`automatic.toml`)."""
    return _pattern(sort, name).match(text) is not None


def holds(sort: str, name: str, text: str) -> bool:
    """Whether one of the patterns is anywhere in a folded text."""
    return _pattern(sort, name).search(text) is not None


def listed(sort: str, name: str) -> list[str]:
    """The words `name` of a sort of machine; none where it has no such list."""
    words: list[str] = _vocabulary()[sort].get(name, [])
    return words


@cache
def _pattern(sort: str, name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in listed(sort, name)) or r"(?!)")


@cache
def _vocabulary() -> dict[str, Any]:
    return tomllib.loads(files("app.inbound.machines").joinpath("automatic.toml").read_text("utf-8"))


@cache
def away_words() -> dict[str, list[str]]:
    """The words that lead to a day in an absence note: `back`, `last`, `range` (`away.toml`)."""
    words: dict[str, list[str]] = tomllib.loads(files("app.inbound.machines").joinpath("away.toml").read_text("utf-8"))
    return words
