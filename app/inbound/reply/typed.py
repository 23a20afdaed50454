"""What a person typed into the text that we sent: on our line, in its middle, or where a line of ours was cut."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from app.inbound.reply.align import Alignment, Chain
from app.inbound.reply.other_months import names_another_month
from app.inbound.reply.sent_words import NO_LETTERS, SentText
from app.reading.contract import ReplyLine

_DECORATION: Final = re.compile(
    r"[\s*_|:.,;()\[\]{}<>\"'\-=&+@%$^`\\\u00a7\u00a9\u00ae\u2122\u2010-\u2015\u2212\u2026/?!\u2022#~\u00ab\u00bb\u2018\u2019\u201c\u201d]+"
)
_LEADING: Final = re.compile(r"^(?:[\s*_|:>?!,;)\]]|\.(?!\d))+|[\s*_|]+$")
_BARS: Final = " \t|"
"""White space, and the bar that some programs mark a quotation with."""
_REST_OF_LINK: Final = re.compile(r"^://\S*")
_LABEL_WORDS: Final = 8
_DAMAGED: Final = 0.5
_LONGEST_DAMAGE: Final = 400
_LONGEST_LETTER: Final = 4


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of a line of the mail are the sent word `sent_at`."""

    start: int
    end: int
    sent_at: int


def spans_by_line(alignment: Alignment, chains: Iterable[Chain]) -> Mapping[int, Sequence[Span]]:
    """For each line of the mail the words on it that are ours."""
    found: dict[int, list[Span]] = defaultdict(list)
    for chain in chains:
        for run in chain.runs:
            for offset in range(run.length):
                word = alignment.words[run.at + offset]
                found[word.line].append(Span(word.start, word.end, run.sent + offset))
    return found


def typed_on_line(text: str, spans: Sequence[Span], sent: SentText) -> list[ReplyLine]:
    """What a person wrote on a line that holds words of ours; nothing where the line is wholly ours.

    Several lines of ours that a mail program ran together are taken apart again.
    """
    return [line for piece, on_piece in _pieces(text, spans, sent) for line in _typed(piece, on_piece, sent)]


def says_something(text: str) -> bool:
    """Whether there is more to it than punctuation."""
    return bool(_DECORATION.sub("", text))


def _pieces(text: str, spans: Sequence[Span], sent: SentText) -> Iterable[tuple[str, Sequence[Span]]]:
    start, inside = 0, list[Span]()
    for span in spans:
        if inside and sent.starts_line(span.sent_at):
            yield text[start : span.start], inside
            start, inside = span.start, []
        inside.append(Span(span.start - start, span.end - start, span.sent_at))
    yield text[start:], inside


def _typed(text: str, spans: Sequence[Span], sent: SentText) -> list[ReplyLine]:
    said = [gap for gap in _gaps(text, spans, sent) if says_something(gap)]
    if not said or _is_of_another_month(text, spans, sent):
        return []
    line = sent.words[spans[-1].sent_at].line
    if is_label(spans, sent):
        return [ReplyLine(text.strip(_BARS), sent.lines[line])]
    return [ReplyLine(_LEADING.sub("", " ".join(said)), sent.lines[line])]


def _is_of_another_month(text: str, spans: Sequence[Span], sent: SentText) -> bool:
    """Whether all that is left over on a line is another month than the one we sent: an older mail is quoted."""
    behind: list[Span | None] = [None, *spans]
    before: list[Span | None] = [*spans, None]
    return all(_is_other_month(text, *around, sent) for around in zip(behind, before, strict=True))


def _is_other_month(text: str, behind: Span | None, before: Span | None, sent: SentText) -> bool:
    gap = text[behind.end if behind else 0 : before.start if before else len(text)]
    at = behind.sent_at if behind else None
    return not says_something(gap) or names_another_month(gap, sent, at, before.sent_at if before else None)


def is_label(spans: Sequence[Span], sent: SentText) -> bool:
    """A short whole line of ours that asks nothing: the label of a form line, which stays with its value."""
    whole = sent.starts_line(spans[0].sent_at) and sent.ends_line(spans[-1].sent_at)
    line = sent.lines[sent.words[spans[-1].sent_at].line]
    return whole and len(spans) <= _LABEL_WORDS and "?" not in line


def _gaps(text: str, spans: Sequence[Span], sent: SentText) -> Iterable[str]:
    """The stretches of a line between our words, without those where a mail program damaged a word of ours."""
    at, expected = 0, None
    for span in spans:
        gap = text[at : span.start]
        if expected is None or not _is_damage(gap, sent, expected, span.sent_at):
            yield gap
        at, expected = span.end, span.sent_at + 1
    cut_off = expected is not None and not sent.ends_line(expected - 1)
    yield _REST_OF_LINK.sub("", text[at:]) if cut_off else text[at:]


def _is_damage(gap: str, sent: SentText, first: int, stop: int) -> bool:
    """We sent something here too: a link that a filter rewrote, or letters that were lost."""
    if first >= stop:
        return False
    lost = " ".join(word.key for word in sent.words[first:stop])
    if "://" in gap or (lost == NO_LETTERS and len(gap.strip()) <= _LONGEST_LETTER):
        return True
    found = gap[:_LONGEST_DAMAGE].strip().lower()
    return SequenceMatcher(None, lost[:_LONGEST_DAMAGE], found).ratio() >= _DAMAGED
