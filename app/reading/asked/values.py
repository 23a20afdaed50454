"""The answer to one item of a survey or a report: a number of its scale, one of its choices, or free words."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from app.reading.answered import Value
from app.reading.context import AskedItem, ItemKind
from app.reading.words.figures import number_at
from app.reading.words.names import Names
from app.reading.words.sentences import Sentence, one_sentence
from app.reading.words.tokens import tokenize

_LETTERS = "abcdefghij"
_NO_NAMES = Names({}, 0)


@dataclass(frozen=True, slots=True)
class Given:
    """The value that words give; `unclear` where they give none that fits. Neither: the item was skipped."""

    value: Value = None
    unclear: bool = False


def value_of(text: str, item: AskedItem) -> Given:
    """What the words under an item give, by its kind."""
    sentence = one_sentence(text, _NO_NAMES)
    if not sentence.tokens or sentence.find("item_skipped") == sentence.text:
        return Given()
    if item.kind == ItemKind.SCALE:
        return _of_scale(sentence, item)
    if item.kind == ItemKind.CHOICE:
        return _of_choice(sentence, item)
    return Given(text.strip())


def _of_scale(sentence: Sentence, item: AskedItem) -> Given:
    """`4`, `4/5`, `4 out of 5`, `four`, `4 - we met often`; not `3-4`, `4.5` or `maybe 7`."""
    given = _number(sentence, 0, item)
    if given is None:
        found = [each for at in range(len(sentence.tokens)) if (each := _number(sentence, at, item)) is not None]
        given = found[0] if len(found) == 1 else None
    return Given(unclear=True) if given is None else Given(Decimal(given))


def _number(sentence: Sentence, index: int, item: AskedItem) -> int | None:
    """The number of the scale at the token; None where there is none, or several are meant."""
    text = sentence.mark(index)
    if text.isdecimal():
        value, end = int(text[:3]), index + 1
    elif (word := number_at(sentence, index)) is not None and text.isalpha() and word.value.denominator == 1:
        value, end = int(word.value), word.end
    else:
        return None
    limit = sentence.mark(end + 1) if sentence.mark(end) == "/" else ""
    if (limit and limit != str(item.high)) or _is_of_another_scale(sentence, end, item) or _goes_on(sentence, end):
        return None
    denominator = sentence.mark(index - 1) == "/" or _ends_scale(sentence, index) or _goes_before(sentence, index)
    return value if item.low <= value <= item.high and not denominator else None


def _goes_on(sentence: Sentence, end: int) -> bool:
    """`3-4`, `3 or 4`: the next number belongs to it; a unit makes it something else."""
    linked = sentence.find_within("item_range_link", end, end + 1) is not None and sentence.mark(end) != "/"
    return (linked and number_at(sentence, end + 1) is not None) or sentence.tag(end, "unit") is not None


def _goes_before(sentence: Sentence, index: int) -> bool:
    return index > 1 and _goes_on(sentence, index - 1) and number_at(sentence, index - 2) is not None


def _is_of_another_scale(sentence: Sentence, end: int, item: AskedItem) -> bool:
    """`4 out of 10` where 5 is the most."""
    sizes = (size for size in (2, 1) if _is_scale_end(sentence, end, end + size))
    limit = sentence.mark(end + next(sizes, 0))
    return limit.isdecimal() and limit != str(item.high)


def _ends_scale(sentence: Sentence, index: int) -> bool:
    """Whether the number is the end of a scale: the 5 of `4 out of 5`."""
    return any(index > size and _is_scale_end(sentence, index - size, index) for size in (2, 1))


def _is_scale_end(sentence: Sentence, first: int, end: int) -> bool:
    if end > len(sentence.tokens):
        return False
    return sentence.find_within("item_scale_end", first, end) == sentence.words(first, end)


def _of_choice(sentence: Sentence, item: AskedItem) -> Given:
    """One choice by its words, its letter or its number."""
    named = set(_choices_in(sentence, item))
    if not named:
        named = set(_by_sign(sentence, item))
    return Given(item.choices[named.pop()]) if len(named) == 1 else Given(unclear=True)


def _choices_in(sentence: Sentence, item: AskedItem) -> Iterator[int]:
    """The choices whose words stand there and are not denied; one inside a longer one does not count."""
    texts = [token.text for token in sentence.tokens]
    taken: set[int] = set()
    phrases = [[token.text for token in tokenize(choice)] for choice in item.choices]
    for place in sorted(range(len(phrases)), key=lambda at: -len(phrases[at])):
        size = len(phrases[place])
        for at in range(len(texts) - size + 1):
            span = set(range(at, at + size))
            if size and texts[at : at + size] == phrases[place] and not span & taken:
                taken |= span
                if not sentence.tag_before(at, "not"):
                    yield place


def _by_sign(sentence: Sentence, item: AskedItem) -> Iterator[int]:
    sign = sentence.mark(0)
    alone = not sentence.mark(1).isalnum()
    if alone and sign.isdecimal() and 1 <= int(sign[:3]) <= len(item.choices):
        yield int(sign) - 1
    elif alone and len(sign) == 1 and sign in _LETTERS[: len(item.choices)]:
        yield _LETTERS.index(sign)
