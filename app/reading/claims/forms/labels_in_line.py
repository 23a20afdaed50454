"""Several labels on one line, as `In-person: 2 Email: 1`, taken apart."""

import re
from collections.abc import Iterator

from app.reading.contract import ReplyLine
from app.reading.words.labels import About, label_line, label_of
from app.reading.words.names import Names
from app.reading.words.sentences import one_sentence
from app.reading.words.small_words import one_of

_UNIT_HINT = re.compile(r"[(](?=(?:" + one_of("hour_units", "minute_units") + r")\.?[)])", re.IGNORECASE)
_MOST_LABELS = 20


def parted_labels(line: ReplyLine, names: Names) -> Iterator[ReplyLine]:
    """`In-person: 2 Email: 1` on one line becomes a line a label."""
    text, start = line.text, 0
    plain = _UNIT_HINT.sub(" ", text)
    for colon in [match.start() for match in re.finditer(":", text)][1:_MOST_LABELS]:
        cut = _label_start(plain, start, colon, names)
        if cut is not None:
            yield ReplyLine(text[start:cut].rstrip(" ,;|"), line.answers)
            start = cut
    yield ReplyLine(text[start:], line.answers) if start else line


def _label_start(text: str, start: int, colon: int, names: Names) -> int | None:
    """Where the mode's label before the colon begins: the longest of up to four words that is one."""
    said = max(text.rfind(mark, start, colon) - start + 1 for mark in ".,;!?(") if start < colon else 0
    before = re.split(r"[.;!?(]", text[start : start + said].rstrip(" ,"))[-1]
    if said and label_line(before, names) is None and one_sentence(before, names).has("session"):
        return None  # "Session one, in person: 90 minutes. Session two, by phone: 20 minutes"
    start += said
    words = list(re.finditer(r"\S+", text[start:colon]))[-4:]
    for word in words:
        label = label_of(text[start + word.start() : colon], names)
        across = label is not None and label.partner is not None and "/" in text[start + word.start() : colon]
        if label is not None and label.about == About.MODE and word.start() > 0 and not across:
            return start + word.start()
    return None
