"""An answer cut at the numbers, places or words of the items: `1) 4 2) yes`, `Q3: more time`, `Communication: 5`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.reading.asked.known import Asked
from app.reading.asked.lines import AnswerLine
from app.reading.asked.places import Sort, is_before, named_at
from app.reading.asked.values import value_of
from app.reading.context import AskedItem, ItemKind
from app.reading.words.sentences import Sentence

_CLOSERS = frozenset({")", ":", ".", "-", "=", "]"})
_OPENERS = frozenset({"(", "[", "#"})
_SHORT = 3  # tokens of an answer behind which the next number may stand
_STARTS = frozenset({"", ",", ";", ".", "!", "?", ")"})
_TRIMMED = " ,;:=-\u2013\u2014)\u00a0"


@dataclass
class Parts:
    """The words under each item by place, line by line, and the lines that stand under none."""

    of: dict[int, list[str]] = field(default_factory=dict)
    loose: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Mark:
    first: int
    end: int
    item: int


def parted(lines: Sequence[AnswerLine], asked: Asked) -> Parts:
    """The lines cut at their marks; a line without one goes on with the item before it."""
    parts = Parts()
    current: int | None = None
    for line in lines:
        current = line.item if line.item is not None else current
        marks = list(_marks(line.sentence, asked, current))
        bounds = [mark.first for mark in marks[1:]] + [len(line.sentence.tokens)]
        head = _text(line.sentence, 0, marks[0].first) if marks else line.text
        if head:
            (parts.loose if current is None else parts.of.setdefault(current, [])).append(head)
        for mark, end in zip(marks, bounds, strict=True) if marks else ():
            current = mark.item
            parts.of.setdefault(current, []).append(_text(line.sentence, mark.end, end))
    return parts


def _text(sentence: Sentence, first: int, end: int) -> str:
    if first >= end:
        return ""
    stop = sentence.tokens[end].start if end < len(sentence.tokens) else len(sentence.source)
    return sentence.source[sentence.tokens[first].start : stop].strip(_TRIMMED)


def _marks(sentence: Sentence, asked: Asked, current: int | None) -> Iterator[_Mark]:
    last = -1 if current is None else current
    index = began = 0
    while index < len(sentence.tokens):
        mark = _mark_at(sentence, index, asked, last, short=index - began <= _SHORT)
        if mark is not None:
            yield mark
            last, index = mark.item, mark.end
            began = index
        else:
            index += 1


def _mark_at(sentence: Sentence, index: int, asked: Asked, last: int, *, short: bool) -> _Mark | None:
    opens = index == 0 or sentence.mark(index - 1) in {",", ";", "."}
    named = named_at(sentence, index, asked, answers={}) if opens else None
    if named and len(named.items) == 1 and named.sort == Sort.WORDS:
        return _Mark(index, named.end, min(named.items))
    number = _number(sentence, index, asked)
    if number is not None:
        return _numbered(
            sentence, index, number, asked.items[number - 1].item, follows=number - 1 == last + 1, short=short
        )
    closed = named is not None and (sentence.mark(named.end) in {":", "-", "="} or sentence.mark(named.end - 1) == ":")
    if named is not None and closed and named.sort == Sort.NUMBER:
        return _Mark(index, named.end + 1, min(named.items))
    return None


def _number(sentence: Sentence, index: int, asked: Asked) -> int | None:
    text = sentence.mark(index)
    if not (text.isdecimal() and len(text) <= 2):  # noqa: PLR2004 no mail asks a hundred things
        return None
    return int(text) if 1 <= int(text) <= len(asked.items) else None


def _numbered(
    sentence: Sentence, index: int, number: int, item: AskedItem, *, follows: bool, short: bool
) -> _Mark | None:
    """The number of an item: after `question`, closed by a mark, or next in order before a bare answer."""
    led = is_before(sentence, index, "item_lead") or sentence.mark(index - 1) in _OPENERS
    first = index - 1 if led else index
    after = sentence.mark(index + 1)
    end = index + 2 if after in _CLOSERS else index + 1
    if led:
        return _Mark(first, end, number - 1)
    if sentence.mark(index - 1) == "/" or after == "/":
        return None
    before = sentence.mark(index - 1)
    on_one_line = sentence.mark(0) == "1" and sentence.mark(1) == after and not is_before(sentence, index, "item_was")
    starts = before in _STARTS or (follows and (_is_answer(sentence, index - 1) or short or on_one_line))
    closed = after in _CLOSERS and (index == 0 or (follows and starts and after != "-"))
    bare = starts and follows and (_is_answer(sentence, index + 1) or _is_choice(sentence, index + 1, item))
    return _Mark(first, end, number - 1) if after == ")" or closed or bare else None


def _is_choice(sentence: Sentence, index: int, item: AskedItem) -> bool:
    stop = next((at for at in range(index, len(sentence.tokens)) if sentence.mark(at) in _STARTS), len(sentence.tokens))
    return item.kind == ItemKind.CHOICE and value_of(sentence.words(index, stop), item).value in item.choices


def _is_answer(sentence: Sentence, index: int) -> bool:
    return sentence.mark(index).isdecimal() or sentence.find_within("item_bare", index, index + 1) is not None
