"""How wide the words of a cell are, so that only cells that need it are set with the slow care for wide words."""

from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont

FONT: Final = Path(__file__).parent / "fonts" / "SourceSansPro-Regular.otf"
_BOLDER: Final = 1.09
"""A word in semibold is at most this much wider than in regular."""
_UNKNOWN: Final = 1.0


def too_wide(text: str, size: float, room: float) -> bool:
    """Whether a word of the text may be wider than `room`, set in `size`; both in points.

    A no-break space is part of a word.
    """
    return any(_width(word) * size * _BOLDER > room for word in text.replace("\n", " ").split(" "))


@cache
def shown_signs() -> frozenset[str]:
    """The signs that the fonts of the pages have."""
    return frozenset(map(chr, _advances()))


@lru_cache(4096)
def _width(word: str) -> float:
    known = _advances()
    return sum(known.get(ord(sign), _UNKNOWN) for sign in word)


@cache
def _advances() -> dict[int, float]:
    """Code point -> width in em."""
    with TTFont(FONT, lazy=True) as font:
        glyphs, metrics, unit = font.getBestCmap(), font["hmtx"].metrics, font["head"].unitsPerEm
        return {code: metrics[name][0] / unit for code, name in glyphs.items()}
