"""Items of a list that stand in one line: `(1) Zoom 1 hour (2) phone 20 minutes` is a line each."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from app.reading.contract import ReplyLine
from app.reading.words.lexicon import lexicon
from app.reading.words.small_words import small_words
from app.reading.words.tokens import fold, tokenize

_ITEM = re.compile(r"(?<!\S)\(?(\d{1,2})[.)]\s+(?=\S)")
_FEWEST = 2
_BEFORE_DAY = frozenset({"&"}) | small_words("and", "the", "articles_of_days", "on_a_day")


def items_apart(lines: Iterable[ReplyLine]) -> Iterator[ReplyLine]:
    """The lines, those that list items counted up from one as a line for each; not `1. We met on May 2. We …`."""
    for line in lines:
        bounds = [*_items(line.text), len(line.text)]
        if len(bounds) <= _FEWEST:
            yield line
        else:
            yield from (replace(line, text=line.text[first:end].rstrip()) for first, end in pairwise(bounds))


def _items(text: str) -> list[int]:
    """Where the items begin; nothing where the line is no such list."""
    found = [match for match in _ITEM.finditer(text) if not _is_day(text, match)]
    rising = [int(match[1]) for match in found] == [*range(1, len(found) + 1)]
    return [match.start() for match in found] if rising and found and not text[: found[0].start()].strip() else []


def _is_day(text: str, item: re.Match[str]) -> bool:
    """`on May 2. Then …`, `le 2. Puis …`."""
    words = fold(text[: item.start()]).split()
    if item[0].startswith("(") or not words:
        return False
    tokens = tokenize(words[-1])
    months = (tag.category == "month" for tags in lexicon().tags(tokens) for tag in tags)
    return words[-1] in _BEFORE_DAY or any(months)
