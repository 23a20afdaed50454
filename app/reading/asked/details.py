"""What a reply adds to hours that are on record: the day, the times, the topics (H6).

The mail asked for them, so that a bare `12 May, her resume` is enough. What could be meant of several hours is said of
none of them, and what is no clear fact is left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.reading.answered import Details, ItemSaid
from app.reading.asked.known import Asked
from app.reading.asked.lines import AnswerLine, answer_lines
from app.reading.claims.pieces import Days, Piece, scan
from app.reading.contract import Evidence, Reply
from app.reading.times.calendar import dates_of
from app.reading.times.clock import Clock
from app.reading.words.labels import About, label_line
from app.reading.words.sentences import Sentence, one_sentence
from app.reading.words.zones import zones_of

_NUMBERED = re.compile(r"\s*\(?(\d{1,2})\s?[.):]\s+(?=\S)")
_LONGEST_TOPICS = 300
_EDGES = ' \t,.;:-–—|()/"«»'
_LEADING = ("filler", "session", "and", "mode", "mode_lead", "ours", "unit")
_NO_TOPICS = ("in_doubt", "answer_maybe", "answer_no", "answer_yes", "acknowledged", "courtesy")


@dataclass(frozen=True, slots=True)
class _Told:
    """What one line tells, and of which item, where it says so."""

    words: str
    item: int | None
    days: tuple[date, ...]
    details: Details


def details_of(reply: Reply, asked: Asked, sent: str) -> tuple[tuple[ItemSaid, ...], tuple[Evidence, ...]]:
    """One for each asked item in order, and the words it stands on; `sent` is the text of our mail."""
    told = [_told(line, asked) for line in answer_lines(reply, asked, sent)]
    said, evidence = [], []
    for place, known in enumerate(asked.items):
        own = _of_item(place, told, asked)
        details = _together(own)
        said.append(ItemSaid(known.item.id, value=details or None))
        if details:
            evidence.append(Evidence(f"answers.{known.item.id}", " … ".join(each.words for each in own)))
    return tuple(said), tuple(evidence)


def _of_item(place: int, told: Sequence[_Told], asked: Asked) -> list[_Told]:
    """The lines about one item: those that name it; of the others all for the only one, else one day each in order."""
    named = {each.item for each in told if each.item is not None}
    if place in named:
        return [each for each in told if each.item == place]
    unnamed, free = [at for at in range(len(asked.items)) if at not in named], [one for one in told if one.item is None]
    if len(unnamed) == 1:
        return free
    dated = [replace(each, days=(day,)) for each in free for day in each.days]
    in_turn = [dated[unnamed.index(place)]] if len(dated) == len(unnamed) else []
    return in_turn + [each for each in free if not each.days and each.details == Details(topics=each.details.topics)]


def _together(lines: Sequence[_Told]) -> Details:
    """What the lines say in all; several days for one item are none."""
    days = {day for each in lines for day in each.days}
    timed = next((each.details for each in lines if each.details.start), Details())
    topics = "; ".join(dict.fromkeys(each.details.topics for each in lines if each.details.topics))
    return Details(days.pop() if len(days) == 1 else None, timed.start, timed.end, topics[:_LONGEST_TOPICS])


def _told(line: AnswerLine, asked: Asked) -> _Told:
    number = _NUMBERED.match(line.text) if len(asked.items) > 1 else None
    place = int(number[1]) - 1 if number else -1
    item = place if 0 <= place < len(asked.items) else line.item
    text = line.text[number.end() :] if number and item == place else line.text
    labelled = label_line(text, asked.names)
    about = labelled.label.about if labelled else None
    sentence = one_sentence(labelled.rest if labelled and about in _FACTS else text, asked.names)
    if text.rstrip().endswith("?") or not sentence.tokens:
        return _Told(line.text, item, (), Details())
    pieces = scan(sentence).pieces
    clock = next((piece for piece in pieces if isinstance(piece, Clock) and piece.until), None)
    topics = sentence.text if about is About.TOPICS else _topics(sentence, pieces)
    details = Details(start=clock.start if clock else None, end=clock.until if clock else None, topics=topics)
    return _Told(line.text, item, _days(pieces, asked), details)


_FACTS = frozenset({About.DATE, About.TIME, About.TOPICS})


def _days(pieces: Sequence[Piece], asked: Asked) -> tuple[date, ...]:
    """The days that it names, if each can be one day only, and none is still to come."""
    meant = [dates_of(said, asked.calendar) for piece in pieces if isinstance(piece, Days) for said in piece.days]
    clear = all(len(days) == 1 and not asked.calendar.is_future(days[0]) for days in meant)
    return tuple(dict.fromkeys(days[0] for days in meant)) if clear else ()


def _topics(sentence: Sentence, pieces: Sequence[Piece]) -> str:
    """`we talked about her resume`, else the words that are left beside day, time and length: `12 May, her resume`."""
    if any(sentence.find(pattern) for pattern in _NO_TOPICS):
        return ""
    if said := _zone_words(sentence):
        return said
    taken = {at for piece in pieces for at in range(piece.first, piece.end)}
    last = max(taken, default=-1)
    first = next((at for at in range(last + 1, len(sentence.tokens)) if not _is_leading(sentence, at)), None)
    if first is None:
        return ""
    led = first - 1 > last and sentence.tag(first - 1, "way_filler") is not None  # `the exam`, `la révision`
    return sentence.words(first - led, len(sentence.tokens)).strip(_EDGES)


def topics_told(told: Sequence[Sentence]) -> tuple[str, ...]:
    """What sentences say that they talked about or worked on, in the writer's own words; questions left out."""
    found = (_zone_words(sentence) for sentence in told if sentence.closing != "?")
    return tuple(dict.fromkeys(words[:_LONGEST_TOPICS] for words in found if words))


def _zone_words(sentence: Sentence) -> str:
    zone = zones_of(sentence).topic
    if zone is None:
        return ""
    tag = sentence.tag(zone[0], "topic")
    return sentence.words(tag.end if tag else zone[0], zone[1]).strip(_EDGES)


def _is_leading(sentence: Sentence, index: int) -> bool:
    """A word that only leads to what follows, or a mark."""
    small = any(tag.category in _LEADING for tag in sentence.tags[index])
    return small or not sentence.mark(index).isalpha()
