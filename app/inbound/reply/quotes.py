"""Where another mail begins inside a mail: attribution lines, header blocks, separators."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.inbound.reply.lines import MailLine
from app.inbound.reply.vocabulary import folded, vocabulary

_LONGEST: Final = 240
"""Longer lines are a person's paragraph, not a mail program's line."""
_ADDRESS: Final = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,80}\w\W{0,4}$")
_CLOCK_OR_DAY: Final = re.compile(r"\b\d{1,2}[:h.]\d{2}\b|\b\d{4}[./-]\d{1,2}[./-]\d{1,2}\b")
_RULE: Final = re.compile(r"^[-_=*\u2500]{5,}$")
_LOTUS: Final = re.compile(r"^.{1,80} ---\s?\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}.{0,20}---")
_SAID_WHEN_OR_WHO: Final = re.compile(r"\d|@")
_ENDS_LIKE_ONE: Final = re.compile("[:\uff1a]|--$")
_ENDING: Final = 6
_BROKEN_FROM: Final = 60
_LEAST_LABELS: Final = 3
_BLOCK_LINES: Final = 12


@dataclass(frozen=True, slots=True)
class Barrier:
    """Lines `first` to `last` announce a quoted mail."""

    first: int
    last: int


def find_barriers(lines: Sequence[MailLine]) -> list[Barrier]:
    """Every announcement of a quoted mail, in order."""
    found: list[Barrier] = []
    at = 0
    while at < len(lines):
        last = _announces(lines, at)
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
            behind = _next_told(lines, barrier.last + 1, stop)
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
    """The end of a marked line that was too long for the margin, and lost its mark when it was broken."""
    if at == 0 or at + 1 >= stop or lines[at].blank:
        return False
    return lines[at + 1].depth > 0 and lines[at - 1].depth > 0 and len(lines[at - 1].text) >= _BROKEN_FROM


def _announces(lines: Sequence[MailLine], at: int) -> int | None:
    text = lines[at].text.strip()
    if not text or len(text) > _LONGEST:
        return None
    for announcement in (_header_block, _attribution, _separator):
        last = announcement(lines, at)
        if last is not None:
            return last
    return None


def _attribution(lines: Sequence[MailLine], at: int) -> int | None:
    """A line such as "On ... wrote:", whole or broken over two or three."""
    if _is_attribution(lines[at].text) or _stands_on_quote(lines, at):
        return at
    if not vocabulary().attribution_opener.match(folded(lines[at].text)):
        return None
    text = lines[at].text
    for number in range(at + 1, min(at + 3, len(lines))):
        if lines[number].blank or lines[number].depth != lines[at].depth or _is_one_alone(lines[number].text):
            return None
        text = f"{text} {lines[number].text.strip()}"
        if _is_attribution(text):
            return number
    return None


def _is_one_alone(text: str) -> bool:
    return _is_attribution(text) or reads_as_attribution(text)


def _is_attribution(text: str) -> bool:
    """Who wrote when, with a digit or an address in it: "On Friday we wrote:" is a person's own sentence."""
    if not _ENDS_LIKE_ONE.search(text[-_ENDING:]) or len(text) > _LONGEST * 2:
        return False
    if not _SAID_WHEN_OR_WHO.search(text) and not text.startswith("--"):
        return False
    simple = folded(text.strip())
    if vocabulary().attribution.match(simple) or vocabulary().named_attribution.match(simple):
        return True
    # who and when and a colon, in a language that we do not know
    return text.rstrip().endswith(":") and _names_who_and_when(text)


def reads_as_attribution(text: str) -> bool:
    """`On Monday, Priya wrote:` names no day or address: it is one only right above a quotation."""
    simple = folded(text.strip())
    return len(text) <= _LONGEST and bool(vocabulary().attribution.match(simple))


def _names_who_and_when(text: str) -> bool:
    return bool(_CLOCK_OR_DAY.search(text) and _ADDRESS.search(text.rstrip(": ")))


def _stands_on_quote(lines: Sequence[MailLine], at: int) -> bool:
    """A line that says who wrote, or an address with a date or a colon, right above marked lines."""
    text = lines[at].text
    addressed = "@" in text and (text.rstrip().endswith(":") or _names_who_and_when(text))
    if not addressed and not reads_as_attribution(text):
        return False
    behind = _next_told(lines, at + 1, len(lines))
    return behind < len(lines) and lines[behind].depth > lines[at].depth


def _header_block(lines: Sequence[MailLine], at: int) -> int | None:
    """At least three labels in a row, From among them; a rule or an "Original message" may stand above."""
    if not vocabulary().header_label.match(folded(lines[at].text)):
        return None
    labels, has_from, last = 0, False, at
    for number in range(at, min(at + _BLOCK_LINES, len(lines))):
        simple = folded(lines[number].text)
        if vocabulary().header_label.match(simple):
            labels, last = labels + 1, number
            has_from = has_from or bool(vocabulary().from_label.match(simple))
        elif number - last > 1 or not (lines[number].blank or "@" in simple):
            break  # one empty line, or one line of addresses, may stand between two labels
    return last if labels >= _LEAST_LABELS and has_from else None


def _separator(lines: Sequence[MailLine], at: int) -> int | None:
    text = lines[at].text.strip()
    simple = folded(text)
    if vocabulary().separator.match(simple) and (text[0] in "-_=*>" or _followed_by_header(lines, at)):
        return at
    if _LOTUS.match(text) or vocabulary().reply_above.match(simple):
        return at
    if _RULE.match(text) and _followed_by_header(lines, at):
        return at
    return None


def _followed_by_header(lines: Sequence[MailLine], at: int) -> bool:
    behind = _next_told(lines, at + 1, min(at + 5, len(lines)))
    if behind >= len(lines):
        return False
    return _header_block(lines, behind) is not None or _attribution(lines, behind) is not None


def _next_told(lines: Sequence[MailLine], at: int, stop: int) -> int:
    while at < stop and lines[at].blank:
        at += 1
    return at


def barrier_lines(barriers: Sequence[Barrier]) -> Iterator[int]:
    """The numbers of all lines that belong to a barrier."""
    for barrier in barriers:
        yield from range(barrier.first, barrier.last + 1)
