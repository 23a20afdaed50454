"""The same wording as in another month, or as somebody else's. Pure, and near-linear: no text meets every other."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from app.integrity.flag import Figure, Flag, FlagKind, in_order, place
from app.integrity.history import History, Letter, month_of
from app.integrity.wording import Wording, likeness, wording_of

_FEWEST_SAME = 5
"""Fewer words of their own are the same by chance."""
_FEWEST_ALIKE = 12
"""Fewer are no ground to call texts alike that are not the same."""
_ENOUGH_RUNS = 3
"""One in so many runs of words must be the same before two texts are compared word by word."""
_ALL = 100


@dataclass(frozen=True, slots=True)
class _Text:
    letter: Letter
    wording: Wording


def copied(history: History) -> Iterator[Flag]:
    """Each mail whose wording stood in an earlier one, of another month or another person; with the most alike."""
    texts = [_Text(letter, wording_of(letter.text, history.names)) for letter in sorted(history.letters, key=_moment)]
    telling = [text for text in texts if len(text.wording.words) >= _FEWEST_SAME]
    seen: dict[tuple[str, ...], _Text] = {}
    new: list[_Text] = []
    for text in telling:
        before = seen.setdefault(text.wording.words, text)
        if before is text:
            new.append(text)
        elif _is_elsewhere(before, text):
            yield _flag(before, text, _ALL)
    yield from _alike([text for text in new if len(text.wording.words) >= _FEWEST_ALIKE], history)


def _alike(texts: Sequence[_Text], history: History) -> Iterator[Flag]:
    """Texts that are not the same and yet alike. A run of words leads to its first text and its last one so far."""
    first: dict[tuple[str, ...], int] = {}
    last: dict[tuple[str, ...], int] = {}
    for number, text in enumerate(texts):
        runs = text.wording.runs
        shared = Counter(chain.from_iterable({first[run], last[run]} for run in runs if run in first))
        for run in runs:
            first.setdefault(run, number)
            last[run] = number
        at, most = max(shared.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
        if most * _ENOUGH_RUNS >= len(runs) and _is_elsewhere(texts[at], text):
            share = likeness(texts[at].wording, text.wording)
            if share >= history.rules_of(text.letter.claims[0]).likeness:
                yield _flag(texts[at], text, share)


def _flag(before: _Text, text: _Text, share: int) -> Flag:
    """`words` is how many words of their own the shorter text has."""
    claims = in_order((*before.letter.claims, *text.letter.claims))
    words = min(len(before.wording.words), len(text.wording.words))
    figures: dict[str, Figure] = {"likeness": share, "words": words, "month": month_of(before.letter.claims[0])}
    return Flag(FlagKind.COPIED, text.letter.person_id, claims, before.letter.person_id, figures)


def _is_elsewhere(before: _Text, text: _Text) -> bool:
    """Of another person or month: who writes the same twice about one month says it again."""
    one, other = before.letter, text.letter
    months = {month_of(live) for live in other.claims}
    return one.person_id != other.person_id or months.isdisjoint(month_of(live) for live in one.claims)


def _moment(letter: Letter) -> tuple[object, ...]:
    return min(place(live) for live in letter.claims)
