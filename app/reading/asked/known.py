"""What the asked items can be told apart by: their days, lengths, modes, partners and words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction

from app.reading.context import AskedItem, Context, ItemKind
from app.reading.standing.answers import ABOUT_HOURS, ANSWERED_KINDS
from app.reading.times.amounts import amount_at
from app.reading.times.calendar import Calendar, dates_of
from app.reading.times.clock import clock_at
from app.reading.times.dates import days_at
from app.reading.words.names import Names
from app.reading.words.sentences import Sentence, one_sentence
from app.reading.words.tokens import tokenize

SETTLED_KINDS = ANSWERED_KINDS | {"approval", "did_it_happen", "was_this_you"}
"""Kinds of mail whose one answer is yes or no."""

SURVEY_KINDS = frozenset({"survey", "report", "approval", "was_this_you", "closing"})
"""Kinds of mail that ask for no hours: what looks like hours in the answer is none of the month's."""

FIGURES_KINDS = ABOUT_HOURS
"""Kinds of mail where a bare no leaves open what would be right."""

_SHORTEST_WORD = 4


@dataclass(frozen=True, slots=True)
class Known:
    """One asked item and what it can be told apart by; `start` is the time of day at which it began, local."""

    item: AskedItem
    days: frozenset[date] = frozenset()
    minutes: frozenset[Fraction] = frozenset()
    modes: frozenset[str] = frozenset()
    partners: frozenset[int] = frozenset()
    words: frozenset[str] = frozenset()
    start: time | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """All that a mail asked, in order, and what its answers are read against."""

    items: tuple[Known, ...]
    names: Names
    calendar: Calendar
    kind: str

    @property
    def all(self) -> frozenset[int]:
        """The places of all items."""
        return frozenset(range(len(self.items)))

    @property
    def is_plain(self) -> bool:
        """Whether every item is answered by yes or no."""
        return all(known.item.kind == ItemKind.YES_NO for known in self.items)

    def listed(self) -> str:
        """The items with their numbers, for a question."""
        return "; ".join(f"{place}. {known.item.text}" for place, known in enumerate(self.items, 1))


def asked_of(items: Sequence[AskedItem], context: Context, calendar: Calendar) -> Asked:
    """The items as they can be told apart."""
    names = Names.of(context)
    return Asked(tuple(_known(item, names, calendar) for item in items), names, calendar, context.checkin.kind)


def _known(item: AskedItem, names: Names, calendar: Calendar) -> Known:
    sentence = one_sentence(item.text, names)
    places = range(len(sentence.tokens))
    marks = [sentence.mark(at) for at in places]
    return Known(
        item,
        days=frozenset(day for at in places for day in days_of(sentence, at, calendar)),
        minutes=frozenset(minutes for at in places if (minutes := _minutes(sentence, at)) is not None),
        modes=frozenset(tag.value for tag in sentence.all("mode")),
        partners=frozenset(int(mark[2:]) for mark in marks if mark.startswith("@p")),
        words=words_of(item.text),
        start=next((clock.start for at in places if (clock := clock_at(sentence, at)) is not None), None),
    )


def days_of(sentence: Sentence, index: int, calendar: Calendar) -> tuple[date, ...]:
    """Every day that the words at the token may mean."""
    return tuple(day for said in days_at(sentence, index) for day in dates_of(said, calendar))


def words_of(text: str) -> frozenset[str]:
    """The longer words of a text, folded."""
    return frozenset(
        token.text for token in tokenize(text) if token.text.isalpha() and len(token.text) >= _SHORTEST_WORD
    )


def _minutes(sentence: Sentence, index: int) -> Fraction | None:
    clock = clock_at(sentence, index)
    if clock is not None:
        return Fraction(clock.minutes) if clock.minutes else None
    amount = amount_at(sentence, index)
    return amount.minutes if amount and not amount.bare else None
