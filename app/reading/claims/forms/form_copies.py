"""One line of our form that came back more than once: filled above and again inside the quote, or typed twice."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.reading.claims.forms.forms import Entry
from app.reading.words.labels import About, label_line
from app.reading.words.names import Names
from app.reading.words.tokens import fold

_ASKED = frozenset({About.MODE, About.TOTAL})


@dataclass(frozen=True, slots=True)
class Once:
    """The entries with each line once. `differing`: minutes of two copies that are not equal."""

    entries: tuple[Entry, ...]
    differing: tuple[Fraction, Fraction] | None = None


def labels_printed_once(sent: str, names: Names) -> frozenset[str]:
    """The labels of the form in our mail, as `label_in` gives them; one that stands there twice is left out."""
    counted = Counter(label_in(line, names) for line in sent.splitlines())
    return frozenset(label for label, times in counted.items() if label and times == 1)


def label_in(line: str, names: Names) -> str:
    """The letters of the label of a form line; empty where the line is none."""
    split = label_line(line, names)
    if split is None or split.label.about not in _ASKED:
        return ""
    head = line.strip().removesuffix(split.rest)
    return "".join(letter for letter in fold(head) if letter.isalpha())


def once(entries: Sequence[Entry]) -> Once:
    """Equal copies of a printed line count once; blank copies are none. Lines of the writer's own list all stay."""
    dropped: set[int] = set()
    for copies in _copies(entries):
        minutes = [_minutes_on(entries, line) for line in copies]
        other = next((each for each in minutes if each != minutes[0]), None)
        if other is not None:
            return Once(tuple(entries), (minutes[0], other))
        dropped.update(copies[1:])
    return Once(tuple(entry for entry in entries if entry.line not in dropped))


def _copies(entries: Sequence[Entry]) -> Iterable[list[int]]:
    """The places of the lines that carry one label, for each label of ours that came more than once."""
    filled = [entry for entry in entries if entry.minutes is not None and entry.line is not None]
    for key in dict.fromkeys((entry.mode, entry.partner) for entry in filled):
        same = [entry for entry in filled if (entry.mode, entry.partner) == key]
        lines = list(dict.fromkeys(entry.line for entry in same if entry.line is not None))
        if len(lines) > 1 and any(entry.printed for entry in same):
            yield lines


def _minutes_on(entries: Sequence[Entry], line: int) -> Fraction:
    return sum((entry.minutes or Fraction(0) for entry in entries if entry.line == line), Fraction(0))
