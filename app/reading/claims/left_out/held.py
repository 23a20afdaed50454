"""Sessions of which only some were held: `3 calls planned, only 2 happened`, `two of our three meetings took place`."""

from collections.abc import Sequence
from dataclasses import replace

from app.reading.claims.pieces.marks import Mark, Sign
from app.reading.claims.pieces.pieces import Piece, Scan
from app.reading.times.amounts import Amount
from app.reading.times.counts import Count
from app.reading.words.figures import Number, number_at
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_OF = small_words("of_counted", "out_of_counted", "of_those_held")
_LEADS = small_words("out_of_counted")
_ADVERBS = small_words("adverbs_of_held")
_REACH = 4  # tokens from one number to the other: `two of our three meetings`


def with_only_held(found: Scan) -> Scan:
    """The sentence with the number of sessions that were held in place of the number of all.

    Amounts stay open where a further number may tell of sessions that were held, too.
    """
    sentence = found.sentence
    planned = next((piece for piece in found.pieces if isinstance(piece, Count) and (piece.times or 0) > 1), None)
    if planned is None or not sentence.has("held"):
        return found
    if any(sentence.tag(at, "none_of") for at in range(max(0, planned.first - _REACH), planned.first)):
        return replace(found, pieces=tuple(piece for piece in found.pieces if not _tells(piece)))
    held = _held_of(sentence, planned) or _held_behind(sentence, planned)
    if held is None or not 0 < held.value < (planned.times or 0):
        return found
    count = Count(held.first, held.end, int(held.value))
    others = [piece for piece in found.pieces if piece is not planned and piece.first != held.first]
    pieces = sorted([*others, count], key=lambda piece: piece.first)
    return replace(found, pieces=tuple(_open(pieces) if any(map(_is_number, others)) else pieces))


def _held_of(sentence: Sentence, planned: Count) -> Number | None:
    """`two of our three meetings went ahead`: the number before."""
    if not any(tag.first >= planned.end for tag in sentence.all("held")):
        return None
    for at in range(max(0, planned.first - _REACH), planned.first):
        number = number_at(sentence, at)
        if number and number.value.denominator == 1 and sentence.mark(number.end) in _OF:
            return number
    return None


def _held_behind(sentence: Sentence, planned: Count) -> Number | None:
    """`3 calls planned, only 2 happened`, `on four calls, three took place`: the number that was held."""
    for tag in sentence.all("held"):
        at = tag.first
        while sentence.mark(at - 1) in _ADVERBS:
            at -= 1
        number = next((each for first in (at - 1, at - 2) if (each := _ending(sentence, first, at))), None)
        if number and number.first >= planned.end and number.value.denominator == 1:
            return number if _are_all(sentence, planned, number) else None
    return None


def _ending(sentence: Sentence, first: int, end: int) -> Number | None:
    number = number_at(sentence, first) if first >= 0 else None
    return number if number and number.end == end else None


def _are_all(sentence: Sentence, planned: Count, held: Number) -> bool:
    """Whether the first number is of all that were planned: it says so, or `only` stands before the second."""
    near = range(max(0, planned.first - _REACH), held.first)
    led = any(sentence.mark(at) in _LEADS for at in near if at < planned.first)
    only = sentence.tag_before(held.first, "only_held") is not None
    return led or only or any(sentence.tag(at, "planned_sessions") for at in near)


def _is_number(piece: Piece) -> bool:
    return isinstance(piece, Count) or (isinstance(piece, Amount) and piece.bare)


def _open(pieces: Sequence[Piece]) -> list[Piece]:
    """`4 planned, 2 took place on Zoom and 1 by phone, 30 min each`: how many in all?"""
    return [replace(piece, minutes=None) if isinstance(piece, Amount) and not piece.bare else piece for piece in pieces]


def _tells(piece: Piece) -> bool:
    return isinstance(piece, Amount | Count) or (isinstance(piece, Mark) and piece.sign == Sign.SESSION)
