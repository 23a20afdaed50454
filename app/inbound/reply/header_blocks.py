"""The block of From, Sent, To and Subject that mail programs put over a quoted mail."""

import re
from collections.abc import Sequence
from enum import IntEnum
from typing import Final

from app.inbound.reply.lines import MailLine
from app.inbound.reply.vocabulary import folded, vocabulary

_LEAST_LABELS: Final = 3
_BLOCK_LINES: Final = 14
_LABEL: Final = 40
_LONGEST: Final = 2_000
_ADDRESS: Final = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.\w")
_STAMP: Final = re.compile(
    r"\b(?:19|20)\d{2}\b.{0,20}\b\d{1,2}[:.h]\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}.{0,12}\d{1,2}[:.h]\d{2}"
)
_STARTS_WITH_DIGIT: Final = re.compile(r"[^:\uff1a]{0,40}[:\uff1a]\W{0,3}\d")


class Label(IntEnum):
    """What a line begins with."""

    NONE = 0
    OTHER = 1
    FROM = 2


def label_of(text: str) -> Label:
    """The sort of header label that a line begins with, in any language that we know."""
    head = text[:_LABEL]
    if ":" not in head and "\uff1a" not in head:
        return Label.NONE
    simple = folded(head)
    if not vocabulary().header_label.match(simple):
        return Label.NONE
    if vocabulary().from_label.match(simple):
        # "From: 6 pm" is when a meeting began, no header
        return Label.OTHER if _STARTS_WITH_DIGIT.match(text) and "@" not in text else Label.FROM
    return Label.OTHER


def block_end(lines: Sequence[MailLine], labels: Sequence[Label], at: int) -> int | None:
    """The last line of the header block that begins on line `at`; `None` where none begins there.

    Three labels, a From among them; or two that hold an address and a full date.
    """
    if not labels[at]:
        return None
    found = _label_lines(lines, labels, at)
    if len(found) >= _LEAST_LABELS and any(labels[number] is Label.FROM for number in found):
        return found[-1]
    told = [lines[number].text[:_LONGEST] for number in found]
    if len(found) > 1 and any(_ADDRESS.search(text) for text in told) and any(_STAMP.search(text) for text in told):
        return found[-1]
    return None


def _label_lines(lines: Sequence[MailLine], labels: Sequence[Label], at: int) -> list[int]:
    """The labelled lines in a row; one empty, folded or address line may stand between two of them."""
    found = [at]
    for number in range(at + 1, min(at + _BLOCK_LINES, len(lines))):
        if labels[number]:
            found.append(number)
        elif number - found[-1] > 1 or not _may_stand_between(lines, labels, number):
            break
    return found


def _may_stand_between(lines: Sequence[MailLine], labels: Sequence[Label], number: int) -> bool:
    if lines[number].blank or "@" in lines[number].text[:_LONGEST]:
        return True
    return number + 1 < len(labels) and bool(labels[number + 1])
