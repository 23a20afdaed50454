"""What was planned and has come about since: `planned for one hour, it ran 20 minutes over`."""

from app.reading.words.lexicon import Tag
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_HAD = small_words("had_planned")
_TURNS = small_words("but")
_MOVED_TO = small_words("moved_to_a_day")
_NEAR = 2  # tokens before a plan in which `had` stands


def has_come_about(sentence: Sentence, tag: Tag) -> bool:
    """Whether the word of the future is a plan that is over: how it turned out is told, or how much of it was done."""
    if sentence.tag(tag.first, "plan") is None:
        return False
    behind = range(tag.end, len(sentence.tokens))
    if any(sentence.tag(at, "outcome") for at in behind) or _is_part_done(sentence, tag):
        return True
    was = any(sentence.mark(at) in _HAD for at in range(max(0, tag.first - _NEAR), tag.first))
    return was and any(sentence.mark(at) in _TURNS for at in behind)


def is_moved_to(sentence: Sentence, index: int) -> bool:
    """Whether a bare number behind the word is the new day: `reportée au 15`, `déplacée du 12 au 15`."""
    return sentence.mark(index) in _MOVED_TO and any(tag.end <= index for tag in sentence.all("replaced"))


def _is_part_done(sentence: Sentence, plan: Tag) -> bool:
    """`2 hours done of the 3 planned`, `2 h réalisées sur 3 h prévues`: an amount stands before it."""
    parts = (at for at in range(plan.first) if sentence.tag(at, "part_done"))
    return any(any(_is_unit(sentence, at) for at in range(part)) for part in parts)


def _is_unit(sentence: Sentence, index: int) -> bool:
    return sentence.tag(index, "unit") is not None or sentence.tag(index, "duration") is not None
