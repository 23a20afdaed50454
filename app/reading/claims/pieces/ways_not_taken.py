"""Ways to meet that are named and were not taken: `by phone instead of Zoom`, `Zoom did not work, so by phone`."""

from app.reading.words.lexicon import Tag
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_BUT, _AND, _WE = small_words("but"), small_words("and"), small_words("we", "i")
_APART = frozenset({",", ";", "(", ")"})
_REACH = 4  # words between a denial and the way


def is_way_not_taken(sentence: Sentence, way: Tag) -> bool:
    """Whether the words around a way to meet, a mode or a place, say that it was another."""
    failed = sentence.tag(way.end, "way_failed") is not None
    return failed or _is_denied(sentence, way) or _is_only_meant(sentence, way)


def _is_denied(sentence: Sentence, way: Tag) -> bool:
    """`not on Zoom`, `instead of our usual hour in person`; not `not only by phone`."""
    at = way.first
    for _ in range(_REACH):
        if sentence.tag_before(at, "way_limited"):
            return False
        if sentence.tag_before(at, "way_denied"):
            return True
        between = next((tag for each in _BETWEEN if (tag := sentence.tag_before(at, each))), None)
        if between is None:
            return False
        at = between.first
    return False


_BETWEEN = ("way_filler", "mode_lead", "place_lead", "unit", "number")


def _is_only_meant(sentence: Sentence, way: Tag) -> bool:
    """`We meant to meet in person but did it on Teams`: `but` and another way behind it."""
    turn = next((at for at in range(len(sentence.tokens)) if sentence.mark(at) in _BUT), 0)
    if way.end > turn or not sentence.find_within("way_meant", 0, way.first):
        return False
    others = (tag for category in ("mode", "place", "at_home") for tag in sentence.all(category))
    return any(tag.first > turn and tag.value != way.value for tag in others)


def is_reason(sentence: Sentence, index: int) -> bool:
    """`by phone because Zoom was down`: why, and not how; a reason told first ends at `we`."""
    for at in range(index - 1, -1, -1):
        reason = sentence.tag(at, "reason")
        if reason and reason.end <= index + 1:
            opens = at == 0 and any(sentence.mark(each) in _WE for each in range(reason.end, index))
            return not opens and not sentence.find_within("way_taken", reason.end, index)
        if sentence.mark(at) in _APART or sentence.mark(at) in _AND or sentence.tokens[at].is_number:
            return False
    return False
