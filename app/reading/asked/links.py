"""How the events of an answer hang together: what an answer or a value belongs to, and what weakens it."""

from app.reading.asked.events import Does, Event
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_LIST_MARKS = frozenset({",", "&", "-", ":", "#", "(", ")"}) | small_words("and", "or", "then")
_APART = frozenset({","}) | small_words("and")
_BREAKS = frozenset({",", "-", ":", "(", ";"})
_ANY = small_words("one")
_REACH = 6
_NAMES = frozenset({Does.NAME, Does.REST})
_TELLS = frozenset({Does.ANSWER, Does.VALUE})


def is_linked(sentence: Sentence, before: Event | None, event: Event | None, following: Event | None) -> bool:
    """Whether `event` names what the answer (or the name) `before` is of: `yes to 1 and 3`; not `yes, 1 is 45 min`."""
    if before is None or event is None or event.does not in _NAMES or before.does not in {Does.ANSWER, *_NAMES}:
        return False
    listed = is_listed(sentence, before.end, event.first)
    between = range(before.end, event.first)
    marks = {sentence.mark(at) for at in between}
    apart = before.does == Does.ANSWER and bool(marks & _APART)
    linked = any(sentence.find_within("item_link", at, at + 1) for at in between)
    told = not linked and _is_told(sentence, event, following)
    return listed and not told and not apart


def _is_told(sentence: Sentence, event: Event, following: Event | None) -> bool:
    """Whether what is named has an answer or a value of its own right behind it."""
    if following is None or following.does not in _TELLS:
        return False
    return not any(sentence.mark(at) in _APART for at in range(event.end, following.first))


def leads_to(sentence: Sentence, value: Event, following: Event | None) -> bool:
    """Whether the value is told of what is named after it: `45 min on the 12th`."""
    if following is None or following.does not in _NAMES:
        return False
    between = range(value.end, following.first)
    linked = any(sentence.find_within("item_link", at, at + 1) for at in between)
    return linked and len(between) <= _REACH and not any(sentence.mark(at) in _APART for at in between)


def is_listed(sentence: Sentence, first: int, end: int) -> bool:
    """Whether only list marks, articles and link words stand from `first` to `end` (excluded)."""
    return all(
        sentence.mark(at) in _LIST_MARKS
        or sentence.find_within("item_article", at, at + 1)
        or sentence.find_within("item_link", at, at + 1)
        or sentence.find_within("item_lead", at, at + 1)
        for at in range(first, end)
    )


def is_apart(sentence: Sentence, before: Event, event: Event) -> bool:
    """Whether a comma stands between the two: what comes behind it is told anew."""
    return any(sentence.mark(at) in _BREAKS for at in range(before.end, event.first))


def is_turned(sentence: Sentence, event: Event) -> bool:
    """Whether a `but` or an `only` stands shortly before: `yes, but it was 45 min`."""
    near = range(max(0, event.first - _REACH), event.first)
    return any(sentence.find_within("item_turn", at, at + 1) for at in near)


def is_of_any(sentence: Sentence, before: Event | None, event: Event) -> bool:
    """`both, but one was by video`: of one of several, and nobody knows which."""
    first = before.end if before else 0
    return any(sentence.mark(at) in _ANY for at in range(first, event.first))


def is_denied(sentence: Sentence, event: Event) -> bool:
    """Whether the answer says that the session never took place."""
    return sentence.find_within("item_denied", event.first, event.end) is not None


def is_courtesy(sentence: Sentence, event: Event) -> bool:
    """Whether the answer is only an `ok` or a `thanks`."""
    said = sentence.words(event.first, event.end)
    return sentence.find_within("acknowledged", event.first, event.end) == said
