"""What another took the place of, and days that were none: `moved to the 15th`, `every Monday except the 18th`."""

from collections.abc import Iterator, Sequence

from app.reading.claims.left import Left
from app.reading.claims.pieces.marks import Mark, Sign
from app.reading.claims.pieces.pieces import Days, Piece
from app.reading.explained import PassedReason
from app.reading.times.amounts import Amount
from app.reading.times.clock import Clock
from app.reading.times.counts import Count
from app.reading.words.lexicon import Tag
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_MARKS = frozenset({",", ";", ":", "(", ")", "|"})
_ASIDE = frozenset({"(", "[", "-", ",", ":"})
_BE, _WHO = small_words("was_moved"), small_words("who_acts")
_MOVED_TO = small_words("moved_to")
_DOUBTFUL_WE, _BEHIND_WE = small_words("doubtful_we"), small_words("behind_doubtful_we")
_MOST_BETWEEN = 7  # tokens from `except` to the day
_Zone = tuple[int, int]


def without_days_left_out(sentence: Sentence, pieces: Sequence[Piece], left: list[Left]) -> list[Piece]:
    """The pieces without what was replaced, moved or excluded; days dropped are noted in `left`."""
    if _is_called_off(sentence, pieces):
        left.append(Left(0, len(sentence.tokens), PassedReason.MISSED))
        return []
    kept = _without_replaced(sentence, pieces)
    kept = [piece for piece in kept if not _is_excluded(sentence, piece, kept)]
    gone = [piece for piece in pieces if isinstance(piece, Days | Amount) and piece not in kept]
    left.extend(Left(piece.first, piece.end, PassedReason.CORRECTED) for piece in gone)
    return kept


def _is_called_off(sentence: Sentence, pieces: Sequence[Piece]) -> bool:
    """`May 6: 1 hr Zoom (cancelled)`: all that the line tells of is one session, and that none took place."""
    tag = next((tag for tag in sentence.all("missed") if sentence.mark(tag.first - 1) in _ASIDE), None)
    if tag is None or any(sentence.mark(at).isalnum() for at in range(tag.end, len(sentence.tokens))):
        return False
    days = [piece for piece in pieces if isinstance(piece, Days)]
    lengths = [piece for piece in pieces if isinstance(piece, Amount | Clock)]
    return len(days) == 1 and len(days[0].days) == 1 and len(lengths) <= 1


def _without_replaced(sentence: Sentence, pieces: Sequence[Piece]) -> list[Piece]:
    """Whatever lies in the words for the old one goes, where the sentence tells the same of the new one."""
    zones = tuple(_old_ones(sentence))
    if not zones:
        return list(pieces)
    new = [piece for piece in pieces if not _is_inside(piece, zones)]
    days = any(isinstance(piece, Days) for piece in new)
    return [piece for piece in pieces if not (_is_inside(piece, zones) and _is_told_anew(piece, new, days=days))]


def _is_told_anew(piece: Piece, new: Sequence[Piece], *, days: bool) -> bool:
    if isinstance(piece, Days):
        return days
    if isinstance(piece, Amount | Clock):
        return any(isinstance(each, Amount | Clock) for each in new)
    if isinstance(piece, Count):
        return True
    if piece.sign == Sign.MODE:
        return any(isinstance(each, Mark) and each.sign == Sign.MODE for each in new)
    return piece.sign == Sign.SESSION


def _is_inside(piece: Piece, zones: Sequence[_Zone]) -> bool:
    return any(first <= piece.first < end for first, end in zones)


def _old_ones(sentence: Sentence) -> Iterator[_Zone]:
    """The stretches of words for what was replaced."""
    for tag in sentence.all("replaced"):
        yield from _replaced_at(sentence, tag)
    for tag in sentence.all("instead"):
        yield tag.first, _end_of_one(sentence, tag.end)


def _replaced_at(sentence: Sentence, tag: Tag) -> Iterator[_Zone]:
    """`the call was moved to ...`: before the verb; `moved the call to ...`: up to the word behind it."""
    first, end = _clause(sentence, tag)
    if tag.value == "became":
        yield first, tag.first
        return
    link = next((at for at in range(tag.end, end) if _leads_to_new(sentence, at)), None)
    passive = any(sentence.mark(at) in _BE for at in range(max(first, tag.first - 2), tag.first))
    if link is not None and (passive or link == tag.end) and not _acts(sentence, first, tag.first):
        yield first, tag.first
    elif link is not None:
        yield tag.end, link
    elif tag.value == "yes" and not passive:
        yield tag.end, _end_of_one(sentence, tag.end)


def _acts(sentence: Sentence, first: int, end: int) -> bool:
    """`We moved to the 15th` tells of no session moved."""
    return any(sentence.mark(at) in _WHO for at in range(first, end))


def _leads_to_new(sentence: Sentence, index: int) -> bool:
    """`... to the 15th`, `... by a one-hour Zoom`; not `... for an hour`."""
    link = sentence.tag(index, "replaced_by")
    if link is None or sentence.tag(link.end, "duration"):
        return False
    length = sentence.tag(link.end + 1, "unit") or sentence.tag(link.end, "unit")
    return length is None or sentence.mark(index) in _MOVED_TO or sentence.tag(length.end, "mode") is not None


def _clause(sentence: Sentence, tag: Tag) -> _Zone:
    first, end = tag.first, tag.end
    while first > 0 and sentence.mark(first - 1) not in _MARKS:
        first -= 1
    while end < len(sentence.tokens) and sentence.mark(end) not in _MARKS:
        end += 1
    return first, end


def _end_of_one(sentence: Sentence, start: int) -> int:
    """Where the words for one session end: at a mark, who acts next, or an amount; `the coffee on the 12th`."""
    for at in range(start, len(sentence.tokens)):
        if sentence.mark(at) in _MARKS or sentence.mark(at) in _WHO or _is_we(sentence, at):
            return at
        if sentence.tag(at, "unit") or sentence.tag(at, "duration"):
            return at - 1
    return len(sentence.tokens)


def _is_we(sentence: Sentence, index: int) -> bool:
    """`au lieu du 12 on s'est vus`, and not `on the 12th`."""
    return sentence.mark(index) in _DOUBTFUL_WE and sentence.mark(index + 1) in _BEHIND_WE


def _is_excluded(sentence: Sentence, piece: Piece, pieces: Sequence[Piece]) -> bool:
    """`every Thursday except the 14th`: it took place on all the others."""
    if not isinstance(piece, Days):
        return False
    every = [each for each in pieces if isinstance(each, Mark) and each.sign == Sign.EVERY and each.end <= piece.first]
    return bool(every) and any(every[-1].end <= at for at in _exceptions_before(sentence, piece))


def _exceptions_before(sentence: Sentence, days: Days) -> Iterator[int]:
    """Where a word of exception stands before the day, and nothing but what leads to the day between."""
    for at in range(max(0, days.first - _MOST_BETWEEN), days.first):
        tag = sentence.tag(at, "except")
        if tag and all(sentence.mark(word) not in _MARKS for word in range(tag.end, days.first)):
            yield at
