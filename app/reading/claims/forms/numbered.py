"""Answers that stand under the numbers of our questions: `1. yes, June 12`, `2. 1 hour`, `4. July 9`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from app.reading.contract import ReplyLine

_NUMBERED = re.compile(r"\s*\(?(\d{1,2})[.)]\s+(\S.*)")
_FEWEST = 2


def with_numbered_questions(lines: Sequence[ReplyLine], sent: str) -> tuple[ReplyLine, ...]:
    """The lines, those that begin with the number of a question of ours as answers to it.

    Only where their numbers rise and none is without a question: else the numbers are of a list of their own.
    """
    asked = _questions(sent)
    numbers = [number for line in lines if (number := _number(line)) is not None]
    rising = all(first < second for first, second in pairwise(numbers))
    if len(numbers) < _FEWEST or not rising or not asked.keys() >= set(numbers):
        return tuple(lines)
    return tuple(replace(line, answers=line.answers or asked.get(_number(line) or 0)) for line in lines)


def _questions(sent: str) -> Mapping[int, str]:
    found = (_NUMBERED.match(line) for line in sent.splitlines())
    return {int(match[1]): match[2].strip() for match in found if match and match[2].rstrip().endswith(("?", ":"))}


def _number(line: ReplyLine) -> int | None:
    match = _NUMBERED.match(line.text)
    return int(match[1]) if match else None
