"""Time that may be none of the match and is left open: a break, another mentee's, a talk given, what a wife says."""

from app.reading.claims.left_out.denials import clause_of
from app.reading.times.amounts import Amount
from app.reading.times.clock import Clock
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_TOGETHER = small_words("together") - small_words("doubtful_we")
_OPENING, _CLOSING = frozenset({"(", "["}), frozenset({")", "]"})
_NEAR_BREAK = 3  # tokens from `a break` to its length
_LED = 4  # tokens from `on` to `her lunch break`
_ASIDE = 2  # tokens from an amount to the words that take it out again


def is_doubtful(sentence: Sentence, piece: Amount | Clock) -> bool:
    """Whether the time may be none that was spent together, by the words around it."""
    if is_of_break(sentence, piece) or _is_of_other_match(sentence, piece):
        return True
    first, end = clause_of(sentence, piece.first, piece.end)
    said = any(sentence.find_within(each, first, piece.first) for each in ("opinion", "neither"))
    return (
        said
        or _is_of_talk_given(sentence, first, end)
        or _is_forgotten(sentence, piece, first)
        or _is_unclaimed(sentence, piece)
        or _is_kept_away(sentence, piece)
    )


def is_of_break(sentence: Sentence, piece: Amount | Clock) -> bool:
    """`with a half hour break`, `a break from 2 to 2:30`, `une pause de 15 min`; not `met on her lunch break`."""
    near = (*range(piece.first - _NEAR_BREAK, piece.first), piece.end, piece.end + 1)
    pause = next((tag for at in near if (tag := sentence.tag(at, "break"))), None)
    if pause is None:
        return False
    led = range(min(pause.first, piece.first) - _LED, min(pause.first, piece.first))
    return not any(sentence.tag(at, "in_a_break") for at in led)


def _is_of_other_match(sentence: Sentence, piece: Amount | Clock) -> bool:
    """`an hour with a different mentee`, `my other mentee Joe: 3 hours`; not `my other mentee Sam`, who is ours too."""
    first, end = clause_of(sentence, piece.first, piece.end)
    clause = range(first, end)
    named = any(sentence.mark(at).startswith("@p") for at in clause)
    return not named and any(sentence.tag(at, "other_match") for at in clause)


def _is_of_talk_given(sentence: Sentence, first: int, end: int) -> bool:
    """`Kate gave a one hour talk`, `I attended your 2 hour webinar`; not `we ran a workshop`."""
    if any(sentence.mark(at) in _TOGETHER for at in range(first, end)):
        return False
    return sentence.find_within("gave_a_talk", first, end) is not None


def _is_forgotten(sentence: Sentence, piece: Amount | Clock, first: int) -> bool:
    """`I forgot our 1 hour call on the 5th`: to go, or to tell of it?"""
    if sentence.find_within("forgot_session", first, piece.first) is None:
        return False
    end = clause_of(sentence, piece.first, piece.end)[1]
    return any(sentence.tag(at, "session") for at in range(first, end))


def _is_unclaimed(sentence: Sentence, piece: Amount | Clock) -> bool:
    """`prep time of 2 hours (unpaid)`."""
    return any(sentence.tag(at, "unclaimed") for at in range(piece.end, piece.end + _ASIDE))


def _is_kept_away(sentence: Sentence, piece: Amount | Clock) -> bool:
    """`May 20: 1 hr Zoom (Kate sick)`: alone in brackets behind it."""
    for tag in sentence.all("kept_away"):
        opens = tag.first - 1 - sentence.mark(tag.first - 1).startswith("@p")
        alone = sentence.mark(opens) in _OPENING and sentence.mark(tag.end) in _CLOSING
        if alone and piece.end <= opens and clause_of(sentence, piece.first, piece.end)[1] == opens:
            return True
    return False
