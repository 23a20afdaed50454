"""The ways of meeting that a part of an answer tells plainly: `by phone`, `12 May, Zoom`, `all by video` (H6)."""

from collections.abc import Iterable, Iterator, Sequence

from app.reading.asked.known import Asked
from app.reading.asked.places import places_of
from app.reading.claims.pieces.marks import Mark, Sign
from app.reading.claims.pieces.pieces import Days, Piece, scan
from app.reading.claims.pieces.ways_not_taken import is_way_not_taken
from app.reading.times.amounts import Amount
from app.reading.times.clock import Clock
from app.reading.times.counts import Count
from app.reading.words.labels import About, label_of
from app.reading.words.lexicon import Tag
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words
from app.reading.words.zones import zones_of

_LEADING = (
    *("filler", "session", "and", "mode_lead", "place_lead", "ours", "unit", "was", "held"),
    *("distributive", "each", "portion", "hedge"),
)
_ORDINAL_ENDS = small_words("ordinal_of_no_day")
_OTHER = "other"
_BEHIND_WAY = ("way_filler", "topic", "no", "not")
_FIGURES = (Days, Clock, Amount, Count)
_OF_ALL = {"item_all": 0, "item_all_2": 2, "item_all_3": 3, "item_all_4": 4}
_NOT_OF_ALL = ("item_except", "item_all_but", "item_rest", "item_none")


def facts_in(part: Sentence) -> tuple[Piece, ...]:
    """The days, times, lengths and ways that a part tells, in order."""
    pieces = scan(part).pieces
    figures = [piece for piece in pieces if isinstance(piece, _FIGURES)]
    return tuple(sorted([*figures, *_ways(part, pieces)], key=lambda fact: fact.first))


def _ways(part: Sentence, pieces: Sequence[Piece]) -> list[Mark]:
    """`by phone`; none where another could be meant beside it: `phone or maybe Zoom`."""
    taken = {at for piece in pieces for at in range(piece.first, piece.end)}
    ways = [piece for piece in pieces if isinstance(piece, Mark) and piece.sign == Sign.MODE]
    topic = zones_of(part)
    named = {tag.value for tag in part.all("mode") if not (topic.is_topic(tag.first) or is_way_not_taken(part, tag))}
    plain = [way for way in ways if _is_plain(part, way, taken)]
    return plain if named <= {way.value for way in plain} else []


def ways_in(part: Sentence, asked: Asked) -> tuple[str, ...]:
    """Each way that the part tells, once."""
    told = [fact.value for fact in facts_in(part) if isinstance(fact, Mark)]
    label = None if told else label_of(part.text, asked.names)  # "another activity"
    if label and label.about is About.MODE and label.value == _OTHER:
        told = [_OTHER]
    return tuple(dict.fromkeys(_OTHER if way == "text" else way for way in told))


def is_of_all(part: Sentence, asked: Asked) -> bool:
    """`all by phone`, `les deux en visio`: said of every entry; not where any is left out, or another number named."""
    if leaves_out(part):
        return False
    found = [number for pattern, number in _OF_ALL.items() if places_of(part, pattern)]
    return bool(found) and max(found) in {0, len(asked.items)}


def leaves_out(part: Sentence) -> bool:
    """`all but the second`, `sauf la deuxième`, `the others by phone`."""
    return any(part.find(pattern) for pattern in _NOT_OF_ALL)


def is_leading(sentence: Sentence, index: int) -> bool:
    """A word that only leads to what follows, a partner's name behind one, or a mark."""
    mark = sentence.mark(index)
    if mark.startswith("@"):
        return index > 0 and is_leading(sentence, index - 1)
    small = not mark.isalpha() or mark in _ORDINAL_ENDS
    return small or _tagged(sentence, index, _LEADING) or _is_place(sentence, index)


def only_ways(part: Sentence) -> bool:
    """`phone or video`: no way that is plain, and nothing that they talked about."""
    return part.has("mode") and all(
        is_leading(part, at) or _tagged(part, at, ("mode", "alternative")) for at in range(len(part.tokens))
    )


def _is_place(sentence: Sentence, index: int) -> bool:
    """`at her office`; not `site safety`."""
    led = any(sentence.tag(at, "place_lead") for at in range(max(0, index - 2), index))
    return led and sentence.tag(index, "place") is not None


def _is_plain(part: Sentence, way: Mark, taken: Iterable[int]) -> bool:
    """Not `phone etiquette` or `her Zoom skills`, which may be what they talked about."""
    led = any(part.tag_before(way.first, category) for category in ("mode_lead", "place_lead"))
    alone = all(at in taken or is_leading(part, at) for at in range(way.first))
    return (led or alone) and _ends_at(part, way.end)


def _ends_at(part: Sentence, index: int) -> bool:
    mark = part.mark(index)
    return not mark.isalpha() or is_leading(part, index) or _tagged(part, index, _BEHIND_WAY)


def _tagged(sentence: Sentence, index: int, categories: tuple[str, ...]) -> bool:
    return any(tag.category in categories for tag in _covering(sentence, index))


def _covering(sentence: Sentence, index: int) -> Iterator[Tag]:
    return (tag for at in range(max(0, index - 3), index + 1) for tag in sentence.tags[at] if tag.end > index)
