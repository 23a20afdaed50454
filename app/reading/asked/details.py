"""What a reply adds to hours on record: the day, the times, the way, the topics (H6).

The mail asked for them, so that a bare `12 May, by phone, her resume` is enough. What could be meant of several hours
is said of none of them, and what is no clear fact is left out.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from app.reading.answered import Corrected, Details, ItemSaid
from app.reading.asked.described import Described, described, together
from app.reading.asked.known import Asked
from app.reading.asked.lines import AnswerLine, answer_lines
from app.reading.asked.marks import Parts, parted
from app.reading.asked.topics import LONGEST_TOPICS
from app.reading.context import AskedItem
from app.reading.contract import Evidence, Reply

_HOUR = 60


@dataclass(frozen=True, slots=True)
class Lengths:
    """What the lengths told of the items come to: whether any differs from what is on record, or is left out.

    `restated` are the minutes of all items that are told with one length. `each` has what is told of every item, where
    one length is told of each of them.
    """

    differ: bool
    partly: bool
    restated: Fraction
    each: tuple[Described, ...] = ()


def details_of(reply: Reply, asked: Asked, sent: str) -> tuple[tuple[ItemSaid, ...], tuple[Evidence, ...]]:
    """One for each asked item in order, and the words it stands on; `sent` is the text of our mail."""
    lines = answer_lines(reply, asked, sent)
    by_place = _by_place(lines, asked)
    said, evidence = [], []
    for place, known in enumerate(asked.items):
        own = by_place[place]
        details = _details(together(own))
        said.append(ItemSaid(known.item.id, value=details or None))
        if details:
            evidence.append(Evidence(f"answers.{known.item.id}", " … ".join(each.words for each in own)))
    return tuple(said), tuple(evidence)


def _details(told: Described) -> Details:
    return Details(
        day=next(iter(told.days), None),
        start=told.start,
        end=told.end,
        mode=next(iter(told.ways), None),
        topics=told.topics[:LONGEST_TOPICS],
    )


def _by_place(lines: Sequence[AnswerLine], asked: Asked) -> list[list[Described]]:
    """The stretches about each item: those that name it, and of the others what must be meant of it."""
    if len(asked.items) == 1:
        return [[each for line in lines for each in described(line.text, asked)]]
    parts = parted([line for line in lines if line.item is None], asked)
    own = [
        [each for text in _under(place, lines, parts) for each in described(text, asked)] for place in _places(asked)
    ]
    told = _merged([each for text in parts.loose for each in described(text, asked)])
    for each in told:
        for place in each.items:
            own[place].append(each)
    unnamed = [place for place in _places(asked) if not own[place]]
    free = [each for each in told if not each.items]
    for place, found in zip(unnamed, _in_turn(free, len(unnamed)), strict=True):
        own[place].extend(found)
    return [_with_way_of_all(found, free) for found in own]


def lengths_of(reply: Reply, asked: Asked, sent: str) -> Lengths:
    """The lengths that the reply tells, against those of the items; the sum of the items is none of its own."""
    lines = answer_lines(reply, asked, sent)
    whole = [together(found) for found in _by_place(lines, asked)]
    own = [found.lengths for found in whole]
    told = together([each for line in lines for each in described(line.text, asked)]).lengths
    ours = [known.minutes for known in asked.items]
    anywhere = frozenset({*(each for minutes in ours for each in minutes), _sum(ours)})
    differ = any(not _is_among(each, minutes) for said, minutes in zip(own, ours, strict=True) for each in said)
    return Lengths(
        differ=differ or any(not _is_among(each, anywhere) for each in told),
        partly=any(own) and not all(own),
        restated=_sum(own),
        each=tuple(whole) if all(len(lengths) == 1 for lengths in own) else (),
    )


def put_right(items: Sequence[AskedItem], lengths: Lengths) -> tuple[tuple[ItemSaid, ...], tuple[Evidence, ...]]:
    """The length that is told of each, in order, with the details that are told beside it, and the words."""
    told = list(zip(items, lengths.each, strict=True))
    said = tuple(ItemSaid(item.id, value=_corrected(found)) for item, found in told)
    return said, tuple(Evidence(f"answers.{item.id}", found.words) for item, found in told)


def _corrected(told: Described) -> Corrected:
    (minutes,) = told.lengths
    details = _details(told)
    return Corrected(_hours(minutes), details.mode, details.day, details.start, details.end)


def _hours(minutes: Fraction) -> Decimal:
    return Decimal(minutes.numerator) / minutes.denominator / _HOUR


def _is_among(length: Fraction, minutes: Collection[Fraction]) -> bool:
    """Whether it is one of them; our mail writes 20 minutes as 0.33 h."""
    return any(abs(length - each) < 1 for each in minutes)


def _sum(lengths: Sequence[Collection[Fraction]]) -> Fraction:
    """The sum where one is told of each; of an item with several, nobody knows which."""
    return sum((next(iter(each)) for each in lengths if len(each) == 1), Fraction())


def _under(place: int, lines: Sequence[AnswerLine], parts: Parts) -> list[str]:
    """What stands under the line of ours, or behind its number."""
    return [*(line.text for line in lines if line.item == place), *parts.of.get(place, ())]


def _places(asked: Asked) -> range:
    return range(len(asked.items))


def _merged(told: Sequence[Described]) -> list[Described]:
    """Lines that only add times or topics go with the day, the way or the name before them."""
    found: list[Described] = []
    for each in told:
        if found and each.only_adds and not found[-1].only_adds:
            whole = together([found[-1], each])
            found[-1] = replace(found[-1], words=whole.words, start=whole.start, end=whole.end, topics=whole.topics)
        else:
            found.append(each)
    return found


def _in_turn(free: Sequence[Described], number: int) -> list[list[Described]]:
    """What names no item, for each of the unnamed: all for the only one, else a day or a way each in order.

    Topics that stand alone were asked for all of them.
    """
    if number == 1:
        return [list(free)]
    dated = [replace(each, days=(day,)) for each in free for day in each.days]
    wayed = [each for each in free if len(each.ways) == 1 and not each.days and not each.of_all]
    turns = dated or wayed
    shared = [each for each in free if each.only_adds and not each.start]
    return [([turns[place]] if len(turns) == number else []) + shared for place in range(number)]


def _with_way_of_all(own: list[Described], free: Sequence[Described]) -> list[Described]:
    """`all by phone` holds for every item of which no other way is told, if nobody knows of one left out."""
    ways = {way for each in free if each.of_all for way in each.ways}
    left_out = any(each.excepts for each in free)
    if len(ways) != 1 or left_out or any(each.ways for each in own):
        return own
    return [*own, *(replace(each, days=(), start=None, end=None, topics="") for each in free if each.of_all)]
