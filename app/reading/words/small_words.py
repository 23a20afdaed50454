"""Small words by what they do in a sentence: data too, so that a language is added without code.

`vocabulary/small.LANGUAGE.toml` holds them, one file for each language. Every reply is read with all of them. Marks and
signs are no words: they stay in the code that reads them.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

VOCABULARY: Final = Path(__file__).parent / "vocabulary"
"""The folder of every vocabulary."""


def small_words(*names: str, folder: Path = VOCABULARY) -> frozenset[str]:
    """The words under these names, of all languages together, folded as tokens are (small letters, no accents).

    Raises KeyError for a name that no file holds. Ask at import, not for each sentence.
    """
    by_name = _by_name(folder)
    return frozenset[str]().union(*(by_name[name] for name in names))


def one_of(*names: str, folder: Path = VOCABULARY) -> str:
    """The same words as a regular expression's alternatives, without a group around them. Raises KeyError likewise."""
    return "|".join(re.escape(word) for word in sorted(small_words(*names, folder=folder)))


@cache
def _by_name(folder: Path) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for path in sorted(folder.glob("small.*.toml")):
        for name, words in tomllib.loads(path.read_text("utf-8"))["small"].items():
            found.setdefault(name, set()).update(words)
    return {name: frozenset(words) for name, words in found.items()}
