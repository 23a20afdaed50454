"""Lines that mail systems add to what a person wrote: security banners, disclaimers, the advertisements of phones."""

from collections.abc import Iterator, Sequence
from typing import Final

from app.inbound.reply.vocabulary import folded, vocabulary
from app.reading.contract import ReplyLine

_LONGEST_BANNER: Final = 600
_LONGEST_DEVICE: Final = 160
_LONGEST_DISCLAIMER: Final = 8_000


def without_notices(lines: Sequence[ReplyLine]) -> list[ReplyLine]:
    """The lines but banners, disclaimers and "Sent from my ..."; what was typed into our form always stays."""
    told = [line for line in lines if line.answers is not None or not is_device_line(line.text)]
    kept: list[ReplyLine] = []
    for paragraph in _paragraphs(told):
        text = " ".join(line.text.strip() for line in paragraph)
        answered = any(line.answers is not None for line in paragraph)
        if answered or not (_is_banner(text) or _is_disclaimer(text)):
            kept.extend(paragraph)
    return kept


def is_device_line(text: str) -> bool:
    """A line that a mail program adds by itself, such as "Sent from my iPhone"."""
    stripped = text.strip()
    return 0 < len(stripped) <= _LONGEST_DEVICE and bool(vocabulary().device.match(folded(stripped)))


def is_notice(text: str) -> bool:
    """A line that is no person's: banner, disclaimer or device line."""
    return is_device_line(text) or _is_banner(text) or _is_disclaimer(text)


def _is_banner(text: str) -> bool:
    return len(text) <= _LONGEST_BANNER and bool(vocabulary().banner.match(folded(text.strip())))


def _is_disclaimer(text: str) -> bool:
    if len(text) > _LONGEST_DISCLAIMER:
        return False
    simple = folded(text)
    if vocabulary().disclaimer_sure.search(simple):
        return True
    signs = {match.group() for match in vocabulary().disclaimer_sign.finditer(simple)}
    return len(signs) >= (1 if _heads_disclaimer(text) else vocabulary().disclaimer_points)


def _heads_disclaimer(text: str) -> bool:
    return bool(vocabulary().disclaimer_head.match(folded(text[:_LONGEST_DEVICE].strip())))


def _paragraphs(lines: Sequence[ReplyLine]) -> Iterator[list[ReplyLine]]:
    """The lines in groups, each with the empty line that ends it.

    A banner's line is a group of its own, and the first line of a disclaimer begins one.
    """
    group: list[ReplyLine] = []
    for line in lines:
        if group and _heads_disclaimer(line.text):
            yield group
            group = []
        group.append(line)
        if not line.text.strip() or _is_banner(line.text):
            yield group
            group = []
    if group:
        yield group
