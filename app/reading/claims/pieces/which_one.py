"""Numbers that say which one, and count nothing: `Session 2 (May 13): 45 min`, `week 2: 1h`, `S1 : 1 h`."""

from app.reading.claims.pieces.week_numbers import is_number_of_week
from app.reading.times.clock import clock_at
from app.reading.times.counts import amount_follows
from app.reading.times.dates import days_at
from app.reading.times.nth_session import is_nth_session
from app.reading.words.figures import number_at
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_MARKS = frozenset({":", "-", ")"})
_OPENING, _CLOSING = frozenset({"(", "["}), frozenset({")", "]"})
_SAID_OF_ONE = frozenset({","}) | small_words("said_of_one_session")
_LEADS_ON = small_words("leads_from_a_number_of_one")
_LEADS_TO_LENGTH = frozenset({":", "-", "="})
_ONE = small_words("one_of_them")
_LONGEST_ASIDE = 8


def end_of_number_of_one(sentence: Sentence, index: int) -> int:
    """The end of a number that says which one, with the word for number before it (`no 2`); 0 if none begins here."""
    if is_number_of_one(sentence, index):
        return index + 1
    if sentence.tag(index + 1, "ordinal_end") and is_nth_session(sentence, index, index + 2):
        return index + 2  # "notre 7e rencontre"
    word = sentence.tag(index, "numbered")
    named = word is not None and sentence.tag_before(index, "session") is not None
    return word.end + 1 if word and named and _is_of_one(sentence, index, word.end) else 0


def is_number_of_one(sentence: Sentence, index: int) -> bool:
    """Whether the number says which session, week or line of a list is told of."""
    number = number_at(sentence, index)
    if number is None or number.end != index + 1 or number.value.denominator != 1:
        return False
    if sentence.mark(index) in _ONE and sentence.tag_before(index, "mode") and sentence.mark(index + 1) in _SAID_OF_ONE:
        return True  # "the phone one was 30 minutes"
    if is_number_of_week(sentence, index) or _is_glued(sentence, index):
        return True
    if _is_of_one(sentence, index, index) or _heads_length(sentence, index):
        return True
    return sentence.mark(index + 1) in _MARKS and _heads_item(sentence, index)


def _heads_item(sentence: Sentence, index: int) -> bool:
    """`Call 1: 30 min`, `week 2: 1h`, `1 : 45 min`; not `on Zoom 11:15 am to 12:45 pm`."""
    tokens = sentence.tokens
    if tokens[index].touches(tokens[index + 1]) and sentence.mark(index + 1) == "-":
        return False
    if clock_at(sentence, index) is not None:
        return False
    if index == 0 and sentence.mark(1) == ":":
        told = amount_follows(sentence, 2) or bool(days_at(sentence, 2)) or sentence.tag(2, "no") is not None
        return told and not tokens[1].touches(tokens[2])
    return sentence.tag_before(index, "numbered") is not None or _is_of_session(sentence, index)


def _is_of_session(sentence: Sentence, index: int) -> bool:
    session = sentence.tag_before(index, "session")
    return session is not None and session.value == "1"


def _is_of_one(sentence: Sentence, word: int, number: int) -> bool:
    """`Session two was 70 minutes`, `Call 2 (May 13)`, `rencontre no 2 de 45 min`: which one it was.

    `word`: where the word for number stands, or the number itself.
    """
    if number_at(sentence, number) is None or not _is_of_session(sentence, word):
        return False
    mark = sentence.mark(number + 1)
    hours = sentence.tag_before(word, "mode") is not None  # "Zoom 2 (May 13)", "Zoom 2, phone 1" may be hours
    if hours and mark == ",":
        return bool(days_at(sentence, number + 2))
    if mark in _SAID_OF_ONE or (number > word and not amount_follows(sentence, number)):
        return True
    opens = mark in _OPENING and not _tells_of_each(sentence, number + 1)
    return not hours and (opens or mark in _LEADS_ON)


def _tells_of_each(sentence: Sentence, opening: int) -> bool:
    """`Call 2 (30 min each)`: how many there were, after all."""
    return any(sentence.tag(at, "each") for at in range(opening, _end_of_aside(sentence, opening)))


def _is_glued(sentence: Sentence, index: int) -> bool:
    """`S1 : 1 h, S2 : 45 min`: a letter that the number is written to, and the length behind a mark."""
    if index == 0 or sentence.mark(index + 1) not in _LEADS_TO_LENGTH | _OPENING:
        return False
    letter = sentence.tokens[index - 1]
    of_length = sentence.tag(index - 1, "unit") or sentence.tag(index - 1, "times")
    return len(letter.text) == 1 and letter.text.isalpha() and letter.touches(sentence.tokens[index]) and not of_length


def _heads_length(sentence: Sentence, index: int) -> bool:
    """`1 (le 6 mai) : 1 h`, `Visio 2 (13 mai) 45 min`, `Zoom 2 on May 13: 45 min`: the length stands behind the day."""
    led, opens = _is_of_session(sentence, index), sentence.mark(index + 1) in _OPENING
    end = _end_of_day(sentence, index + 2 if opens else index + 1)
    if not end or not (led or (index == 0 and opens)):
        return False
    end += opens and sentence.mark(end) in _CLOSING
    marked = sentence.mark(end) in _LEADS_TO_LENGTH
    return amount_follows(sentence, end + 1 if marked else end) and (marked or (led and opens))


def _end_of_day(sentence: Sentence, index: int) -> int:
    """The end of the day that begins at the token, or behind `on` or `le`; 0 if none does."""
    found = (days_at(sentence, at) for at in (index, index + 1))
    return next((days[-1].end for days in found if days), 0)


def _end_of_aside(sentence: Sentence, opening: int) -> int:
    """Behind the bracket that closes what was opened."""
    reach = range(opening + 1, opening + _LONGEST_ASIDE)
    return next((at + 1 for at in reach if sentence.mark(at) in _CLOSING), opening)
