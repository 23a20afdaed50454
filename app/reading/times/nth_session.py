"""Sessions numbered in order, which are no days of the month: `notre 7e rencontre`."""

from app.reading.words.sentences import Sentence


def is_nth_session(sentence: Sentence, index: int, end: int) -> bool:
    """`notre 7e rencontre`, `our 7th session`: which one it was; `the 7th call` may have been on that day."""
    told = sentence.tag(end - 1, "nth_of") or sentence.tag_before(index, "nth_led")
    return told is not None and sentence.tag(end, "session") is not None
