"""What a line of ours asks for: time, or the day of the next meeting."""

from functools import lru_cache

from app.reading.words.lexicon import Tag, lexicon
from app.reading.words.small_words import small_words
from app.reading.words.tokens import plain_words, tokenize

_ASKING_LENGTH = small_words("asks_for_a_length")


@lru_cache(maxsize=1024)
def asks_for_time(question: str) -> bool:
    """Whether a line of ours asks for hours, a length or a number of meetings."""
    if asks_for_next(question):
        return False
    return _tells_length(question) or any(tag.category == "session" for tag in _tags(question))


@lru_cache(maxsize=1024)
def asks_for_next(question: str) -> bool:
    """`When do you meet next?`, `Date of your next meeting:`, and nothing else."""
    plain = plain_words(tokenize(question))
    if question.count("?") > 1 or _tells_length(question):
        return False
    return lexicon().patterns["asks_for_next"].search(plain) is not None


def _tags(question: str) -> list[Tag]:
    return [tag for here in lexicon().tags(tokenize(question)) for tag in here]


def _tells_length(question: str) -> bool:
    words = {token.text for token in tokenize(question)}
    tagged = any(tag.category in {"unit", "total"} for tag in _tags(question))
    return tagged or bool(words & _ASKING_LENGTH)
