"""The signature block under what a person wrote: name, title, telephone. The sign-off above it is theirs."""

import re
from collections.abc import Sequence
from typing import Final

from app.inbound.reply.vocabulary import folded, vocabulary
from app.reading.contract import ReplyLine

_DELIMITER: Final = re.compile(r"^\s*(--|\u2014|\u2013|__|-- \*)\s*$")
_RULE: Final = re.compile(r"^\s*[-_=*#~+\u2014\u2500]{3,}\s*$")
_DELIMITED_LINES: Final = 15
_BLOCK_LINES: Final = 14
_LONGEST_LINE: Final = 120
_CONTACT: Final = re.compile(
    r"(?:\+?\d{1,3}[ .-]?)?\(?\d{3}\)?[ .-]{0,2}\d{3}[ .-]\d{4}|\+\d{2}[ \d().-]{7,}|(?:\d{2} ){4}\d{2}"
    r"|\b0\d{2,4}[ .-]\d{3,4}[ .-]\d{3,4}\b"
    r"|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.]{2,}|https?://|\bwww\.|\b[A-Za-z]\d[A-Za-z] ?\d[A-Za-z]\d\b|\[cid:"
    r"|\b(?:P\.?\s?Eng|P\.?\s?Tech|ing)\b\.?"
)
_SENTENCE_END: Final = re.compile(r"[^.][.!?]\s*$")
_SENTENCE_WORDS: Final = 5
_BOLD: Final = " *_"
_NAME: Final = re.compile(r"\s*(?:[^\W\d_a-z][\w.'\u2019-]{0,30},?[ ]?){2,4}\s*$")


def without_signature(lines: Sequence[ReplyLine], names: Sequence[str]) -> list[ReplyLine]:
    """The lines above the signature. `names` are those that the sender goes by in the From header."""
    kept = list(lines)
    start = _delimited(kept)
    if start is None:
        start = _list_footer(kept)
    if start is None:
        start = _named_block(kept, names)
    if start is None:
        start = _contact_block(kept)
    return _without_last_rule(kept if start is None else kept[:start])


def _delimited(lines: Sequence[ReplyLine]) -> int | None:
    """The "-- " line that mail programs put above a signature (RFC 3676, 4.3)."""
    for number in _card_starts(lines):
        if _DELIMITER.match(lines[number].text):
            return number
    return None


def _list_footer(lines: Sequence[ReplyLine]) -> int | None:
    """A rule, and under it what a mailing list adds to every mail: its name, how to leave it."""
    for number in _card_starts(lines):
        if _RULE.match(lines[number].text):
            below = " ".join(line.text[:_LONGEST_LINE] for line in lines[number + 1 :])
            if vocabulary().list_footer.search(folded(below)):
                return number
    return None


def _card_starts(lines: Sequence[ReplyLine]) -> list[int]:
    """The lines that have a signature's length of lines below them and no answer of a form, from above."""
    starts: list[int] = []
    below = 0
    for number in reversed(range(len(lines))):
        if lines[number].answers is not None or below > _DELIMITED_LINES:
            break
        starts.append(number)
        below += bool(lines[number].text.strip())
    return starts[::-1]


def _without_last_rule(lines: list[ReplyLine]) -> list[ReplyLine]:
    """A rule of dashes or stars with nothing below it divides the reply from what is gone."""
    last = len(lines)
    while (
        last
        and lines[last - 1].answers is None
        and (not lines[last - 1].text.strip() or _RULE.match(lines[last - 1].text))
    ):
        last -= 1
    return lines[:last]


def _named_block(lines: Sequence[ReplyLine], names: Sequence[str]) -> int | None:
    """A line that begins with the sender's full name, with lines of a visiting card under it."""
    full = [folded(name) for name in names if " " in name.strip()]
    for number in _last_lines(lines):
        text = folded(lines[number].text.strip())
        if not any(text.startswith(name) for name in full):
            continue
        below = [line.text for line in lines[number + 1 :] if line.text.strip()]
        if below and any(_is_contact(line) for line in below) and all(_is_card_line(line) for line in below):
            return number
    return None


def _contact_block(lines: Sequence[ReplyLine]) -> int | None:
    """A last paragraph of two lines or more of which at least half are a way to reach somebody."""
    start = (
        max((n for n, line in enumerate(lines[:-1]) if not line.text.strip() or _is_said(line.text)), default=-1) + 1
    )
    block = [line for line in lines[start:] if line.text.strip()]
    if not 1 < len(block) <= _BLOCK_LINES or any(line.answers is not None for line in block):
        return None
    reached = sum(bool(_CONTACT.search(line.text[: _LONGEST_LINE * 2])) for line in block)
    titled = sum(_is_contact(line.text) or _is_address(line.text) for line in block)
    if not reached or titled * 2 < len(block) or not all(_is_card_line(line.text) for line in block):
        return None
    first = next(n for n in range(start, len(lines)) if _is_contact(lines[n].text))
    return first - 1 if first > start and _NAME.match(lines[first - 1].text.strip(_BOLD)) else first


def _last_lines(lines: Sequence[ReplyLine]) -> Sequence[int]:
    told = [n for n, line in enumerate(lines) if line.text.strip() and line.answers is None]
    return told[-_BLOCK_LINES:]


def _is_contact(text: str) -> bool:
    if len(text) > _LONGEST_LINE * 2:
        return False
    simple = folded(text)
    return bool(_CONTACT.search(text) or vocabulary().contact_label.match(simple) or vocabulary().title.search(simple))


def _is_address(text: str) -> bool:
    """A street and its number: in a block of contacts a part of it, on its own where they may have met."""
    return len(text) <= _LONGEST_LINE and vocabulary().street.search(folded(text)) is not None


def _is_said(text: str) -> bool:
    """Whether a line ends a sentence of some words: no line of a visiting card, whatever numbers it gives."""
    return _SENTENCE_END.search(text) is not None and len(text.split()) >= _SENTENCE_WORDS


def _is_card_line(text: str) -> bool:
    return len(text.strip()) <= _LONGEST_LINE and not text.rstrip().endswith("?")
