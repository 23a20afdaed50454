"""Finds the text that we sent wherever it stands in a mail, word by word.

Mail programs re-wrap, mark, indent and damage what they quote, and people type into it. So words are compared, not
lines: runs of words in the order in which we sent them are ours. Work grows linearly with the mail.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.inbound.reply.sent_words import SentText, Word

_LONG_RUN: Final = 5
"""So many of our words in a row are ours even where no line of ours is whole."""
_BY_CHANCE: Final = 3
"""So few words at the edge of a run may be a person's own."""
_LINK_STARTS: Final = ("http", "https")
_LEAST_QUOTE: Final = 4
"""Fewer words than these are no quotation of us: a person may well say "Thank you"."""


@dataclass(frozen=True, slots=True)
class Run:
    """`length` words of the mail from `at` on equal the words we sent from `sent` on."""

    at: int
    sent: int
    length: int

    @property
    def end(self) -> int:
        """The first word of the mail behind the run."""
        return self.at + self.length

    @property
    def sent_end(self) -> int:
        """The first sent word behind the run."""
        return self.sent + self.length


@dataclass(frozen=True, slots=True)
class Chain:
    """Runs in the order of the sent text: one copy of what we sent."""

    runs: tuple[Run, ...]

    @property
    def weight(self) -> int:
        """How many words it holds."""
        return sum(run.length for run in self.runs)


@dataclass(frozen=True, slots=True)
class Alignment:
    """What is ours in a mail: each copy of the sent text, and which of them is the quotation replied to."""

    words: Sequence[Word]
    sent: SentText
    chains: tuple[Chain, ...]
    main: Chain | None

    @property
    def weight(self) -> int:
        """How many words of the mail are its quotation of us."""
        return self.main.weight if self.main else 0

    def lines_of(self, chain: Chain) -> tuple[int, int]:
        """The first and the last line of the mail that a copy touches."""
        return self.words[chain.runs[0].at].line, self.words[chain.runs[-1].end - 1].line


def align(words: Sequence[Word], sent: SentText, barriers: Collection[int]) -> Alignment:
    """Aligns the words of a mail with the sent text.

    `barriers` are lines of the mail that separate one quoted mail from another: no copy goes across them.
    """
    runs = list(_runs(words, sent, barriers))
    chains = tuple(chain for group in _split_at(runs, words, sorted(barriers)) for chain in _chains(group, words, sent))
    main = max(chains, key=lambda chain: chain.weight, default=None)
    if main is not None and main.weight < min(_LEAST_QUOTE, len(sent.words)):
        main = None
    return Alignment(words, sent, chains, main)


def _runs(words: Sequence[Word], sent: SentText, barriers: Collection[int]) -> Iterator[Run]:
    """The longest run at each word, from left to right; the place where the last run ended is always tried."""
    at, expected = 0, 0
    while at < len(words):
        found = None if words[at].line in barriers else _longest(words, at, sent, expected, barriers)
        run = _cut_back(found, words, sent, expected) if found else None
        if run is None or run.at > at:
            at += 1
            continue
        yield run
        at = run.end
        if run.sent == expected or _is_strong(run, words, sent):
            expected = run.sent_end


def _longest(words: Sequence[Word], at: int, sent: SentText, expected: int, barriers: Collection[int]) -> Run | None:
    pair = (words[at].key, words[at + 1].key) if at + 1 < len(words) else None
    places = [*sent.places.get(pair, ())] if pair else []
    if expected < len(sent.words) and sent.words[expected].key == words[at].key:
        places.append(expected)
    if not places:
        return None
    best = max(
        (Run(at, place, _common(words, at, sent.words, place, barriers)) for place in places),
        key=lambda run: (run.length, run.sent == expected, run.sent > expected),
    )
    return best if best.length else None


