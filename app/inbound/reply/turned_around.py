"""Figures that a right-to-left override turns around: `12` is written, `21` is seen, and either may be meant."""

import re
from typing import Final

from app.inbound.reply.vocabulary import vocabulary

_OVERRIDE: Final = "\u202e"
_TURNED: Final = re.compile(r"\u202e(?:[^\n]*\u202c|[^\n]*)")
_FIGURE: Final = re.compile(r"\d[\d.,:]{0,20}\d")


def with_both_figures(text: str) -> str:
    """The text with each figure under an override as written and as seen, `12 or 21`, so that it is asked about."""
    if _OVERRIDE not in text:
        return text
    return _TURNED.sub(lambda turned: _FIGURE.sub(_both, turned[0]), text)


def _both(figure: re.Match[str]) -> str:
    written, seen = figure[0], figure[0][::-1]
    return written if written == seen else f"{written} {vocabulary().either} {seen}"
