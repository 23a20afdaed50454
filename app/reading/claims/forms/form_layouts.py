"""Forms that came back in another layout than printed, put back to a line a label.

A value may stand below its label, before it, or several labels may share a line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.reading.contract import ReplyLine
from app.reading.times.amounts import amount_at
from app.reading.words.labels import About, label_line, label_of
from app.reading.words.names import Names
from app.reading.words.sentences import one_sentence
from app.reading.words.small_words import one_of

_ASKED = frozenset({About.MODE, About.TOTAL})
_LONGEST_VALUE = 5  # tokens
_LONGEST_LINE = 500
_FEWEST = {"/": 2, ",": 3, ";": 2}  # parts of a line that make it a form in one line
_FIGURE = r"\d{0,2}(?:[.,]\d{1,2})?(?<=\d)\s*(?:" + one_of("hour_units") + ")?"
_LABEL_FIRST = re.compile(rf"\s*(?P<label>[^\d:]{{2,40}}?)\s+(?P<value>{_FIGURE})[.\s]*")
_VALUE_FIRST = re.compile(rf"\s*(?P<value>{_FIGURE})\s+[-–—]+\s+(?P<label>[^\d:]{{2,40}}?)[.\s]*")


def laid_out(lines: Sequence[ReplyLine], names: Names) -> tuple[ReplyLine, ...]:
    """The lines of a reply with each label of a form and its value on one line."""
    return tuple(_below(_before(list(_beside(lines, names)), names), names))


def _beside(lines: Sequence[ReplyLine], names: Names) -> Iterator[ReplyLine]:
    """`In-Person 1.5 / Email 0 / Phone 1`: every part is a label and its figure."""
    for line in lines:
        parts = next((found for mark in _FEWEST if (found := _parts(line.text, mark, names))), ())
        yield from (replace(line, text=part) for part in parts or (line.text,))


def _parts(text: str, mark: str, names: Names) -> tuple[str, ...]:
    cells = re.split(rf"\s*{mark}\s+", text.strip(" ;,/.")) if mark in text and len(text) <= _LONGEST_LINE else []
    found = [_in_order(match, names) for cell in cells if (match := _LABEL_FIRST.fullmatch(cell))]
    told = [each for each in found if each]
    return tuple(told) if len(told) == len(cells) >= _FEWEST[mark] else ()


def _in_order(match: re.Match[str], names: Names) -> str:
    label = label_of(match["label"].strip(), names)
    return f"{match['label'].strip()}: {match['value']}" if label and label.about in _ASKED else ""


def _before(lines: Sequence[ReplyLine], names: Names) -> Sequence[ReplyLine]:
    """`2 - In person`, `0 - Email`; lines that are only numbered, 1, 2 and 3, stay as they are."""
    matches = [_VALUE_FIRST.fullmatch(line.text) if line.answers is None else None for line in lines]
    turned = [_in_order(match, names) if match else "" for match in matches]
    figures = [match["value"] for match, text in zip(matches, turned, strict=True) if match and text]
    if len(figures) < _FEWEST["/"] or figures == [str(place) for place in range(1, len(figures) + 1)]:
        return lines
    return [replace(line, text=text or line.text) for line, text in zip(lines, turned, strict=True)]


def _below(lines: Sequence[ReplyLine], names: Names) -> Iterator[ReplyLine]:
    """`In person (hours):` and `2` on the next line; a value that no label leads to leaves all as they are."""
    held: ReplyLine | None = None
    out: list[ReplyLine] = []
    for line in lines:
        if held is not None and not line.text.strip():
            continue
        value = line.answers is None and _is_value(line.text, names)
        if value and held is None:
            yield from lines
            return
        if value and held is not None:
            out.append(replace(held, text=f"{held.text.rstrip()} {line.text.strip()}"))
            held = None
            continue
        out.extend([held] if held is not None else [])
        held = line if _is_blank_label(line, names) else None
        out.extend([line] if held is None else [])
    yield from [*out, *([held] if held is not None else [])]


def _is_blank_label(line: ReplyLine, names: Names) -> bool:
    split = label_line(line.text, names) if line.answers is None else None
    return split is not None and split.label.about in _ASKED and not split.rest


def _is_value(text: str, names: Names) -> bool:
    """`2`, `1,5 h`, `30 min`, `none`: a line that is only an amount."""
    sentence = one_sentence(text, names)
    if not 0 < len(sentence.tokens) <= _LONGEST_VALUE:
        return False
    told = amount_at(sentence, 0) or sentence.tag(0, "no")
    return told is not None and told.end == len(sentence.tokens)
