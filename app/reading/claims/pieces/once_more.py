"""A further session told by a word alone, as long as the one before: `another on the 12th`, `and again on May 26`."""

from app.reading.times.amounts import amount_at
from app.reading.times.clock import clock_at
from app.reading.times.dates import days_at
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_ON = frozenset({","}) | small_words("on_a_day", "the")
_PARTS = frozenset({",", ";", "("})


def end_of_one_more(sentence: Sentence, index: int) -> int:
    """The end of the words for a further session, where a day follows and no length of its own; 0 if none are here.

    The length is told before in the sentence; of `another`, though not of `again`, in one before.
    """
    tag = sentence.tag(index, "once_more")
    end = _end_of_day(sentence, tag.end) if tag else 0
    if tag is None or not end or _tells_own_length(sentence, end):
        return 0
    before = any(_is_length(sentence, at) for at in range(index))
    nowhere = tag.value == "one" and not any(_is_length(sentence, at) for at in range(end, len(sentence.tokens)))
    return tag.end if before or nowhere else 0


def _end_of_day(sentence: Sentence, index: int) -> int:
    at = index
    while not (days := days_at(sentence, at)) and sentence.mark(at) in _ON:
        at += 1
    return days[-1].end if days else 0


def _tells_own_length(sentence: Sentence, index: int) -> bool:
    """`again on the 20th for 50 minutes`; not `another on the 12th, and 30 min on the 20th`."""
    length = next((at for at in range(index, len(sentence.tokens)) if _is_length(sentence, at)), None)
    if length is None or _is_total(sentence, length):
        return False
    behind = range(length + 1, _end_of_clause(sentence, length + 1))
    between = range(index, length)
    return not any(days_at(sentence, at) for at in (*between, *behind))


def _is_total(sentence: Sentence, index: int) -> bool:
    amount = amount_at(sentence, index)
    behind = sentence.tag(amount.end, "total") if amount else None
    return behind is not None or sentence.tag_before(index, "total") is not None


def _end_of_clause(sentence: Sentence, index: int) -> int:
    while index < len(sentence.tokens) and sentence.mark(index) not in _PARTS and not sentence.tag(index, "and"):
        index += 1
    return index


def _is_length(sentence: Sentence, index: int) -> bool:
    amount = amount_at(sentence, index)
    clock = clock_at(sentence, index)
    return (amount is not None and not amount.bare) or (clock is not None and clock.until is not None)
