"""What people talked about, in their own words: after `we talked about`, or what a part holds beside its facts (H6)."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.reading.asked.ways import facts_in, is_leading, only_ways
from app.reading.claims.pieces.ways_not_taken import is_way_not_taken
from app.reading.standing.commands import without_courtesy
from app.reading.words.sentences import Sentence
from app.reading.words.zones import zones_of

LONGEST_TOPICS = 300
_EDGES = ' \t,.;:-–—|()/"«»'
_NO_TOPICS = ("in_doubt", "answer_maybe", "item_no_topics", "item_all_but", "item_except")
_BARE = ("answer_no", "answer_yes", "acknowledged", "item_skipped")


def topics_told(told: Sequence[Sentence]) -> tuple[str, ...]:
    """What sentences say that they talked about or worked on, in the writer's own words; questions left out."""
    found = (_zone_words(sentence) for sentence in told if sentence.closing != "?")
    return tuple(dict.fromkeys(words[:LONGEST_TOPICS] for words in found if words))


def topics_in(parts: Sequence[Sentence]) -> str:
    """What the parts of one stretch hold beside their facts; what stands behind the first fact goes before.

    `12 May, her resume, cover letter and exam` has `her resume, cover letter and exam`.
    """
    spans = [_span(part) for part in parts]
    said = next((place for place, part in enumerate(parts) if spans[place] and _zone(part)), 0)
    spans[:said] = [None] * said
    first = next((place for place, part in enumerate(parts) if facts_in(part)), len(parts))
    behind, before = _joined(parts[first:], spans[first:]), _joined(parts[:first], spans[:first])
    return behind or before or next((_before_fact(part) for part in parts[first : first + 1]), "")


def _joined(parts: Sequence[Sentence], spans: Sequence[tuple[int, int] | None]) -> str:
    """The words of each run of parts as they were written, with a semicolon between runs."""
    return "; ".join(words for run in _runs(spans) if (words := _written(parts, run)))


def _runs(spans: Sequence[tuple[int, int] | None]) -> Iterator[tuple[int, int]]:
    """Where words begin in the source and where they end, over parts that follow one another."""
    told = [(place, span) for place, span in enumerate(spans) if span]
    if not told:
        return
    begin = told[0][1][0]
    for (place, span), (following, after) in pairwise(told):
        if following > place + 1:
            yield begin, span[1]
            begin = after[0]
    yield begin, told[-1][1][1]


def _written(parts: Sequence[Sentence], run: tuple[int, int]) -> str:
    return parts[0].source[run[0] : run[1]].strip(_EDGES)


def _span(part: Sentence) -> tuple[int, int] | None:
    """Where the words of the part that are no facts begin and end in the source."""
    denied = any(is_way_not_taken(part, way) for way in part.all("mode"))
    if denied or only_ways(part) or any(part.find(pattern) for pattern in _NO_TOPICS) or not without_courtesy(part):
        return None
    first, end = _zone(part) or (_first_word(part), len(part.tokens))
    if first >= end or any(part.find_within(bare, first, end) == part.words(first, end) for bare in _BARE):
        return None
    return part.tokens[first].start, part.tokens[end - 1].end


def _first_word(part: Sentence) -> int:
    last = max((fact.end for fact in facts_in(part)), default=0)
    first = next((at for at in range(last, len(part.tokens)) if not is_leading(part, at)), len(part.tokens))
    led = first < len(part.tokens) and first > last and part.tag(first - 1, "way_filler") is not None
    return first - led  # `the exam`, `la révision`


def _before_fact(part: Sentence) -> str:
    """`her resume on 12 May`."""
    facts = facts_in(part)
    if not facts or _span(part) is not None or any(part.find(pattern) for pattern in _NO_TOPICS):
        return ""
    words = [at for at in range(facts[0].first) if not is_leading(part, at)]
    return part.words(words[0], words[-1] + 1).strip(_EDGES) if words else ""


def _zone_words(sentence: Sentence) -> str:
    zone = _zone(sentence)
    return sentence.words(*zone).strip(_EDGES) if zone else ""


def _zone(sentence: Sentence) -> tuple[int, int] | None:
    """The words behind `we talked about`."""
    zone = zones_of(sentence).topic
    if zone is None:
        return None
    tag = sentence.tag(zone[0], "topic")
    first = tag.end if tag else zone[0]
    linked = sentence.tag(first, "was")  # "the topics were leadership"
    return (linked.end if linked else first), zone[1]
