"""Two numbers in a row that leave an amount open: `deux-trois heures`."""

from app.reading.times.units import is_attributive, unit_after
from app.reading.words.figures import number_at
from app.reading.words.sentences import Sentence


def is_span_in_words(sentence: Sentence, index: int) -> bool:
    """`deux-trois heures`, `two three hours`: somewhere between; not `two three-hour calls`."""
    few = sentence.tag(index, "number")
    many = sentence.tag(_past_comma(sentence, few.end), "number") if few else None
    if few is None or many is None or not 0 < int(few.value) < int(many.value):
        return False
    if many.first > few.end and int(many.value) - int(few.value) > 1:
        return False
    end = span_end(sentence, few.end)
    said = end > many.end and not is_attributive(sentence, end)
    return said and not (sentence.tag(end, "session") or sentence.tag(end, "mode"))


def span_end(sentence: Sentence, index: int) -> int:
    """The end of the second number and its unit; of the number alone where it has none."""
    many = number_at(sentence, _past_comma(sentence, index))
    unit = unit_after(sentence, many.end) if many else None
    return unit[0] if unit else index + 1


def _past_comma(sentence: Sentence, index: int) -> int:
    """`deux, trois heures`."""
    return index + 1 if sentence.mark(index) == "," else index


def leads_to_day(sentence: Sentence, link: int, end: int) -> bool:
    """Whether the number behind the dash is a day: `1 h - 6 mai`, `Session 1 - 6 May`; in `2-4 May 6` it is a time."""
    tokens, month = sentence.tokens, sentence.tag(end, "month")
    apart = not (tokens[link - 1].touches(tokens[link]) and tokens[link].touches(tokens[link + 1]))
    return apart and month is not None and number_at(sentence, month.end) is None
