"""Answers given in the order of the questions, without a number: `yes, no, yes`, `4 5 3`, or a line for each."""

import re
from collections.abc import Sequence

from app.reading.asked.known import Asked
from app.reading.asked.lines import AnswerLine
from app.reading.asked.values import value_of
from app.reading.context import AskedItem, ItemKind
from app.reading.times.amounts import amount_at
from app.reading.words.names import Names
from app.reading.words.sentences import one_sentence

_CLOSERS = frozenset({")", ":", ".", "-", "="})
_SCALED = re.compile(r"\d{1,3}(\s*/\s*\d{1,3})?")
_NO_NAMES = Names({}, 0)


def in_order(lines: Sequence[AnswerLine], asked: Asked) -> tuple[str, ...] | None:
    """One piece for each item where every piece fits the item of its place; None where they do not."""
    items = [known.item for known in asked.items]
    while len(items) > 1 and len(items) > len(lines) and items[-1].kind == ItemKind.TEXT:
        items.pop()
    if len(items) == 1 or not lines or any(line.item is not None for line in lines):
        return None
    texts = [line.text for line in lines]
    if len(texts) == len(items) and _open_all(texts, items):
        return tuple(texts)
    for mark in (r"\s*[,;\n]\s*", r"\s*[,;/\n]\s*", r"[\s,;]+"):
        pieces = [piece for piece in re.split(mark, "\n".join(texts).strip(" .!")) if piece]
        if len(pieces) == len(items) and all(map(_is_only, pieces, items)):
            return tuple(pieces)
    return None


def _is_only(text: str, item: AskedItem) -> bool:
    """Whether the piece is a bare answer to the item and nothing else."""
    sentence = one_sentence(text.strip(" .!"), _NO_NAMES)
    if item.kind == ItemKind.YES_NO:
        bare = sentence.find_within("item_bare", 0, 1) is not None
        amount = amount_at(sentence, 1) if bare and len(sentence.tokens) > 1 else None
        return bare and (amount.end if amount and not amount.bare else 1) == len(sentence.tokens)
    if item.kind == ItemKind.SCALE:
        return _SCALED.fullmatch(text.strip()) is not None and value_of(text, item).value is not None
    return item.kind == ItemKind.CHOICE and value_of(text, item).value in item.choices


def _open_all(texts: Sequence[str], items: Sequence[AskedItem]) -> bool:
    words_only = all(item.kind == ItemKind.TEXT for item in items)
    return not words_only and all(map(_opens, texts, items))


def _opens(text: str, item: AskedItem) -> bool:
    """Whether the line begins with an answer to the item."""
    sentence = one_sentence(text, _NO_NAMES)
    if item.kind == ItemKind.YES_NO:
        return sentence.find_within("item_bare", 0, 1) is not None
    if item.kind == ItemKind.TEXT:
        return not sentence.mark(0).isdecimal()
    plain = sentence.mark(1) not in _CLOSERS and not sentence.mark(1).isdecimal()
    return plain and value_of(text, item).value is not None
