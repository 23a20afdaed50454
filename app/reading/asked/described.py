"""What words describe of hours on record (H6): the day, the times, the way, the topics; and of which of them.

Words that a part holds beside its facts are topics. What could be a way or a topic (`phone etiquette`) is no way, and
what is said in doubt describes nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from fractions import Fraction

from app.reading.asked.known import Asked
from app.reading.asked.lines import part_of, sentences_of
from app.reading.asked.parts import parts_of
from app.reading.asked.places import Sort, is_before, named_at
from app.reading.asked.topics import topics_in
from app.reading.asked.ways import facts_in, is_of_all, leaves_out, ways_in
from app.reading.claims.pieces.pieces import Days, Piece, scan
from app.reading.times.amounts import Amount
from app.reading.times.calendar import dates_of
from app.reading.times.clock import Clock
from app.reading.times.said_day import SaidDay
from app.reading.words.labels import About, LabelLine, label_line
from app.reading.words.sentences import Sentence, one_sentence
from app.reading.words.small_words import small_words

_ANY = small_words("one")
_PLACES = small_words("ordinal_of_no_day")
_SILENT = frozenset({About.PARTNER, About.HOMEWORK, About.NEXT, About.STATUS, About.DURATION, About.TOTAL})


@dataclass(frozen=True, slots=True)
class Described:
    """What one stretch of an answer describes; `items` are the hours that it names.

    `of_all` says that its way is of all, `excepts` that it leaves some out.

    `lengths` are the minutes of every length that it tells with a unit, or from one time of day to another.

    An `end` without a `start` stands on a line of its own, and so does a `start` whose end is not told.
    """

    words: str
    days: tuple[date, ...] = ()
    ways: tuple[str, ...] = ()
    start: time | None = None
    end: time | None = None
    topics: str = ""
    items: frozenset[int] = frozenset()
    of_all: bool = False
    excepts: bool = False
    lengths: frozenset[Fraction] = frozenset()

    @property
    def only_adds(self) -> bool:
        """Whether it goes on with what was said before it: times or topics, and neither a day nor a way."""
        return not (self.days or self.ways or self.items or self.excepts)


def described(text: str, asked: Asked) -> tuple[Described, ...]:
    """What a line describes: one for each day or named entry that it goes through, in order."""
    labelled = label_line(text, asked.names)
    if labelled and labelled.label.about is not About.MODE:
        return _of_label(labelled, text, asked)
    return tuple(
        one for sentence in sentences_of(one_sentence(text, asked.names)) for one in _of_sentence(sentence, asked)
    )


def is_unknown(sentence: Sentence) -> bool:
    """Whether they say that they do not know: `I don't remember the day`."""
    return sentence.find("in_doubt") is not None


def together(told: Sequence[Described]) -> Described:
    """All that several stretches say of the same hours; two days or two ways are none."""
    days = tuple(dict.fromkeys(day for each in told for day in each.days))
    ways = tuple(dict.fromkeys(way for each in told for way in each.ways))
    return Described(
        " … ".join(each.words for each in told),
        days if len(days) == 1 else (),
        ways if len(ways) == 1 else (),
        next((each.start for each in told if each.start), None),
        next((each.end for each in told if each.end), None),
        "; ".join(dict.fromkeys(each.topics for each in told if each.topics)),
        lengths=frozenset(length for each in told for length in each.lengths),
    )


def _of_label(labelled: LabelLine, text: str, asked: Asked) -> tuple[Described, ...]:
    """`Topics: her resume`, `Way: phone`, `Start: 6 pm`."""
    about = labelled.label.about
    if about in _SILENT or not labelled.rest.strip():
        return ()
    if about is About.TOPICS:
        return (Described(text, topics=labelled.rest.strip()),)
    told = described(labelled.rest, asked)
    if about is About.END:
        return tuple(Described(text, end=each.end or each.start) for each in told)
    return tuple(replace(each, words=text, topics="") for each in told)


def _of_sentence(sentence: Sentence, asked: Asked) -> Iterator[Described]:
    parts = parts_of(sentence, asked)
    if any(_is_doubt(part) for part in parts):
        return
    told: list[tuple[Sentence, Described]] = []
    for part in parts:
        found = _of_part(part, asked)
        if told and _begins_anew(found, [each for _, each in told]):
            yield _of_stretch(told)
            told = []
        told.append((part, found))
    if told:
        yield _of_stretch(told)


def _is_doubt(part: Sentence) -> bool:
    """`maybe by phone`; not `I don't remember the day`, which leaves the rest as it is."""
    return _doubts(part) and not part.find("item_field")


def _doubts(part: Sentence) -> bool:
    return is_unknown(part) or part.find("answer_maybe") is not None


def _begins_anew(found: Described, before: Sequence[Described]) -> bool:
    """Another day, another way, or another entry by its name; what is said of all stands alone."""
    days, ways, named = (any(getattr(each, told) for each in before) for told in ("days", "ways", "items"))
    of_all = any(each.of_all for each in before)
    return bool((found.days and days) or (found.ways and ways) or (found.items and (named or days or of_all)))


def _of_stretch(told: Sequence[tuple[Sentence, Described]]) -> Described:
    whole = together([each for _, each in told])
    items = [each.items for _, each in told if each.items]
    return replace(
        whole,
        words=_words(told[0][0], told[-1][0]),
        days=tuple(dict.fromkeys(day for _, each in told for day in each.days)),
        ways=tuple(dict.fromkeys(way for _, each in told for way in each.ways)),
        topics=topics_in([part for part, each in told if facts_in(part) or not each.ways]),
        items=frozenset.intersection(*items) if items else frozenset(),
        of_all=any(each.of_all for _, each in told),
        excepts=any(each.excepts for _, each in told),
    )


def _words(first: Sentence, last: Sentence) -> str:
    return first.source[first.tokens[0].start : last.tokens[-1].end]


def _of_part(part: Sentence, asked: Asked) -> Described:
    if _doubts(part):
        return Described(part.text)
    pieces = scan(part).pieces
    clocks = [piece for piece in pieces if isinstance(piece, Clock)]
    clock = next((each for each in clocks if each.until), clocks[0] if len(clocks) == 1 else None)
    if len(asked.items) > 1 and _counts(part, pieces):
        return Described(part.text)
    ways = ways_in(part, asked)
    return Described(
        part.text,
        _days(pieces, asked),
        ways,
        clock.start if clock else None,
        clock.until if clock else None,
        items=_named(part, pieces, asked) or (_of_way(ways[0], asked) if len(ways) == 1 else frozenset()),
        of_all=bool(ways) and is_of_all(part, asked),
        excepts=leaves_out(part),
        lengths=_lengths(pieces),
    )


def _counts(part: Sentence, pieces: Sequence[Piece]) -> bool:
    """`one by phone, one on Zoom`, `1 phone`: nobody knows which, or whether that is its length."""
    bare = any(isinstance(piece, Amount) and piece.bare and piece.first == 0 for piece in pieces)
    return bare or part.mark(0) in _ANY


def _days(pieces: Sequence[Piece], asked: Asked) -> tuple[date, ...]:
    """The days that it names, if each can be one day only, and none is still to come or could be a number of ours."""
    told = [said for piece in pieces if isinstance(piece, Days) for said in piece.days]
    meant = [() if _may_be_place(said, asked) else dates_of(said, asked.calendar) for said in told]
    clear = all(len(days) == 1 and not asked.calendar.is_future(days[0]) for days in meant)
    return tuple(dict.fromkeys(days[0] for days in meant)) if clear else ()


def _may_be_place(said: SaidDay, asked: Asked) -> bool:
    """`the 2nd`, `la 2e`, where two entries were listed."""
    alone = said.month is None and said.day is not None
    return alone and len(asked.items) > 1 and (said.day or 0) <= len(asked.items)


def _of_way(way: str, asked: Asked) -> frozenset[int]:
    """The one entry that was held so, where the way of each is known: `phone: 12 May`."""
    if len(asked.items) == 1 or not all(known.modes for known in asked.items):
        return frozenset()
    held = [place for place, known in enumerate(asked.items) if way in known.modes]
    return frozenset(held) if len(held) == 1 else frozenset()


def _named(part: Sentence, pieces: Sequence[Piece], asked: Asked) -> frozenset[int]:
    """The entry that the part names: `the first by phone`, `12 May` or `1.5 h`, where one entry is so, `with Kate`."""
    if len(asked.items) == 1:
        return frozenset()
    found = _of_length(pieces, asked) or asked.all
    for at in range(len(part.tokens)):
        named = named_at(part, at, asked, answers={})
        if named and (named.sort != Sort.NUMBER or _is_name(part, at, named.end, pieces)):
            found &= named.items
    return found if len(found) == 1 else frozenset()


def _of_length(pieces: Sequence[Piece], asked: Asked) -> frozenset[int]:
    """The entries that last as long as the part says: `1 h by phone`, `12 May, 6-7:30 pm`."""
    told = _lengths(pieces)
    return frozenset(place for place, known in enumerate(asked.items) if told & known.minutes)


def _lengths(pieces: Sequence[Piece]) -> frozenset[Fraction]:
    told = [piece for piece in pieces if isinstance(piece, Clock) or (isinstance(piece, Amount) and not piece.bare)]
    return frozenset(Fraction(piece.minutes) for piece in told if piece.minutes)


def _is_name(part: Sentence, first: int, end: int, pieces: Sequence[Piece]) -> bool:
    """`the first by phone`, `la 2e en visio`; not `6 pm, 1`, `the 2nd`, a day as well, or `the first draft`."""
    if part.mark(first).isdecimal() and not (is_before(part, first, "item_lead") or part.mark(first + 1) in _PLACES):
        return False
    begins = min((piece.first for piece in pieces if piece.first >= end), default=0)
    between = part_of(part, end, begins) if begins > end else None
    return begins == end or (between is not None and not topics_in([between]))
