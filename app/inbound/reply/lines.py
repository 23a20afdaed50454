"""The lines of a mail, cleared of what mail programs add to every line: quote marks, odd spaces, typography."""

import re
from dataclasses import dataclass
from typing import Final

from app.reading.contract import ReplyLine

_INVISIBLE: Final = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD, 0x034F])
_SPACES: Final = {ord(c): " " for c in "\u00a0\u202f\u2007\u2009\u2002\u2003\u3000\x0b\x0c"}
_MANY_EMPTY: Final = re.compile(r"\n{4,}")
_MARKS: Final = re.compile(r"^[ \t]{0,4}(?:>[ \t]?)+")
_LIST_START: Final = re.compile(r"\s*([-*\u2022\u2013]|\d{1,2}[.)])\s|[^:]{1,40}:(\s|$)")
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
    """The lines of a body without quote marks; every kind of space is a plain one, tabs stay."""
    plain = _MANY_EMPTY.sub("\n\n\n", text.translate(_INVISIBLE | _SPACES))
    return [_mail_line(line) for line in plain.split("\n")]


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
    if marks is None:
        return MailLine(0, line.rstrip())
    return MailLine(marks.group().count(">"), line[marks.end() :].rstrip())
