"""Whether an automatic reply says that its owner has left, or has another address now. Pure.

It stays automatic mail; a coordinator reads its words and finds out where the person is.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

from app.inbound.machines.robot_words import folded

_LONGEST: Final = 4_000
_LEFT: Final = r"(?i:(?:\b(?:has|have|a|ai)|['’]ve) (?:left|quitté) )"
_NAMED: Final = re.compile(rf"{_LEFT}(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-ZÀ-Þ][\w&.'’-]{{2}}")
"""`has left Acme`: only the capital tells a company from `has left early`."""


def says_left(words: str) -> bool:
    """Whether the words say so, in English or French; that somebody is away is something else."""
    shown = " ".join(words[:_LONGEST].split())
    plain = _phrases("stayed").sub(" ", folded(shown))
    return bool(_phrases("left").search(plain) or _NAMED.search(shown))


@cache
def _phrases(name: str) -> re.Pattern[str]:
    listed: dict[str, list[str]] = tomllib.loads(files("app.inbound.machines").joinpath("left.toml").read_text("utf-8"))
    return re.compile("|".join(f"(?:{phrase})" for phrase in listed[name]))
