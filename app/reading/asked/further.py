"""Whether an answer about hours on record tells of further time beside them: `one more session`, `again on the 19th`.

Where it may, it completes nothing; the reply is read as one that nobody asked for.
"""

from collections.abc import Sequence

from app.reading.contract import Hours
from app.reading.hours.settle import adds
from app.reading.times.dates import days_at
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_ON = small_words("on_a_day", "the")
_MORE = frozenset({"once_more", "one_more"})


def tells_further_time(sentences: Sequence[Sentence], hours: Hours | None, *, asked: int) -> bool:
    """Whether words of adding are said of a session, or beside hours; `asked` is of how many hours we asked.

    `Her resume again` and `we also talked about the exam` add a topic, and no time.
    """
    if any(sentence.find("further_session") or _is_again_on_day(sentence, asked) for sentence in sentences):
        return True
    return hours is not None and any(_is_of_more_time(sentence) for sentence in sentences)


def _is_of_more_time(sentence: Sentence) -> bool:
    if not (sentence.has("unit") or sentence.has("duration")):
        return False
    return adds(sentence) or any(sentence.has(category) for category in _MORE)


def _is_again_on_day(sentence: Sentence, asked: int) -> bool:
    """`again on 19 May`; where several were asked about, `another on the 19th` may be one of those."""
    return any(
        _is_day_behind(sentence, tag.end) for tag in sentence.all("once_more") if asked == 1 or tag.value == "again"
    )


def _is_day_behind(sentence: Sentence, index: int) -> bool:
    while sentence.mark(index) in _ON and not days_at(sentence, index):
        index += 1
    return bool(days_at(sentence, index))
