"""What the words of an answer do, in order: they name items, answer them, leave some out, or give a value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.reading.answered import NOTHING_CORRECTED, Corrected
from app.reading.asked.clocks import ToldClock, is_shift, told_clocks, without_start
from app.reading.asked.known import FIGURES_KINDS, Asked, days_of
from app.reading.asked.places import Sort, is_before, named_at, places_of
from app.reading.claims.pieces.ways_not_taken import is_way_not_taken
from app.reading.standing.answers import Answer, cuts_way
from app.reading.times.amounts import amount_at
from app.reading.times.clock import clock_at
from app.reading.times.dates import days_at
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words
from app.reading.words.zones import zones_of

_HOUR = 60
_MOST_BARE_HOURS = 24
_REACH = 4  # tokens from `none of them` to what is said of them
_ANSWERS = (
    ("answer_no", Answer.NO),
    ("item_no", Answer.NO),
    ("answer_yes", Answer.YES),
    ("item_yes", Answer.YES),
    ("answer_partly", Answer.PARTLY),
    ("answer_maybe", Answer.MAYBE),
    ("in_doubt", Answer.MAYBE),  # "no idea" is no no
)
_ALONE = (("item_yes_alone", Answer.YES), ("item_no_alone", Answer.NO), ("item_no_last", Answer.NO))
_AFTER_ALONE = frozenset({""}) | small_words("and", "but", "except", "thanks")


class Does(StrEnum):
    """What an event does."""

    NAME = "name"  # names items
    REST = "rest"  # names those not named so far
    ANSWER = "answer"
    EXCEPT = "except"
    VALUE = "value"
    NOTHING = "nothing"
    END = "end"  # of a sentence


_GROUPS = {
    "item_all_but": (Does.NAME, Does.EXCEPT),
    "item_none": (Does.NAME, Does.ANSWER),
    "item_rest": (Does.REST,),
    "item_except": (Does.EXCEPT,),
    "item_all_2": (Does.NAME,),
    "item_all_3": (Does.NAME,),
    "item_all_4": (Does.NAME,),
    "item_all": (Does.NAME,),
}
NOBODY = frozenset({-1})
"""What `both` names where three were asked about."""

_COUNTED = {"item_all_2": 2, "item_all_3": 3, "item_all_4": 4}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that the tokens `first` to `end` (excluded) do; `weak`: told as an event, so that a figure decides.

    `clock`: the value is a time of day, which means what it means beside that of the item.
    """

    does: Does
    first: int
    end: int
    items: frozenset[int] = frozenset()
    sort: Sort = Sort.GROUP
    answer: Answer | None = None
    value: Corrected = NOTHING_CORRECTED
    weak: bool = False
    vague: bool = False
    clock: ToldClock | None = None


def events_of(sentence: Sentence, asked: Asked) -> Iterator[Event]:
    """The events of a sentence in order, with its end."""
    said = _answers(sentence, asked)
    groups = _groups(sentence, asked, said)
    clocks = _clocks(sentence, asked)
    index = 0
    while index < len(sentence.tokens):
        found = (clocks[index],) if index in clocks else _event_at(sentence, index, asked, said, groups)
        yield from found
        index = max(max((event.end for event in found), default=0), index + 1)
    yield Event(Does.END, index, index)


def _clocks(sentence: Sentence, asked: Asked) -> dict[int, Event]:
    """Times of day by their first token, where our mail told of any; those that it was not do nothing."""
    if asked.kind not in FIGURES_KINDS:
        return {}
    if not any(known.start for known in asked.items):
        untimed = without_start(sentence).items()
        return {first: Event(Does.NOTHING, first, clock.end) for first, clock in untimed}
    coming = zones_of(sentence)
    return {
        first: Event(
            Does.NOTHING if clock.refused or coming.is_future(first) else Does.VALUE, first, clock.end, clock=clock
        )
        for first, clock in told_clocks(sentence).items()
    }


def _event_at(
    sentence: Sentence, index: int, asked: Asked, said: Mapping[int, Event], groups: Mapping[int, tuple[Event, ...]]
) -> tuple[Event, ...]:
    if index in groups:
        same = (said[index],) if index in said and groups[index][-1].answer is None else ()
        return (*groups[index], *same)
    if index in said:
        return (said[index],)
    named = named_at(sentence, index, asked, answers={first: answer.end for first, answer in said.items()})
    if named is None:
        value = _value_at(sentence, index, asked)
        return (value,) if value else ()
    event = Event(Does.NAME, index, named.end, named.items, named.sort)
    if not _is_refused(sentence, index, said):
        return (event,)
    # "not the second" leaves it out; "not May 12" only says which day was wrong.
    return (
        (Event(Does.EXCEPT, index, index), event) if named.sort == Sort.NUMBER else (replace(event, does=Does.NOTHING),)
    )


def _is_refused(sentence: Sentence, index: int, said: Mapping[int, Event]) -> bool:
    """`not the second`; not `je n'étais pas là le 19`, where the words before it answer."""
    if any(answer.end == index for answer in said.values()):
        return False
    at = index - 1 if is_before(sentence, index, "item_article") else index
    return is_before(sentence, at, "not")


