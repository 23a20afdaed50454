"""Whether a number beside a way of meeting is of hours: `5 heures : 3 en visio`, `0 in person, 2 zoom`.

`3 visio` on its own may be three calls as well as three hours.
"""

from app.reading.words.figures import number_at
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_STOPS = frozenset({",", ";", ":", ")"})
_WITHIN = small_words("in")


def is_of_hours(sentence: Sentence, index: int, end: int) -> bool:
    """Whether the number at the tokens `index` to `end` (excluded) tells hours by the way behind it."""
    way = end + 1 if sentence.mark(end) in _WITHIN else end
    session = sentence.tag(way, "session")
    if session is None or session.value != "1" or sentence.tag(way, "mode") is None:
        return False
    if way == end and sentence.tag(index, "one"):  # "one coffee"
        return False
    if sentence.tag(session.end, "session") or _has_own_length(sentence, session.end):
        return False
    led = any(sentence.tag(at, "unit") or sentence.tag(at, "duration") for at in range(index))
    return led or (not tells_session(sentence, len(sentence.tokens)) and _stands_in_list(sentence, index))


def tells_session(sentence: Sentence, end: int) -> bool:
    """Whether a session is told of before the token; `en visio`, `on Zoom` only say how."""
    for at in range(end):
        session, mode = sentence.tag(at, "session"), sentence.tag(at, "mode")
        way = session is not None and session.value == "1" and mode is not None and mode.value != "in_person"
        if sentence.tag(at, "times") or (session and not (way and _is_led(sentence, at))):
            return True
    return False


def _is_led(sentence: Sentence, index: int) -> bool:
    """`en visio`, `3 zoom`; `une visio` is a session."""
    number = number_at(sentence, index - 1)
    counted = number is not None and (number.value != 1 or sentence.tokens[index - 1].is_number)
    return counted or sentence.tag_before(index, "mode_lead") is not None


def _has_own_length(sentence: Sentence, index: int) -> bool:
    """`2 en visio de 30 min`, `3 zoom, an hour each`: those are sessions."""
    if any(sentence.tag(at, "each") for at in range(index, len(sentence.tokens))):
        return True
    for at in range(index, len(sentence.tokens)):
        if sentence.mark(at) in _STOPS or sentence.tag(at, "and"):
            return False
        if sentence.tag(at, "unit") or sentence.tag(at, "duration"):
            return True
    return False


def _stands_in_list(sentence: Sentence, index: int) -> bool:
    """`0 en personne, 2 en visio`, `rien en personne, 2 zoom`: another number, or none, by a way that is no session."""
    return any(_is_of_way(sentence, at) for at in range(len(sentence.tokens)) if at != index)


def _is_of_way(sentence: Sentence, index: int) -> bool:
    none, number = sentence.tag(index, "no"), number_at(sentence, index)
    if none is None and number is None:
        return False
    end = none.end if none else number.end if number else index
    unit = sentence.tag(end, "unit")
    end = unit.end if unit else end
    lead = sentence.tag(end, "mode_lead")
    way = end if sentence.tag(end, "mode") or lead is None else lead.end
    return sentence.tag(way, "mode") is not None and sentence.tag(way, "session") is None
