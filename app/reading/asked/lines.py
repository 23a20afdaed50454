"""The lines of an answer to several items: which stand under an item of ours, which are courtesy, which are a list."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.reading.asked.known import Asked
from app.reading.contract import Reply, ReplyLine
from app.reading.standing.commands import is_name, without_courtesy
from app.reading.words.lexicon import lexicon
from app.reading.words.sentences import Sentence, one_sentence
from app.reading.words.small_words import small_words
from app.reading.words.tokens import tokenize

_ENDS = frozenset(".!?;")
_LISTING = frozenset({",", ")"}) | small_words("yes", "no")
_SHORTEST_PART = 3  # words of our line that make it a part of an item
_LONGEST_LINE = 2_000


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A line of the person's own words; `item` is the place of the item that it stands under, if it does."""

    text: str
    sentence: Sentence
    item: int | None = None

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences without the questions; the point behind a number of a list ends none."""
        return sentences_of(self.sentence)

    @property
    def about(self) -> frozenset[int]:
        """The place of the one item that the line stands under; empty where it stands under none."""
        return frozenset() if self.item is None else frozenset({self.item})


def answer_lines(reply: Reply, asked: Asked, sent: str) -> tuple[AnswerLine, ...]:
    """The lines that say something, without greeting and sign-off; `sent` is the text of our mail."""
    under = _items_by_line(sent, asked)
    lines = [_line(line, asked, under) for line in reply.lines if line.text.strip()]
    first, end = 0, len(lines)
    while first < end and _is_courtesy(lines[first]):
        first += 1
    while end > first and (_is_courtesy(lines[end - 1]) or (end - first > 1 and is_name(lines[end - 1].sentence))):
        end -= 1
    return tuple(lines[first:end])


def sentences_of(line: Sentence) -> tuple[Sentence, ...]:
    """The sentences of a line without the questions; the point behind a number of a list ends none."""
    return tuple(_sentences(line))


def part_of(line: Sentence, first: int, end: int) -> Sentence:
    """The tokens `first` to `end` (excluded) as a sentence of their own."""
    tokens = line.tokens[first:end]
    return replace(line, tokens=tokens, tags=tuple(lexicon().tags(tokens)))


def _sentences(line: Sentence) -> Iterator[Sentence]:
    first = 0
    for at, token in enumerate(line.tokens):
        if token.text in _ENDS and _ends(line, first, at):
            if token.text != "?" and at > first:
                yield part_of(line, first, at)
            first = at + 1
    if first < len(line.tokens):
        yield part_of(line, first, len(line.tokens))


def _ends(line: Sentence, first: int, at: int) -> bool:
    """Whether the mark ends a sentence: not the point of `1. yes`, `6 p.m.` or `Q. 2`."""
    if line.mark(at) != ".":
        return True
    before = line.mark(at - 1)
    listed = line.tokens[at - 1].is_number and (at - 1 == first or line.mark(at - 2) in _LISTING)
    follows = at + 1 < len(line.tokens) and line.tokens[at].touches(line.tokens[at + 1])
    return not (listed or follows or (len(before) == 1 and before.isalpha()) or _goes_on_with_list(line, first, at))


def _goes_on_with_list(line: Sentence, first: int, at: int) -> bool:
    """`1. it was 1 h 2. it was 2 h`: the next number of a list on one line; not `1. it took 2.`."""
    number = line.mark(at - 1)
    if not (number.isdecimal() and line.mark(first) == "1" and at + 1 < len(line.tokens)):
        return False
    before = str(int(number) - 1)
    follows = any(line.mark(index) == before and line.mark(index + 1) == "." for index in range(first, at - 1))
    return follows and line.find_within("item_was", at - 2, at - 1) is None


def _line(line: ReplyLine, asked: Asked, under: dict[str, int]) -> AnswerLine:
    text = line.text.strip()[:_LONGEST_LINE]
    item = None if line.answers is None else under.get(_key(line.answers))
    if item is not None:
        text = _without_ours(text, asked.items[item].item.text)
    return AnswerLine(text, one_sentence(text, asked.names), item)


def _is_courtesy(line: AnswerLine) -> bool:
    signs = line.sentence.find("answer_yes") and not any(sign.isalnum() for sign in line.text)
    return line.item is None and not signs and not without_courtesy(line.sentence)


def _items_by_line(sent: str, asked: Asked) -> dict[str, int]:
    """The item that each line of ours shows, or hints at right below it."""
    out: dict[str, int] = {}
    current: int | None = None
    keys = [_key(known.item.text) for known in asked.items]
    for line in sent.splitlines():
        key = _key(line)
        shown = [place for place, item in enumerate(keys) if item and (item in key or _is_part(key, item))]
        current = shown[0] if len(shown) == 1 else (current if key and not shown else None)
        if current is not None:
            out[key] = current
    return out


def _is_part(key: str, item: str) -> bool:
    """Whether a line is a piece of an item that our mail wrapped."""
    return len(key.split()) >= _SHORTEST_PART and key in item


def _key(text: str) -> str:
    return " ".join(token.text for token in tokenize(text))


def _without_ours(text: str, ours: str) -> str:
    """`1. 12 May, video, 1.5 h: yes` keeps `yes`."""
    own, theirs = tokenize(text), [token.text for token in tokenize(ours)]
    for start in range(min(len(own), 4)):
        if [token.text for token in own[start : start + len(theirs)]] == theirs:
            end = own[start + len(theirs) - 1].end
            return text[end:].lstrip(" :=-\u2013\u2014>?.\u00a0")
    return text
