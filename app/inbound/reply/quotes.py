"""Where another mail begins inside a mail: attribution lines, header blocks, separators."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.inbound.reply.attributions import LONGEST_LINE, attribution_end
from app.inbound.reply.header_blocks import Label, block_end, label_of
from app.inbound.reply.lines import MailLine, next_told
from app.inbound.reply.vocabulary import folded, vocabulary

_RULE: Final = re.compile(r"^[-_=*\u2010\u2014\u2500]{5,}$")
_TITLED_RULE: Final = re.compile(r"^[-_=]{3,}\s[^\n]{1,160}\s[-_=]{3,}$")
_LOTUS: Final = re.compile(r"^.{1,80} ?---\s?\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}.{0,20}---")
_LONE_LINK: Final = re.compile(r"^\W{0,2}https?://\S{1,500}\s?>?$")
_DECORATED: Final = "-_=*>\u2010\u2013\u2014\u2500"
_LONGEST_SEPARATOR: Final = 120
_BROKEN_FROM: Final = 60
_NEAR: Final = 4


@dataclass(frozen=True, slots=True)
class Barrier:
    """Lines `first` to `last` announce a quoted mail."""

    first: int
    last: int


def find_barriers(lines: Sequence[MailLine]) -> list[Barrier]:
    """Every announcement of a quoted mail, in order."""
    labels = [label_of(line.text) for line in lines]
    found: list[Barrier] = []
    at = 0
    while at < len(lines):
        last = None if lines[at].blank else _announces(lines, labels, at)
        if last is None:
            at += 1
            continue
        found.append(Barrier(at, last))
        at = last + 1
    return found


def unquoted(lines: Sequence[MailLine], barriers: Sequence[Barrier], first: int, stop: int) -> list[int]:
    """The lines from `first` up to `stop` that are no quotation, by their numbers.

    Marked lines are quoted. Behind an announcement all is quoted, unless marked lines follow it: then only these are,
    for people answer below them too.
    """
    starts = {barrier.first: barrier for barrier in barriers}
    kept: list[int] = []
    at = first
    while at < stop:
        barrier = starts.get(at)
        if barrier is not None:
            behind = next_told(lines, barrier.last + 1, stop)
            if behind >= stop or not lines[behind].depth:
                return kept
            at = behind
        elif lines[at].depth or _is_rest_of_quoted(lines, at, stop):
            at += 1
        else:
            kept.append(at)
            at += 1
    return kept


def _is_rest_of_quoted(lines: Sequence[MailLine], at: int, stop: int) -> bool:
    """The end of a marked line that lost its mark when it was broken: at the margin, or at a link."""
    if at == 0 or at + 1 >= stop or lines[at].blank or not (lines[at + 1].depth and lines[at - 1].depth):
        return False
    before = lines[at - 1].text
    in_link = before.rfind("(http") > before.rfind(")")
    return len(before) >= _BROKEN_FROM or in_link or _LONE_LINK.match(lines[at].text) is not None


def _announces(lines: Sequence[MailLine], labels: Sequence[Label], at: int) -> int | None:
    last = block_end(lines, labels, at)
    if last is None:
        last = attribution_end(lines, at)
    if last is None and _is_separator(lines, labels, at):
        last = at
    return last


def _is_separator(lines: Sequence[MailLine], labels: Sequence[Label], at: int) -> bool:
    text = lines[at].text.strip()
    if len(text) > LONGEST_LINE:
        return False
    if _RULE.match(text) or _TITLED_RULE.match(text):
        followed = _followed_by_header(lines, labels, at)
        if followed or _RULE.match(text):
            return followed
    if _LOTUS.match(text):
        return True
    if len(text) > _LONGEST_SEPARATOR:
        return False
    simple = folded(text)
    if vocabulary().separator.match(simple):
        return text[0] in _DECORATED or _followed_by_header(lines, labels, at)
    return bool(vocabulary().reply_above.match(simple))


def _followed_by_header(lines: Sequence[MailLine], labels: Sequence[Label], at: int) -> bool:
    behind = next_told(lines, at + 1, min(at + 1 + _NEAR, len(lines)))
    if behind >= min(at + 1 + _NEAR, len(lines)):
        return False
    return block_end(lines, labels, behind) is not None or attribution_end(lines, behind) is not None


def barrier_lines(barriers: Sequence[Barrier]) -> Iterator[int]:
    """The numbers of all lines that belong to a barrier."""
    for barrier in barriers:
        yield from range(barrier.first, barrier.last + 1)
