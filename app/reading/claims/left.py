"""Words of a sentence that a rule left out, as they are written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.reading.explained import PassedOver, PassedReason
from app.reading.words.sentences import Sentence

_BETWEEN_FIGURES = re.compile(r"[\s().,/+:-]*")
_OUTER_MARKS = " .,;:!?()[]\"'\u00ab\u00bb\u201c\u201d\u2026"


@dataclass(frozen=True, slots=True)
class Left:
    """The tokens `first` to `end` (excluded) of a sentence that a rule left out."""

    first: int
    end: int
    reason: PassedReason


def passed_in(sentence: Sentence, left: Sequence[Left]) -> list[PassedOver]:
    """What was left out of a sentence, in order; figures that touch are one: `780-555-0199`."""
    out: list[PassedOver] = []
    start, end = 0, -1
    for each in sorted(left, key=lambda one: one.first):
        begin, stop = _stretch(sentence, each)
        joins = out and out[-1].reason == each.reason and _is_joined(sentence.source, end, begin)
        if begin < end and not joins:
            continue
        start, end = (start, max(end, stop)) if joins else (begin, stop)
        if joins:
            out.pop()
        out.append(_passed(sentence, start, end, each.reason))
    return [each for each in out if each.text and _is_worth(each)]


def _passed(sentence: Sentence, start: int, end: int, reason: PassedReason) -> PassedOver:
    written = sentence.source[start:end].lstrip(_OUTER_MARKS)
    at = end - len(written) - sentence.tokens[0].start
    return PassedOver(written.rstrip(_OUTER_MARKS), reason, sentence.text, at)


def _is_worth(passed: PassedOver) -> bool:
    """A number in words that counts nothing (`one of them`) is no figure."""
    return passed.reason != PassedReason.FIGURE or any(sign.isdecimal() for sign in passed.text)


def _stretch(sentence: Sentence, left: Left) -> tuple[int, int]:
    """The places of the first and behind the last letter; a figure with all that is written up to it: `$50`."""
    begin, end = sentence.tokens[left.first].start, sentence.tokens[left.end - 1].end
    if left.reason != PassedReason.FIGURE:
        return begin, end
    source = sentence.source
    while begin > 0 and not source[begin - 1].isspace():
        begin -= 1
    while end < len(source) and not source[end].isspace():
        end += 1
    return begin, end


def _is_joined(source: str, end: int, begin: int) -> bool:
    return begin <= end or bool(_BETWEEN_FIGURES.fullmatch(source, end, begin))
