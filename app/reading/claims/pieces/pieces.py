"""What a sentence is made of: amounts, clock times, days, counts, modes, partners and other telling words, with places.

Nothing is decided here; every piece knows the words it stands on.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.reading.claims.left import Left
from app.reading.claims.pieces.alike import alike_at
from app.reading.claims.pieces.marks import Mark, marks_at
from app.reading.claims.pieces.which_one import end_of_number_of_one
from app.reading.explained import PassedReason
from app.reading.times.amounts import Amount, amount_at
from app.reading.times.clock import Clock, clock_at
from app.reading.times.counts import Count, count_at
from app.reading.times.dates import days_at
from app.reading.times.said_day import SaidDay
from app.reading.words.figures import number_at
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words
from app.reading.words.zones import Zones, zones_of

_STOPS = frozenset({",", ":", ";", ")"})
_DAY_ARTICLES = small_words("the", "articles_of_days")
_ONE = small_words("one")
_DETERMINERS = small_words("determiners")
_LAST_DAY = 31  # "28-2h" may be a day and its hours
_BOUNDS = small_words("bounds")
_BEHIND_BOUND = _DAY_ARTICLES | small_words("behind_a_bound")


@dataclass(frozen=True, slots=True)
class Days:
    """One day or a list of days."""

    first: int
    end: int
    days: tuple[SaidDay, ...]


Piece = Amount | Clock | Days | Count | Mark


@dataclass(frozen=True, slots=True)
class Scan:
    """A sentence with its pieces in order, the zones that change their meaning, and the figures that count nothing."""

    sentence: Sentence
    pieces: tuple[Piece, ...]
    zones: Zones
    left: tuple[Left, ...] = ()


def scan(sentence: Sentence) -> Scan:
    """All pieces of the sentence that count; what lies in a topic or a question is left out."""
    zones = zones_of(sentence)
    left: list[Left] = []
    pieces = tuple(_pieces(sentence, left))
    if zones.topic is None and zones.question is None:
        return Scan(sentence, pieces, zones, tuple(left))
    told = tuple(piece for piece in pieces if not zones.is_muted(piece.first))
    left.extend(_muted(zones, pieces))
    return Scan(sentence, told, zones, tuple(left))


def _muted(zones: Zones, pieces: Iterable[Piece]) -> Iterator[Left]:
    """What could have been a time or a number of sessions, in words that claim nothing."""
    for piece in pieces:
        if zones.is_muted(piece.first) and not isinstance(piece, Mark):
            reason = PassedReason.TOPIC if zones.is_topic(piece.first) else PassedReason.QUESTION
            yield Left(piece.first, piece.end, reason)


def _pieces(sentence: Sentence, left: list[Left]) -> Iterator[Piece]:
    """The pieces in order; figures that are none are noted in `left`."""
    index = 0
    while index < len(sentence.tokens):
        if _tells_nothing(sentence, index) or _is_article_of_place(sentence, index):
            index += 1
            continue
        beside = _beside_the_point(sentence, index)
        if beside > index:
            if beside > index + 1 and sentence.mark(index) not in _BOUNDS:  # nor the number of a list
                left.append(Left(index, beside, PassedReason.FIGURE))
            index = beside
            continue
        found = _pieces_at(sentence, index)
        if not found and sentence.tokens[index].is_number:
            left.append(Left(index, index + 1, PassedReason.FIGURE))
        yield from found
        index = max((_end_of(sentence, piece) for piece in found), default=index + 1)


def _tells_nothing(sentence: Sentence, index: int) -> bool:
    """A word of no vocabulary: most words of a letter."""
    token = sentence.tokens[index]
    plain = not token.is_number and (token.text.isalpha() or token.text in _STOPS)
    return plain and not sentence.tags[index] and token.text not in _DAY_ARTICLES


def _is_article_of_place(sentence: Sentence, index: int) -> bool:
    """`dans un café`: no number."""
    led = sentence.mark(index) in _ONE and sentence.tag_before(index, "place_lead") is not None
    return led and sentence.tag(index + 1, "place") is not None


def _beside_the_point(sentence: Sentence, index: int) -> int:
    """The end of figures that count nothing: `24/7`, `1:1` (not `1: 1h`), the number of a list."""
    if which := end_of_number_of_one(sentence, index):
        return which
    if sentence.mark(index) in _BOUNDS:
        return _end_of_bound(sentence, index)
    if code := _end_of_code(sentence, index) or _end_of_name(sentence, index):
        return code
    idiom = sentence.tag(index, "idiom")
    return idiom.end if idiom and not sentence.tag(idiom.end, "unit") else index


def _end_of_code(sentence: Sentence, index: int) -> int:
    """Where `77-3H`, a serial number, ends: a dash from a larger number to a smaller one, all in one word; else 0."""
    first, second = number_at(sentence, index), number_at(sentence, index + 2)
    if first is None or second is None or sentence.mark(index + 1) != "-":
        return 0
    tokens = sentence.tokens
    if not (tokens[index].touches(tokens[index + 1]) and tokens[index + 1].touches(tokens[index + 2])):
        return 0
    falls = first.value > _LAST_DAY and first.value > second.value
    return min(index + 4, len(tokens)) if falls and sentence.tag(index + 3, "unit") else 0


def _end_of_name(sentence: Sentence, index: int) -> int:
    """Where `8:15` of `the 8:15 train` and `our 1:30 call` ends: which one it was; else 0."""
    tokens = sentence.tokens[index : index + 3]
    if sentence.mark(index - 1) not in _DETERMINERS or sentence.mark(index + 1) != ":" or len(tokens) < 3:  # noqa: PLR2004
        return 0
    written = tokens[0].touches(tokens[1]) and tokens[1].touches(tokens[2]) and tokens[2].is_number
    return index + 3 if written and not sentence.tag(index + 3, "unit") else 0


def _end_of_bound(sentence: Sentence, index: int) -> int:
    """`since the 5th`, `jusqu'au 15 juin`: a day or an hour that bounds a time tells of no session."""
    for at in range(index + 1, index + 3):
        told = clock_at(sentence, at)
        if told and told.until is None and sentence.tag_before(told.end, "meridiem"):
            return told.end
        days = days_at(sentence, at)
        if days:
            return days[-1].end
        if sentence.mark(at) not in _BEHIND_BOUND:
            break
    return index


def _end_of(sentence: Sentence, piece: Piece) -> int:
    # A count ends at its number: "4 weekly zoom calls" still tells of zoom.
    if isinstance(piece, Count) and piece.noun:
        number = number_at(sentence, piece.first)
        return number.end if number else piece.first + 1
    return piece.end


def _pieces_at(sentence: Sentence, index: int) -> tuple[Piece, ...]:
    days = days_at(sentence, index)
    if days:
        return (Days(index, days[-1].end, days),)
    if alike := alike_at(sentence, index):
        return (alike,)
    piece = clock_at(sentence, index) or count_at(sentence, index) or amount_at(sentence, index)
    return (piece,) if piece else marks_at(sentence, index)
