"""Where words stand in a reply, whatever line breaks a mail program put between them."""

import re
from functools import lru_cache

Place = tuple[int, int]
"""The first character, and the one behind the last."""


def place_in(text: str, words: str) -> Place | None:
    """The first place of the words, as whole words where they stand so anywhere; None where they are not there."""
    return min(_places(text, words), default=None)


def place_near(text: str, words: str, sentence: str, offset: int) -> Place | None:
    """The place of the words that is nearest to `offset` characters into the sentence; None where there is none."""
    around = place_in(text, sentence) or (0, len(text))
    expected = around[0] + offset
    return min(_places(text, words), key=lambda place: abs(place[0] - expected), default=None)


@lru_cache(maxsize=64)  # the same few words are sought again and again in one reply
def _places(text: str, words: str) -> tuple[Place, ...]:
    parts = words.split()
    if not parts:
        return ()
    pattern = r"\s+".join(map(re.escape, parts))
    whole = tuple(found.span() for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", text))
    return whole or tuple(found.span() for found in re.finditer(pattern, text))
