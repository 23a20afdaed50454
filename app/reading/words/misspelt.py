"""Slips of the pen: a letter left out, typed twice, or two that changed places; never a letter for another.

Another letter too often makes another word (`testing`, `texting`), while these three hardly make any.
"""

from collections.abc import Iterable, Iterator

# Letters of the shortest word in which a slip of the sort is believed.
_TURNED, _DOUBLED = 5, 6
_MISSING = 7  # where the word stands alone: `bunch` is no `brunch`
_MISSPELT = frozenset({"mode", "unit", "month", "weekday", "session"})

Words = tuple[str, ...]
Entry = tuple[Words, str, str]


def misspelt(entries: Iterable[Entry]) -> list[Entry]:
    """The phrases of modes, units, months, weekdays and sessions with one slip in one long word: `in persn`.

    `entries` are all phrases of the vocabulary as (words, category, value); what one of them spells is no slip.
    """
    known = [*entries]
    spelt_right = {words for words, _, _ in known}
    return [
        (slip, category, value)
        for words, category, value in known
        if category in _MISSPELT
        for slip in _slips_in(words)
        if slip not in spelt_right
    ]


def _slips_in(words: Words) -> Iterator[Words]:
    for at, word in enumerate(words):
        for slip in _slips(word, alone=len(words) == 1) if word.isalpha() else ():
            yield (*words[:at], slip, *words[at + 1 :])


def _slips(word: str, *, alone: bool) -> set[str]:
    """The first letter stands, and the last but where two changed places: without its ending a verb is another."""
    inner = range(1, len(word) - 1)
    slips = set()
    if len(word) >= _TURNED:
        slips |= {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in inner}
    if len(word) >= _DOUBLED:
        slips |= {word[: at + 1] + word[at:] for at in inner}
    if len(word) >= (_MISSING if alone else _DOUBLED):
        slips |= {word[:at] + word[at + 1 :] for at in inner}
    return slips - {word}