def _groups(sentence: Sentence, asked: Asked, said: Mapping[int, Event]) -> Mapping[int, tuple[Event, ...]]:
    """`both`, `the others`, `none of them`, `except`, `all but`, by their first token."""
    out: dict[int, tuple[Event, ...]] = {}
    for pattern, doing in _GROUPS.items():
        counted = _COUNTED.get(pattern, len(asked.items)) == len(asked.items)
        for first, place in places_of(sentence, pattern).items():
            none = pattern == "item_none"
            end = _end_of_none(place, said) if none else place
            if not counted and sentence.tag(end, "ordinal"):
                continue  # "les deux premières" of three
            items = asked.all if counted else NOBODY
            out.setdefault(first, tuple(_group(does, first, end, items, none=none) for does in doing))
    return out


def _group(does: Does, first: int, end: int, items: frozenset[int], *, none: bool) -> Event:
    return Event(does, first, end, items if does == Does.NAME else frozenset(), answer=Answer.NO if none else None)


def _end_of_none(end: int, said: Mapping[int, Event]) -> int:
    """`neither is right` is one no: the words after it are taken along."""
    return next((said[at].end for at in range(end, end + _REACH) if at in said), end)


def _answers(sentence: Sentence, asked: Asked) -> Mapping[int, Event]:
    """Every answer by its first token; what begins first wins, then the longer, and a doubt wins over both."""
    found = [Event(Does.ANSWER, *place, answer=answer) for name, answer in _ANSWERS for place in _at(sentence, name)]
    found += [
        Event(Does.ANSWER, *place, answer=answer)
        for name, answer in _ALONE
        for place in _at(sentence, name)
        if _is_last(sentence, place[1]) and (name == "item_no_last" or _is_led(sentence, place[0]))
    ]
    weak = asked.kind in FIGURES_KINDS
    found += [Event(Does.ANSWER, *place, answer=Answer.YES, weak=weak) for place in _at(sentence, "item_happened")]
    found = [event for event in found if not (_is_limit(sentence, event) or cuts_way(sentence, event.end))]
    found.sort(key=lambda event: (event.first, -event.end))
    kept: list[Event] = []
    for event in found:
        if not kept or event.first >= kept[-1].end:
            kept.append(event)
        elif event.answer == Answer.MAYBE:
            kept[-1] = event
    return {event.first: event for event in kept}


def _is_limit(sentence: Sentence, event: Event) -> bool:
    """`the first one only` denies nothing; a yes before a `not` is none."""
    if event.answer == Answer.YES:
        return sentence.tag(event.end, "not") is not None
    return sentence.find_within("item_limit", event.first, event.end) == sentence.words(event.first, event.end)


def _at(sentence: Sentence, pattern: str) -> Iterator[tuple[int, int]]:
    return iter(places_of(sentence, pattern).items())


def _is_led(sentence: Sentence, index: int) -> bool:
    """Whether the word may be all that is said: `1 y`, `it is done`; not `en fait` or `a good call`."""
    return not sentence.mark(index - 1)[:1].isalpha() or is_before(sentence, index, "item_copula")


def _is_last(sentence: Sentence, index: int) -> bool:
    """Whether nothing more is said of it: `1 y, 2 n`, `the second wasn't`."""
    after = sentence.mark(index)
    return not after.isalnum() or after in _AFTER_ALONE


def _value_at(sentence: Sentence, index: int, asked: Asked) -> Event | None:
    """A length, a day or a mode that is said to be right."""
    former = is_before(sentence, index, "former") and sentence.mark(index - 2) == "("
    if former or is_before(sentence, index, "not"):
        return None
    if zones_of(sentence).is_future(index):
        return None
    return _length_at(sentence, index) or _day_at(sentence, index, asked) or _mode_at(sentence, index, asked)


def _length_at(sentence: Sentence, index: int) -> Event | None:
    clock = clock_at(sentence, index)
    if clock is not None and clock.minutes:
        return Event(Does.VALUE, index, clock.end, value=Corrected(Decimal(clock.minutes) / _HOUR))
    amount = amount_at(sentence, index)
    if amount is None or (amount.bare and not _is_told_length(sentence, index, amount.end)):
        return None
    if (
        is_shift(sentence, amount)
        or amount.minutes is None
        or (amount.bare and amount.minutes > _MOST_BARE_HOURS * _HOUR)
    ):
        return Event(Does.VALUE, index, amount.end, vague=True)
    hours = Decimal(amount.minutes.numerator) / amount.minutes.denominator / _HOUR
    return Event(Does.VALUE, index, amount.end, value=Corrected(hours))


def _is_told_length(sentence: Sentence, first: int, end: int) -> bool:
    """`it was 2`, `only 1.5`: a number without a unit that nothing follows."""
    return is_before(sentence, first, "item_was") and not sentence.mark(end).isalnum() and sentence.mark(end) != "/"


def _day_at(sentence: Sentence, index: int, asked: Asked) -> Event | None:
    days = set(days_of(sentence, index, asked.calendar))
    if len(days) != 1:
        return None
    end = days_at(sentence, index)[-1].end
    day: date = days.pop()
    return Event(Does.VALUE, index, end, value=Corrected(day=day))


def _mode_at(sentence: Sentence, index: int, asked: Asked) -> Event | None:
    mode = sentence.tag(index, "mode")
    if mode is None or asked.kind not in FIGURES_KINDS or is_way_not_taken(sentence, mode):
        return None
    return Event(Does.VALUE, index, mode.end, value=Corrected(mode="other" if mode.value == "text" else mode.value))
