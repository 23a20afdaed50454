"""As much of a reply as a long letter holds, so that a huge body costs no more."""

import re
from dataclasses import replace
from itertools import islice

from app.reading.contract import Reply

MOST_CHARACTERS = 10_000
_MOST_LINES = 1_000
_MOST_FIGURES = 600
_FIGURE = re.compile(r"\d+")


def capped(reply: Reply) -> Reply:
    """The first lines, up to 10,000 characters, 1,000 lines and 600 figures."""
    left, figures, kept = MOST_CHARACTERS, _MOST_FIGURES, []
    for line in reply.lines[:_MOST_LINES]:
        if left <= 0 or figures <= 0:
            break
        text = _to_figure(line.text[:left], figures)
        kept.append(replace(line, text=text))
        left -= len(line.text) + 1
        figures -= sum(1 for _ in _FIGURE.finditer(text))
    return Reply(tuple(kept))


def _to_figure(text: str, number: int) -> str:
    """The text before its figure of that number; all of it where there are fewer."""
    match = next(islice(_FIGURE.finditer(text), number, None), None)
    return text[: match.start()] if match else text
