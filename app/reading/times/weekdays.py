"""Days told from today or by the day of the week: `yesterday`, `last Tuesday`, `Monday 1h by phone`."""

from app.reading.times.said_day import SaidDay
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_CLAUSE_ENDS = frozenset({"", ",", ";", ")"}) | small_words("and")
_CLAUSE_STARTS = frozenset({",", ";", "(", "-", "+"}) | small_words("and", "plus")
_IS = small_words("is_a_day")


def relative_day(sentence: Sentence, index: int) -> tuple[SaidDay, ...]:
    """`yesterday`, `last Tuesday`, `mardi dernier`, `next Friday`."""
    shift = sentence.tag(index, "day")
    if shift:
        return (SaidDay(index, shift.end, shift=int(shift.value)),)
    lead = sentence.tag(index, "last") or sentence.tag(index, "next")
    weekday = sentence.tag(lead.end, "weekday") if lead else sentence.tag(index, "weekday")
    if weekday is None:
        return ()
    after = sentence.tag(weekday.end, "last_after") or sentence.tag(weekday.end, "next_after")
    cue = lead or after
    if cue is None and not _is_led_to(sentence, index) and not _heads_amount(sentence, index, weekday.end):
        return ()
    end = after.end if after else weekday.end
    coming = cue is not None and cue.category in {"next", "next_after"}
    return (SaidDay(index, end, weekday=int(weekday.value), coming=coming),)


def _heads_amount(sentence: Sentence, index: int, end: int) -> bool:
    """`Monday 1h by phone, Friday 30 min`, `mardi : 1 h`, `an hour on Zoom Tuesday`; not `Thursday works best`."""
    if not (sentence.has("unit") or sentence.has("duration")):
        return False
    if sentence.mark(end) in _CLAUSE_ENDS and any(sentence.tag_before(index, each) for each in ("unit", "mode")):
        return True
    while sentence.mark(end) in {",", ":", "-", "."}:
        end += 1
    told = any(sentence.tag(end, each) for each in ("number", "article", "duration", "mode", "session"))
    return (index == 0 or sentence.mark(index - 1) in _CLAUSE_STARTS) and (told or sentence.mark(end)[:1].isdecimal())


def _is_led_to(sentence: Sentence, index: int) -> bool:
    """`we met Tuesday`, `our next call is Friday`: a weekday without its `on`."""
    if sentence.tag(index, "doubtful"):
        return False
    told = sentence.tag_before(index, "session")
    return (told is not None and told.value == "verb") or sentence.mark(index - 1) in _IS
