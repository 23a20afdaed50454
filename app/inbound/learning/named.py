"""Where a text names somebody: which of its words are names, and what is written instead of each. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from app.inbound.learning.ordinary import calendar_words, ordinary_words, words
from app.inbound.learning.stand_ins import StandIn
from app.inbound.learning.written import Word, alone_on_line, begins_sentence, beside, written_words
from app.reading.words.small_words import one_of, small_words

_BEFORE_MONTH: Final = small_words("before_a_month", "since_a_month")
_MOST_PARTS: Final = 6
"""Nobody's name has more hyphens and apostrophes."""
_FIGURE_BEFORE: Final = re.compile(rf"\d(?:{one_of('ordinal_ends')})?[ \u00a0-]$")
_FIGURE_BEHIND: Final = re.compile(r"\.?[ \u00a0-]?\d")
_INITIAL: Final = re.compile(r"(?<![^\W_])([^\W\d_])\.[ \u00a0]?$")


@dataclass(frozen=True, slots=True)
class Edit:
    """What is written instead of a stretch of a text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Page:
    """A text, its words, and what stands in for which of them."""

    text: str
    words: Sequence[Word]
    parts: Mapping[str, StandIn]


def name_edits(text: str, parts: Mapping[str, StandIn], phrases: Mapping[tuple[str, ...], str]) -> Iterator[Edit]:
    """A stand-in for each name in the text, in order, in the case in which the name was written.

    Of a phrase the first word is replaced.
    """
    page = _Page(text, list(written_words(text)), parts)
    place = 0
    while place < len(page.words):
        phrase = _phrase(page, place, phrases)
        if phrase:
            word = page.words[place]
            yield Edit(word.start, word.end, phrases[phrase])
            place += len(phrase)
            continue
        size, part = _longest(page, place)
        end = place + size
        if part and _is_name(page, place, end, part):
            yield from _initial(page, place, part)
            yield Edit(page.words[place].start, page.words[end - 1].end, _shaped(page.words[place:end], part))
        place = end


def _phrase(page: _Page, place: int, phrases: Mapping[tuple[str, ...], str]) -> tuple[str, ...]:
    """The phrase that begins at that word, if one does."""
    for phrase in phrases:
        told = page.words[place : place + len(phrase)]
        if tuple(word.key for word in told) == phrase and all(beside(page.text, *pair) for pair in pairwise(told)):
            return phrase
    return ()


def _longest(page: _Page, place: int) -> tuple[int, StandIn | None]:
    """The longest run of one compound from there that is a name, written together: `Jean-Pierre`, `O'Brien`."""
    end, last = place, min(len(page.words), place + _MOST_PARTS)
    while end < last and page.words[end].compound == page.words[place].compound:
        end += 1
    for stop in range(end, place, -1):
        joined = "".join(word.key for word in page.words[place:stop])
        if joined in page.parts:
            return stop - place, page.parts[joined]
    return 1, _possessive(page.words[place].key, page.parts)


def _possessive(word: str, parts: Mapping[str, StandIn]) -> StandIn | None:
    """`Kates` for `Kate's`; a plain word that only looks so is none."""
    owner = parts.get(word[:-1]) if word.endswith("s") and word not in ordinary_words() else None
    if owner is None or owner.ordinary:
        return None
    return StandIn(f"{owner.text}s", owner.near, owner.ordinary, owner.whose)


def _is_name(page: _Page, first: int, end: int, part: StandIn) -> bool:
    word = page.words[first]
    if not word.capital and (part.ordinary or not part.near):
        return False
    if _beside_own(page, first, end, part):
        return True
    if word.key in calendar_words() and _dates(page, first):
        return False
    return not part.ordinary or (part.near and _stands_like_a_name(page, first))


def _beside_own(page: _Page, first: int, end: int, part: StandIn) -> bool:
    """Whether another word of the same person's name stands right before or behind."""
    told = page.words
    pairs = [(told[first - 1], told[first])] if first else []
    pairs += [(told[end], told[end - 1])] if end < len(told) else []
    for neighbour, own in pairs:
        other = page.parts.get(neighbour.key) if neighbour.capital else None
        if other and other is not part and other.whose & part.whose and _touch(page.text, neighbour, own):
            return True
    return False


def _touch(text: str, one: Word, other: Word) -> bool:
    return beside(text, *sorted((one, other), key=lambda word: word.start))


def _dates(page: _Page, place: int) -> bool:
    """Whether a word that is a month's or a day's too stands in a date."""
    word = page.words[place]
    before = page.words[place - 1].key if place else ""
    figure_before = _FIGURE_BEFORE.search(page.text, max(0, word.start - 6), word.start)
    return before in _BEFORE_MONTH or bool(figure_before or _FIGURE_BEHIND.match(page.text, word.end))


def _stands_like_a_name(page: _Page, place: int) -> bool:
    """For a plain word with a capital: after `Hello` or `with`, on a line of its own, or where no capital is due."""
    word = page.words[place]
    before = page.words[place - 1] if place else None
    if before and before.key in words("address") | words("titles") and beside(page.text, before, word):
        return True
    if word.key in calendar_words():
        return False
    return alone_on_line(page.text, [word]) or not begins_sentence(page.text, word.start)


def _initial(page: _Page, place: int, part: StandIn) -> Iterator[Edit]:
    """The initial before a family name: `D. Roy`."""
    start = page.words[place].start
    found = _INITIAL.search(page.text, max(0, start - 4), start)
    if found and part.whose and found[1].isupper():
        yield Edit(found.start(1), found.end(1), "A" if found[1] == "J" else "J")


def _shaped(written: Sequence[Word], part: StandIn) -> str:
    letters = "".join(word.text for word in written)
    if letters.islower():
        return part.text.lower()
    return part.text.upper() if letters.isupper() and len(letters) > 1 else part.text