def _cut_back(run: Run, words: Sequence[Word], sent: SentText, expected: int) -> Run:
    """The run without a word or two that are a person's, and equal ours only by chance of standing next to them.

    Such words end a line typed above ours, or begin one typed below.
    """
    before = next((at for at in range(run.sent, run.sent_end) if sent.starts_line(at)), run.sent) - run.sent
    by_chance = run.sent != expected and not _begins_line(words, run.at)
    if by_chance and 0 < before <= _BY_CHANCE and _begins_line(words, run.at + before):
        run = Run(run.at + before, run.sent + before, run.length - before)
    start = next((at for at in reversed(range(run.sent, run.sent_end)) if sent.starts_line(at)), run.sent)
    behind = run.sent_end - start
    repeated = _stands_again(run, words, sent, start)
    by_chance = not sent.ends_line(run.sent_end - 1) and run.end < len(words) and not _begins_line(words, run.end)
    by_chance = by_chance and words[run.end - 1].key not in _LINK_STARTS  # what follows is our link, rewritten
    typed_below = by_chance and _begins_line(words, run.end - behind)
    if (typed_below or repeated) and 0 < behind <= _BY_CHANCE and behind < run.length:
        run = Run(run.at, run.sent, run.length - behind)
    return run


def _stands_again(run: Run, words: Sequence[Word], sent: SentText, start: int) -> bool:
    """Whether the end of the run is the answer to our line and equals the next line's number: `Face to face: 3`."""
    tail = range(start, run.sent_end)
    if run.end + len(tail) > len(words) or not _begins_line(words, run.end) or _begins_line(words, run.end - len(tail)):
        return False
    return all(words[run.end + at - start].key == sent.words[at].key for at in tail)


def _begins_line(words: Sequence[Word], at: int) -> bool:
    return at == 0 or words[at - 1].line != words[at].line


def _common(words: Sequence[Word], at: int, sent: Sequence[Word], place: int, barriers: Collection[int]) -> int:
    limit = min(len(words) - at, len(sent) - place)
    length = 0
    while length < limit and words[at + length].key == sent[place + length].key:
        if words[at + length].line in barriers:
            break
        length += 1
    return length


def _split_at(runs: Sequence[Run], words: Sequence[Word], barriers: Sequence[int]) -> Iterator[list[Run]]:
    """The runs in groups between two barriers."""
    group: list[Run] = []
    ahead = iter([*barriers, len(words) + 1 + max((w.line for w in words[-1:]), default=0)])
    barrier = next(ahead)
    for run in runs:
        while words[run.at].line > barrier:
            barrier = next(ahead)
            if group:
                yield group
            group = []
        group.append(run)
    if group:
        yield group


def _chains(runs: Sequence[Run], words: Sequence[Word], sent: SentText) -> Iterator[Chain]:
    """Strong runs in sent order make a chain; a weak run counts only where it fits between two of them."""
    current: list[Run] = []
    for number, run in enumerate(runs):
        following = runs[number + 1] if number + 1 < len(runs) else None
        if not _is_strong(run, words, sent) and not _fits(run, current, following, sent):
            continue
        if current and run.sent < current[-1].sent_end:
            yield Chain(tuple(current))
            current = []
        current.append(run)
    if current:
        yield Chain(tuple(current))


def _is_strong(run: Run, words: Sequence[Word], sent: SentText) -> bool:
    """Long, or a whole line of ours at the start of a line of the mail."""
    if run.length >= _LONG_RUN:
        return True
    return holds_whole_line(run, words, sent)


def holds_whole_line(run: Run, words: Sequence[Word], sent: SentText) -> bool:
    """Whether the run begins with a line of ours, at the start of a line of the mail, and has that line whole."""
    if not (_begins_line(words, run.at) and sent.starts_line(run.sent)):
        return False
    return any(sent.ends_line(at) for at in range(run.sent, run.sent_end))


def _fits(run: Run, current: Sequence[Run], following: Run | None, sent: SentText) -> bool:
    """A piece of a line of ours that was cut by what a person typed into its middle, or by one lost word."""
    if not current or run.sent != current[-1].sent_end:
        return False
    return sent.ends_line(run.sent_end - 1) or (following is not None and following.sent == run.sent_end)
