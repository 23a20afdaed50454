"""A mail says the same thing twice, as text and as HTML, and sometimes not: which of the two to believe."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from app.inbound.reply.sent_words import words_of
from app.reading.contract import ReplyLine

_CUT_SHORT: Final = 0.6
"""A text with fewer of the words than this share of the HTML's is a stump or a notice, not the mail."""


@dataclass(frozen=True, slots=True)
class Version:
    """The reply as one body tells it, and the words of that whole body, our quoted ones among them."""

    lines: tuple[ReplyLine, ...]
    words: Counter[str]


def reconcile(plain: Version | None, rich: Version | None) -> tuple[ReplyLine, ...]:
    """The lines to read. The text counts unless the HTML tells the same more truly, or tells more.

    HTML knows what the text lost: rows of tables, and lines that the mail program did not break. Where they differ,
    the one that is contained in the other wins: what the other has more is a quotation or a signature that could not
    be told from words. But where a body lacks the words altogether, it is not the mail that was written.
    """
    if plain is None or rich is None:
        only = plain or rich
        return only.lines if only else ()
    if _letters(plain) == _letters(rich):
        return plain.lines if _has_tabs(plain) and not _has_tabs(rich) else rich.lines
    if plain.words.total() < rich.words.total() * _CUT_SHORT or _said(rich) - plain.words:
        return rich.lines
    return rich.lines if rich.lines and not _said(rich) - _said(plain) else plain.lines


def _said(version: Version) -> Counter[str]:
    return Counter(word.key for word in words_of(line.text for line in version.lines))


def _letters(version: Version) -> str:
    return "".join("".join(line.text.split()) for line in version.lines).replace("*", "")


def _has_tabs(version: Version) -> bool:
    return any("\t" in line.text for line in version.lines)
