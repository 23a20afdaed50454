"""The same wording as in another month, or as somebody else's. Pure, and near-linear: no text meets every other."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from app.integrity.flag import Figure, Flag, FlagKind, in_order, place
from app.integrity.history import History, Letter, month_of
from app.integrity.wording import Run, Wording, likeness, wording_of

_FEWEST_SAME = 5
"""Fewer words of their own are the same by chance."""
_FEWEST_WITHIN = 7
"""Fewer may stand within a longer text by chance, all of them."""
_STRICTER = ((12, 100), (16, 90))
"""Of fewer words so many in a hundred must stand in the other text: people who did the same share many of a few."""
_ENOUGH_RUNS = 3
"""One in so many runs of the shorter text must be the same before two texts are compared word by word."""
_ALL = 100


@dataclass(frozen=True, slots=True)
class _Text:
    letter: Letter
    wording: Wording


def copied(history: History) -> Iterator[Flag]:
    """Each mail whose wording stood in an earlier one, of another month or another person; with the most alike."""
    texts = [_Text(letter, wording_of(letter.text, history.names)) for letter in sorted(history.letters, key=_moment)]
    telling = [text for text in texts if len(text.wording.words) >= _FEWEST_SAME]
    seen: dict[Hashable, _Text] = {}
    new: list[_Text] = []
    for text in telling:
        before = min((seen.setdefault(key, text) for key in text.wording.keys), key=lambda one: _moment(one.letter))
        if before is text:
            new.append(text)
        elif _is_elsewhere(before, text):
            yield _flag(before, text, _ALL)
    yield from _alike([text for text in new if len(text.wording.words) >= _FEWEST_WITHIN], history)


def _alike(texts: Sequence[_Text], history: History) -> Iterator[Flag]:
    """Texts that are not the same and yet alike. A run of words leads to its first text and its last one so far."""
    first: dict[Run, int] = {}
    last: dict[Run, int] = {}
    for number, text in enumerate(texts):
        runs = text.wording.runs
        shared = Counter(chain.from_iterable({first[run], last[run]} for run in runs if run in first))
        for run in runs:
            first.setdefault(run, number)
            last[run] = number
        elsewhere = ((count, -at) for at, count in shared.items() if _is_elsewhere(texts[at], text))
        most, back = max(elsewhere, default=(0, 0))
        before = texts[-back]
        if most * _ENOUGH_RUNS >= min(len(runs), len(before.wording.runs)):
            share = likeness(before.wording, text.wording)
            if share >= _enough(before, text, history):
                yield _flag(before, text, share)


def _enough(before: _Text, text: _Text, history: History) -> int:
    fewest = min(len(before.wording.words), len(text.wording.words))
    stricter = (share for words, share in _STRICTER if fewest < words)
    return next(stricter, history.rules_of(text.letter.claims[0]).likeness)


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
