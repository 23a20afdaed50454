"""Who was there (H1): `Kate and Tom were there, Sam couldn't make it`, `présents : Luc et Mia`."""

from collections.abc import Iterator, Sequence

from app.reading.contract import Evidence
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_CUTS = frozenset({",", ";", "&", "(", ")"}) | small_words("and", "but", "while")
_ALL_BUT = small_words("all_but")
_COUNTED = {2: "item_all_2", 3: "item_all_3", 4: "item_all_4"}
_LABEL_WORDS = 4


def attended_of(sentences: Sequence[Sentence], partners: Sequence[str]) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
    """The partners that the reply says were there, by full name in the order of the context, and the words.

    Who writes is not among them. Who is only said to have been absent leaves the others open.
    """
    there: set[int] = set()
    away: set[int] = set()
    words: list[str] = []
    for sentence in sentences:
        if sentence.closing == "?":
            continue
        came, missed = _of_sentence(sentence, len(partners))
        if came or missed:
            words.append(sentence.text)
        there |= came
        away |= missed
    names = tuple(name for place, name in enumerate(partners) if place in there - away)
    return names, tuple(Evidence("attended", said) for said in words) if names else ()


def _of_sentence(sentence: Sentence, partners: int) -> tuple[set[int], set[int]]:
    label = _label(sentence)
    if label is not None:
        named = _names(sentence, 0, len(sentence.tokens))
        return (named, set()) if label else (set(), named)
    there: set[int] = set()
    away: set[int] = set()
    waiting: set[int] = set()
    last: bool | None = None
    for first, end in _clauses(sentence):
        named, left_out = _named(sentence, first, end, 0 if waiting else partners)
        came = _came(sentence, first, end)
        away |= left_out
        if sentence.find_within("item_rest", first, end):
            named |= set(range(partners)) - there - away
        if came is None:
            waiting |= named
            continue
        (there if came else away).update(named | waiting)
        last, waiting = came if named | waiting else last, set()
    if last is not None:
        (there if last else away).update(waiting - there - away)
    return there, away


def _label(sentence: Sentence) -> bool | None:
    """Whether the line lists who was there, or who was not; None where it is no such list."""
    colon = next((at for at in range(1, _LABEL_WORDS) if sentence.mark(at) in {":", "-"}), None)
    if colon is None:
        return None
    head = sentence.words(0, colon)
    if sentence.find_within("attended_absent_label", 0, colon) == head:
        return False
    return True if sentence.find_within("attended_label", 0, colon) == head else None


def _clauses(sentence: Sentence) -> Iterator[tuple[int, int]]:
    first = 0
    for at in range(len(sentence.tokens)):
        if sentence.mark(at) in _CUTS and not _goes_on(sentence, first, at):
            yield first, at
            first = at + 1
    yield first, len(sentence.tokens)


def _goes_on(sentence: Sentence, first: int, at: int) -> bool:
    """`everyone but Sam`, `all except Tom and Sam`: the names after the mark are left out too."""
    if not sentence.mark(at + 1).startswith("@p") or not sentence.find_within("attended_everyone", first, at):
        return False
    return sentence.mark(at) in _ALL_BUT or sentence.find_within("item_except", first, at) is not None


def _named(sentence: Sentence, first: int, end: int, partners: int) -> tuple[set[int], set[int]]:
    """The partners that the clause names, and those it leaves out: `everyone except Sam`."""
    named = _names(sentence, first, end)
    if not _is_everyone(sentence, first, end, partners):
        return named, set()
    but = any(sentence.mark(at) in _ALL_BUT for at in range(first, end))
    left_out = named if but or sentence.find_within("item_except", first, end) else set[int]()
    return set(range(partners)) - left_out, left_out


def _is_everyone(sentence: Sentence, first: int, end: int, partners: int) -> bool:
    """`everyone`, or `both` of two; behind names (then `partners` is 0) it only says them again."""
    if partners in _COUNTED and sentence.find_within(_COUNTED[partners], first, end):
        return True
    counted = any(sentence.find_within(pattern, first, end) for pattern in _COUNTED.values())
    return partners > 0 and not counted and sentence.find_within("attended_everyone", first, end) is not None


def _names(sentence: Sentence, first: int, end: int) -> set[int]:
    return {int(mark[2:]) for at in range(first, end) if (mark := sentence.mark(at)).startswith("@p")}


def _came(sentence: Sentence, first: int, end: int) -> bool | None:
    if sentence.find_within("attended_absent", first, end):
        return False
    if sentence.find_within("attended_not", first, end):
        return None
    return True if sentence.find_within("attended_came", first, end) else None
