"""Numbers that name a week: `wk2 30 min`, `W3 none`, `S1 1 h`."""

from app.reading.times.counts import amount_follows
from app.reading.words.figures import number_at
from app.reading.words.sentences import Sentence

_ENDS = frozenset({"", "-", "/", ",", ";"})


def is_number_of_week(sentence: Sentence, index: int) -> bool:
    """Whether the number names what follows: `week 1 1h zoom`, `W3 none`, `wk2 -`; not `each week 2 calls`."""
    if sentence.tag_before(index, "numbered") is None:
        return False
    number = number_at(sentence, index)
    if number is None or number.end != index + 1:
        return False
    after = index + 1
    if amount_follows(sentence, after) or sentence.tag(after, "no"):
        return True
    glued = sentence.tokens[index - 1].touches(sentence.tokens[index])
    return glued and (sentence.mark(after) in _ENDS or sentence.tag(after, "mode") is not None)
