"""The numbers that days are written with: the day of the month, the year, and what makes a number an amount."""

from datetime import date

from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

DAYS_IN_MONTH = 31
YEARS = range(2000, 2100)
_LENGTH_ARTICLES = small_words("article_of_a_length")


def whole_number(sentence: Sentence, index: int) -> int | None:
    """The number of at most four figures that the token is, or None."""
    if index >= len(sentence.tokens):
        return None
    text = sentence.tokens[index].text
    return int(text) if text.isdecimal() and len(text) <= len("2026") else None


def day_number(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """Day of the month and the end of its tokens, with `st` or `er`."""
    day = whole_number(sentence, index)
    if day is None or not 1 <= day <= DAYS_IN_MONTH:
        return None
    suffix = sentence.tag(index + 1, "ordinal_end")
    touching = suffix is not None and sentence.tokens[index].touches(sentence.tokens[index + 1])
    return day, index + (2 if touching else 1)


def is_counted(sentence: Sentence, end: int) -> bool:
    """Whether what follows makes the number an amount or a count instead of a day."""
    many = sentence.tag(end, "session")
    return bool(
        sentence.tag(end, "unit")
        or sentence.tag(end, "times")
        or _is_with_tail(sentence, end)
        or (many and many.value == "many")
    )


def _is_with_tail(sentence: Sentence, end: int) -> bool:
    """`2 and a half`; not `the 2nd and half an hour`."""
    tail = sentence.tag(end, "tail")
    return tail is not None and sentence.mark(end - 1).isdecimal() and sentence.mark(tail.end) not in _LENGTH_ARTICLES


def year_at(sentence: Sentence, index: int) -> tuple[int | None, int]:
    """The year that stands behind a day, perhaps behind a comma, and where it ends; None and the same place else."""
    start = index + 1 if sentence.mark(index) == "," else index
    year = whole_number(sentence, start)
    if year in YEARS:
        return year, start + 1
    return None, index


def is_date(year: int, month: int, day: int) -> bool:
    """Whether the calendar has the day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
