"""The lines of a mail, cleared of what mail programs add to every line: quote marks, odd spaces, typography."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.inbound.reply.turned_around import with_both_figures
from app.reading.contract import ReplyLine

_ZERO_WIDTH: Final = (0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD, 0x034F, 0x180E)
_DIRECTIONS: Final = (0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""They turn the order around in which letters are shown: `0.5` could be read for what looks like `5.0`."""
_INVISIBLE: Final = dict.fromkeys((*_ZERO_WIDTH, *_DIRECTIONS))
_SPACES: Final = {ord(c): " " for c in "\u00a0\u202f\u2007\u2009\u2002\u2003\u3000\x0b\x0c"}
_HYPHENS: Final = {0x2010: "-", 0x2011: "-"}
"""Some programs write them for the hyphen that a person typed."""
_MANY_EMPTY: Final = re.compile(r"(?:\n[ \t]*){4,}\n|\n{4,}")
_MARKS: Final = re.compile(r"^[ \t]{0,4}(?:>[ \t]?)+")
_ARROWS: Final = re.compile(r"^\s*>{2}[>\s]*[^>\s][^<>]{0,200}<{2,}\s*$")
"""`>>> click here <<<` is how a person points at something."""
_BARE_MARKS: Final = " \t>|"
_LIST_START: Final = re.compile(r"\s*([-*\u2022\u2013]|\d{1,2}[.)])\s|[^:]{1,40}:(\s|$)")
_FIRST_CHARACTERS: Final = 200_000
_LAST_CHARACTERS: Final = 50_000
_FIRST_LINES: Final = 8_000
_LAST_LINES: Final = 2_000
_NARROWEST: Final = 60
_WIDEST: Final = 80


@dataclass(frozen=True, slots=True)
class MailLine:
    """One line of a mail: how many quote marks stood before it, and what they stood before."""

    depth: int
    text: str

    @property
    def blank(self) -> bool:
        """Nothing on it but white space."""
        return not self.text.strip()


def mail_lines(text: str) -> list[MailLine]:
    """The lines of a body without quote marks; every kind of space is a plain one, tabs stay.

    Of a body that no person can have typed, only its beginning and its end are read, where the new words stand: what
    is between them is forty months of quotation, or an attack.
    """
    text = with_both_figures(_ends_of(text))
    lines = _MANY_EMPTY.sub("\n\n\n", text.translate(_INVISIBLE | _SPACES | _HYPHENS)).split("\n")
    if len(lines) > _FIRST_LINES + _LAST_LINES:
        lines = lines[:_FIRST_LINES] + lines[-_LAST_LINES:]
    return [_mail_line(line) for line in lines]


def _ends_of(text: str) -> str:
    """Whole lines from the beginning and the end of a text that is too long."""
    if len(text) <= _FIRST_CHARACTERS + _LAST_CHARACTERS:
        return text
    first, last = text[:_FIRST_CHARACTERS], text[-_LAST_CHARACTERS:]
    return first[: first.rfind("\n")] + last[last.find("\n") :] if "\n" in first and "\n" in last else first


def next_told(lines: Sequence[MailLine], at: int, stop: int) -> int:
    """The first line from `at` on that is not blank, or `stop`."""
    while at < stop and lines[at].blank:
        at += 1
    return at


def unwrapped(lines: list[ReplyLine]) -> list[ReplyLine]:
    """Sentences that a mail program broke at its margin, as one line again.

    A break counts as the program's where the next word would not have fitted; the margin is the longest line.
    """
    margin = max((len(line.text) for line in lines), default=0)
    if not _NARROWEST <= margin <= _WIDEST:
        return lines
    out: list[ReplyLine] = []
    for number, line in enumerate(lines):
        if number and _was_broken(lines[number - 1], line, margin):
            out[-1] = ReplyLine(f"{out[-1].text} {line.text.lstrip()}", out[-1].answers)
        else:
            out.append(line)
    return out


def _was_broken(before: ReplyLine, line: ReplyLine, margin: int) -> bool:
    if not before.text.strip() or not line.text.strip() or before.answers != line.answers:
        return False
    if "\t" in before.text + line.text or _LIST_START.match(line.text) or not line.text.strip()[0].isalnum():
        return False
    return len(before.text) + 1 + len(line.text.split()[0]) > margin


def _mail_line(line: str) -> MailLine:
    marks = _MARKS.match(line)
    if not line.strip(_BARE_MARKS):
        return MailLine(line.count(">"), "")
    if marks is None or _ARROWS.match(line):
        return MailLine(0, line.rstrip())
    return MailLine(marks.group().count(">"), line[marks.end() :].rstrip())
