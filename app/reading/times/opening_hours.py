"""When somebody can be reached: `Mon-Thu 9-5`, `du lundi au vendredi, 9 h à 17 h`. No session lasts from day to day."""

from app.reading.times.clock import clock_at
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_HYPHENS = frozenset({"-", "\u2010", "\u2011", "\u2013"})
_BETWEEN = frozenset({".", ","}) | small_words("the")


def tells_opening_hours(sentence: Sentence) -> bool:
    """Whether a range of weekdays stands before a range of the clock, and nobody is said to have met."""
    if sentence.has("session"):
        return False
    ends = [end for tag in sentence.all("weekday") if (end := _end_of_span(sentence, tag.end)) is not None]
    places = range(min(ends), len(sentence.tokens)) if ends else ()
    return any((clock := clock_at(sentence, at)) is not None and clock.until is not None for at in places)


def _end_of_span(sentence: Sentence, end: int) -> int | None:
    """Where `Mon-Thu` ends, the first day of which ends at the token; None where no second one follows."""
    link = sentence.tag(_past(sentence, end), "until")
    following = _past(sentence, link.end) if link else end
    last = sentence.tag(following, "weekday")
    return last.end if last and (link or _is_joined(sentence, end)) else None


def _is_joined(sentence: Sentence, index: int) -> bool:
    """`Mon-Thu`: a hyphen between words is no token, its place shows."""
    tokens = sentence.tokens
    return sentence.source[tokens[index - 1].end : tokens[index].start].strip(" .") in _HYPHENS


def _past(sentence: Sentence, index: int) -> int:
    while sentence.mark(index) in _BETWEEN:
        index += 1
    return index
