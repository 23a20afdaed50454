"""The words of a mail as robots are known by: folded, and without what is quoted below them. Pure."""

import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Final

from app.inbound.message import Message
from app.inbound.reply import extract_shown

_CHARACTERS: Final = 4_000


def folded(text: str) -> str:
    """Small letters, accents removed, typographic apostrophes straight; lines stay."""
    plain = unicodedata.normalize("NFKD", text).replace("\u2019", "'")
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def own_words(message: Message) -> str:
    """What the mail says itself, folded: what it quotes are another's words."""
    return folded(extract_shown(message).text[:_CHARACTERS]).strip()


@cache
def away_words() -> dict[str, list[str]]:
    """The words that lead to a day in an absence note: `back`, `last`, `range` (`away.toml`)."""
    words: dict[str, list[str]] = tomllib.loads(files("app.inbound").joinpath("away.toml").read_text("utf-8"))
    return words
