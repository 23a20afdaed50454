"""A reply cut into sentences of tagged tokens, with the names in it marked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from app.reading.contract import Reply, ReplyLine
from app.reading.words.dictated import with_marks
from app.reading.words.lexicon import Lexicon, Tag, lexicon, words_of
from app.reading.words.names import Names
from app.reading.words.small_words import small_words
from app.reading.words.tokens import Token, fold, plain_words, tokenize

_ENUMERATOR = re.compile(
    r"\s*(?:\(?(?:(?!0)\d{1,2}|[a-hA-H])[.)]\s+(?=\S)|[-*>\u2022\u00b7\u2013\u2014]+\s+(?=\S)|\[[A-Z]{1,3}\]\s*)"
)
_LABEL_LINE = re.compile(r"[^:|\t]{1,50}\s?:(?:\s|$)|.*[|\t]")
_DATE_LINE = re.compile(
    r"\s*(?:\w{2,9}\.?,? )?(?:\d{1,4}[/.-]\d{1,2}\b|\d{1,2} [a-z]{3}|[a-z]{3,9} \d{1,2}\b)", re.IGNORECASE
)
_ENDS = frozenset(".!?;")
_ENDS_ASIDE = frozenset(".!")
_GOING_ON = frozenset({":", ",", "="})
_ASIDE_GOES_ON = re.compile(r"\)\s*[,:;a-z\u00e0-\u00ff-]")  # "for April (sorry!): 2 hours"
_SHORT_MONTHS = small_words("short_months")
_UNITS = small_words("hour_units", "minute_units", "minute")
_LEADING_ON = small_words("leads_to_the_next_line")
_WRAPPED_WIDTH = 56
_LONGEST_SENTENCE = 120  # tokens; longer ones are cut, so that reading stays linear
_ABBREVIATIONS = small_words("abbreviations")
_TITLES = small_words("title_of_one_letter")
_NO_INITIALS = frozenset({"h"}) | small_words("word_of_one_letter")


@dataclass(frozen=True, eq=False)
class Sentence:
    """One sentence as tokens and tags; `answers` is the line of our mail that it answers.

    `heading` is the partner (by place in the context's list) under whose heading it stands.
    `plain` is the folded words with a blank on either side of each, for patterns to search.
    """

    source: str
    tokens: tuple[Token, ...]
    tags: tuple[tuple[Tag, ...], ...]
    line: int
    answers: str | None = None
    closing: str = ""
    heading: int | None = None

    @cached_property
    def memo(self) -> dict[tuple[str, int], Any]:
        """What was found at a place, by the name of who looks, so that no place is read twice."""
        return {}

    @cached_property
    def plain(self) -> str:
        """Its tokens as one text with a space around each, as patterns are sought in."""
        return plain_words(self.tokens)

    def words(self, first: int, end: int) -> str:
        """The exact words of the tokens `first` to `end` (excluded)."""
        if first >= end:
            return ""
        return self.source[self.tokens[first].start : self.tokens[end - 1].end]

    @property
    def text(self) -> str:
        """The sentence as the person wrote it."""
        return self.words(0, len(self.tokens))

    def tag(self, index: int, category: str) -> Tag | None:
        """The phrase of the category that begins at the token, if one does."""
        for tag in self.tags[index] if 0 <= index < len(self.tags) else ():
            if tag.category == category:
                return tag
        return None

    def tag_before(self, index: int, category: str) -> Tag | None:
        """The phrase of the category that ends right before the token."""
        for first in range(max(0, index - 4), index):
            tag = self.tag(first, category)
            if tag and tag.end == index:
                return tag
        return None

    def all(self, category: str) -> Iterator[Tag]:
        """Every phrase of the category, in order."""
        return (tag for here in self.tags for tag in here if tag.category == category)

    def has(self, category: str) -> bool:
        """Whether a word or phrase of this category stands anywhere in it."""
        return next(self.all(category), None) is not None

    def find(self, pattern: str) -> str | None:
        """The exact words that match the named pattern, or None."""
        return self.find_within(pattern, 0, len(self.tokens))

    def find_within(self, pattern: str, first: int, end: int, *, beside: str = "") -> str | None:
        """The exact words among the tokens `first` to `end` (excluded) that match the named pattern, or None.

        `beside`: the pattern of words that may have no part in it.
        """
        whole = first == 0 and end == len(self.tokens)
        plain = self.plain if whole else plain_words(self.tokens[first:end])
        if beside:
            plain = lexicon().patterns[beside].sub(masked, plain)
        match = lexicon().patterns[pattern].search(plain)
        if match is None:
            return None
        begin = first + plain.count(" ", 0, match.start() + 1) - 1
        return self.words(begin, begin + len(match.group().split()))

    def mark(self, index: int) -> str:
        """The token's folded text, or nothing outside the sentence."""
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""


def masked(match: re.Match[str]) -> str:
    """As many words as the match has, none of which matches anything."""
    return " _" * len(match.group().split())


def sentences(reply: Reply, names: Names) -> tuple[Sentence, ...]:
    """The sentences of the reply in order; list numbers and bullets are left out, wrapped lines are joined."""
    words = lexicon()
    out: list[Sentence] = []
    for number, line in enumerate(_unwrapped(reply.lines)):
        out.extend(_of_line(line, number, names, words))
    return tuple(out)


def first_words(told: Sequence[Sentence], pattern: str) -> str:
    """The first words in any of the sentences that match the named pattern; empty if none do."""
    return next((words for sentence in told if (words := sentence.find(pattern))), "")


def one_sentence(text: str, names: Names, line: int = 0, answers: str | None = None) -> Sentence:
    """The whole text as one sentence, whatever marks it holds."""
    tokens = names.mark(tokenize(text))
    return Sentence(text, tokens, tuple(lexicon().tags(tokens)), line, answers)


def without_enumerator(text: str) -> str:
    """The line without its bullet or list number."""
    match = _ENUMERATOR.match(text)
    return text[match.end() :] if match else text


def _of_line(line: ReplyLine, number: int, names: Names, words: Lexicon) -> Iterator[Sentence]:
    text = names.without_initials(without_enumerator(line.text))
    tokens = with_marks(names.mark(tokenize(text)), words_of("number"), words_of("month"))
    for first, end, closing in _cuts(tokens, text):
        part = tokens[first:end]
        yield Sentence(text, part, tuple(words.tags(part)), number, line.answers, closing)


def _cuts(tokens: Sequence[Token], text: str) -> Iterator[tuple[int, int, str]]:
    first = 0
    for index, token in enumerate(tokens):
        if token.text in _ENDS and _ends(tokens, index, text):
            if index > first:
                yield first, index, token.text
            first = index + 1
        elif index - first >= _LONGEST_SENTENCE:
            yield first, index, ""
            first = index
    if first < len(tokens):
        yield first, len(tokens), ""


def _ends(tokens: Sequence[Token], index: int, text: str) -> bool:
    after = tokens[index].end
    if tokens[index].text in _ENDS_ASIDE and _ASIDE_GOES_ON.match(text, after):
        return False
    if tokens[index].text != ".":
        return True
    if after < len(text) and not text[after].isspace() and text[after] not in "\"')":
        return False
    before = tokens[index - 1].text if index else ""
    following = text[after:].lstrip()[:1]
    if following in _GOING_ON:
        return False  # "tél. : 1"
    if before in _ABBREVIATIONS or (len(before) == 1 and before.isalpha() and before not in _NO_INITIALS):
        return not following or (before in _TITLES and following.isupper())
    return not (before in _SHORT_MONTHS and following.isdecimal())


def _unwrapped(lines: Sequence[ReplyLine]) -> Iterator[ReplyLine]:
    """Lines that a mail program cut at its width, put together again."""
    held: ReplyLine | None = None
    last = ""
    for line in lines:
        if held is not None and _continues(last, line, held):
            held = replace(held, text=f"{held.text} {line.text.strip()}")
        else:
            if held is not None:
                yield held
            held = line
        last = line.text
    if held is not None:
        yield held


def _leads_on(last: str, text: str) -> bool:
    """`2 hours in person on / May 6`, `for 45 / minutes`: nobody ends a line of their own there."""
    words, following = fold(last).split(), fold(text).split()
    if not words or not following or len(words) == 1:
        return False
    counted = words[-1].replace(",", "").replace(".", "").isdecimal() and following[0].strip(".,;") in _UNITS
    return words[-1] in _LEADING_ON or counted


def _continues(last: str, line: ReplyLine, held: ReplyLine) -> bool:
    text = line.text.strip()
    leads_on = _leads_on(last, text)
    return (
        (len(last.strip()) >= _WRAPPED_WIDTH or leads_on)
        and bool(text)
        and line.answers == held.answers
        and fold(last).rstrip()[-1:] not in _ENDS | {":", "|"}
        and not _ENUMERATOR.match(line.text)
        and not _LABEL_LINE.match(text)
        and "\t" not in last
        and (leads_on or not (_DATE_LINE.match(last) and _DATE_LINE.match(text)))
    )
