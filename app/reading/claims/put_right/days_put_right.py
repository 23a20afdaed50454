"""A day that the same breath puts right: `on May 12 - sorry, May 13 - for 50 minutes`."""

from collections.abc import Sequence
from itertools import pairwise

from app.reading.claims.left import Left
from app.reading.claims.pieces.pieces import Days, Piece
from app.reading.explained import PassedReason
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_APOLOGIES = small_words("apologies")
_CUES = ("correction", "correction_weak", "taken_back")
_APART = frozenset({",", "-", ";"})
_MOST_BETWEEN = 8  # tokens


def without_days_put_right(sentence: Sentence, pieces: Sequence[Piece], left: list[Left]) -> list[Piece]:
    """The pieces without a day that the next one replaces; what is dropped is noted in `left`."""
    days = [piece for piece in pieces if isinstance(piece, Days)]
    gone = [first for first, second in pairwise(days) if _is_put_right(sentence, first, second)]
    left.extend(Left(day.first, day.end, PassedReason.CORRECTED) for day in gone)
    return [piece for piece in pieces if piece not in gone]


def _is_put_right(sentence: Sentence, first: Days, second: Days) -> bool:
    """Whether between the two stands hardly more than a word that takes the first one back."""
    between = range(first.end, second.first)
    if not 0 < len(between) <= _MOST_BETWEEN or any(sentence.tokens[at].is_number for at in between):
        return False
    cue = any(sentence.mark(at) in _APOLOGIES for at in between)
    cue = cue or any(sentence.find_within(each, first.end, second.first) for each in _CUES)
    comma = next(
        (at for at in between if sentence.mark(at) in _APART), first.end
    )  # "on May 5 in person, no wait, May 6"
    after = [at for at in between if at >= comma or not sentence.tag(at, "mode")]
    telling = ("unit", "duration", "mode", "session", "partner")
    return cue and not any(sentence.tag(at, each) for at in after for each in telling)
