"""Rows of a tracking sheet, as tables, as blocks of labels, or as lines with commas, turned into plain lines.

A row becomes one line that holds its day, clock times, length and mode in the person's own words; topics and homework
are kept apart, so that their numbers are never taken for hours.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.reading.claims.forms.labels_in_line import parted_labels
from app.reading.claims.pieces.marks import Mark, Sign
from app.reading.claims.pieces.pieces import Days, Piece, scan
from app.reading.contract import ReplyLine
from app.reading.times.amounts import Amount
from app.reading.times.clock import Clock
from app.reading.words.labels import About, Label, label_line, label_of
from app.reading.words.names import Names
from app.reading.words.sentences import Sentence, one_sentence
from app.reading.words.small_words import one_of, small_words

_CELLS = re.compile(r"\s*[|\t]\s*")
_NOON = one_of("noon")
_BARE = re.compile(r"\d+(?:[.,]\d+)?")
_CLOCK_CELL = re.compile(r"(?:\d{1,2}\s*(?:[:h]\s*(?:\d{2})?)?\s*(?:[ap]\.?m\.?)?|" + _NOON + ")$", re.IGNORECASE)
_CLEAR_CLOCK = re.compile(  # "1 h" is a length
    r"(?:\d{1,2}(?:\s*[:.h]\s*\d{2})?\s*[ap]\.?\s?m\.?|\d{1,2}:\d{2}"
    r"|(?:[789]|1\d|2[0-4])\s*h\s*(?:\d{2})?|" + _NOON + ")$",
    re.IGNORECASE,
)
_LIKE_ROW = re.compile(r"(?=[^,]*,)\D{0,24}\d+\D+\d")  # a day, and something told with a figure behind a comma
_LOOSE_CELLS = (re.compile(r"\s+/\s+"), re.compile(r"\s*;\s*"), re.compile(r"\s*,\s+"), re.compile(r"\s+[-–—]\s+"))
_FACTS = frozenset(
    {About.DATE, About.TIME, About.START, About.END, About.DURATION, About.HOW, About.PARTNER, About.MODE, About.NEXT}
)
_ROW_ENDS = re.compile(r"(?:;|\.\s)\s*")
_PLACING = ("place_lead", "mode_lead", "session", "number")
_FEWEST_CELLS = 2
_CLOCKS = 2
_LONGEST_ROW = 400
_NOTHING = frozenset({"", "-"}) | small_words("empty_cell")
_TOTAL = min(small_words("total_column"))


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines to read, and what was noted as topics and homework."""

    lines: tuple[ReplyLine, ...]
    topics: tuple[str, ...]
    homework: tuple[str, ...]


def unfold(lines: Sequence[ReplyLine], names: Names) -> Sheet:
    """The lines of a reply with every row or block of a tracking sheet made into one plain line."""
    sheet = _Reader(names)
    for line in lines:
        for part in parted_labels(line, names):
            sheet.take(part)
    return sheet.finish()


@dataclass(frozen=True, slots=True)
class _Column:
    """The head of a column of a table, and what it is about."""

    head: str
    label: Label | None

    def with_unit(self, cell: str) -> str:
        """A cell with what its head says of it: the unit of a bare figure, the mode of the hours below a mode."""
        about = self.label.about if self.label else None
        if about not in {About.DURATION, About.MODE, About.TOTAL} or not _BARE.match(cell.strip()):
            return cell
        unit = "min" if self.label and self.label.in_minutes else "h"
        amount = f"{cell.strip()} {unit}" if _BARE.fullmatch(cell.strip()) else cell
        if about == About.TOTAL:
            return f"{_TOTAL} {amount}"
        return f"{self.head} {amount}" if about == About.MODE else amount


_NO_COLUMN = _Column("", None)


class _Reader:
    """Reads line by line; `block` is the label block that is being collected."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._out: list[ReplyLine] = []
        self._topics: list[str] = []
        self._homework: list[str] = []
        self._columns: tuple[_Column, ...] = ()
        self._block: list[tuple[About, str]] = []

    def take(self, line: ReplyLine) -> None:
        cells = self._cells(line.text.strip(" |"))
        if len(cells) >= _FEWEST_CELLS and not self._is_form_line(cells):
            self._row(line, cells)
        elif not self._label(line):
            self._flush()
            self._out.append(self._comma_row(line))

    def _cells(self, text: str) -> list[str]:
        """`March 17 / 12:30 pm / 1:45 pm / cover letters`: a row too, if it begins with a day, a start and an end."""
        cells = _CELLS.split(text)
        if len(cells) >= _FEWEST_CELLS or len(text) > _LONGEST_ROW:
            return cells
        rows = (mark.split(text.strip(" .;")) for mark in _LOOSE_CELLS)
        return next((row for row in rows if self._is_session_row(row)), cells)

    def _is_session_row(self, cells: Sequence[str]) -> bool:
        day, clocks = cells[0], [cell for cell in cells[1:3] if _CLEAR_CLOCK.match(cell)]
        return len(clocks) == _CLOCKS and self._is_fact(day) and self._tells_day(day)

    def _pieces(self, cell: str) -> Sequence[Piece]:
        return scan(one_sentence(cell, self._names)).pieces

    def _tells_day(self, cell: str) -> bool:
        return any(isinstance(piece, Days) for piece in self._pieces(cell))

    def finish(self) -> Sheet:
        self._flush()
        return Sheet(tuple(self._out), _said(self._topics), _said(self._homework))

    def _is_form_line(self, cells: Sequence[str]) -> bool:
        label = label_of(cells[0], self._names) if len(cells) == _FEWEST_CELLS else None
        if label is None or label.about not in {About.MODE, About.TOTAL}:
            return False
        return label_of(cells[1], self._names) is None  # else it is the head of a table

    def _row(self, line: ReplyLine, cells: list[str]) -> None:
        self._flush()
        labels = [label_of(cell, self._names) for cell in cells]
        heads = sum(label is not None for label in labels) >= max(_FEWEST_CELLS, len(cells) - 1)
        if heads and not any(self._tells_time(cell) for cell in cells):
            self._columns = tuple(map(_Column, cells, labels))
            return
        columns = self._columns if len(self._columns) >= len(cells) else ()
        facts = list(self._facts(cells, columns))
        self._out.append(ReplyLine(_joined(facts), line.answers))

    def _tells_time(self, cell: str) -> bool:
        """Whether it holds a length or a figure: no cell of a heading."""
        return any(isinstance(piece, Amount) for piece in self._pieces(cell))

    def _facts(self, cells: Sequence[str], columns: Sequence[_Column]) -> Iterator[tuple[About, str]]:
        texts = 0
        for index, cell in enumerate(cells):
            column = columns[index] if index < len(columns) else _NO_COLUMN
            about = column.label.about if column.label else None
            if index == 0 and columns and about is None and cell.rstrip(".").isdecimal():
                continue  # the number of the row
            if about == About.TOPICS or (about is None and not self._is_fact(cell) and texts == 0):
                self._topics.append(cell)
                texts += 1
            elif about == About.HOMEWORK or (about is None and not self._is_fact(cell)):
                self._homework.append(cell)
            elif cell:
                ends = (
                    about is None
                    and index > 0
                    and bool(_CLOCK_CELL.match(cell) and _CLOCK_CELL.match(cells[index - 1]))
                )
                yield About.END if ends else about or About.DATE, column.with_unit(cell)

    def _is_fact(self, cell: str) -> bool:
        """Whether the cell holds only a day, a time, a length, a mode or a name."""
        if _CLEAR_CLOCK.match(cell):
            return True
        sentence = one_sentence(cell, self._names)
        pieces = scan(sentence).pieces
        covered = {at for piece in pieces for at in range(piece.first, piece.end)}
        told = [piece for piece in pieces if not (isinstance(piece, Mark) and piece.sign == Sign.NOTHING)]
        return bool(told) and all(
            at in covered or not token.text.isalnum() or sentence.tag(at, "filler") or sentence.tag(at, "session")
            for at, token in enumerate(sentence.tokens)
        )

    def _modes(self, cell: str) -> list[Mark]:
        return [piece for piece in self._pieces(cell) if isinstance(piece, Mark) and piece.sign == Sign.MODE]

    def _tells_how(self, cell: str) -> bool:
        """`coffee in the old town`, `on s'est vus à mon bureau`; not `mock phone interview`, a topic."""
        sentence = one_sentence(cell, self._names)
        if any(token.is_number for token in sentence.tokens):
            return False
        met = sentence.has("session") and any(tag.value == "verb" for tag in sentence.all("session"))
        return any(met or _is_said_as_way(sentence, mark) for mark in self._modes(cell))

    def _label(self, line: ReplyLine) -> bool:
        """Take a line of a label block; False where it is none."""
        split = label_line(line.text, self._names)
        if split is None or split.label.about not in _FACTS | {About.TOPICS, About.HOMEWORK}:
            return False
        about = split.label.about
        if about == About.TOPICS:
            self._topics.append(split.rest)
        elif about == About.HOMEWORK:
            self._homework.append(split.rest)
        elif about in {About.MODE, About.PARTNER, About.NEXT} or not (self._block or about == About.DATE):
            return False
        else:
            if about == About.DATE:
                self._flush()
            self._block.append((about, _Column("", split.label).with_unit(split.rest)))
        return True

    def _flush(self) -> None:
        if self._block:
            self._out.append(ReplyLine(_joined(self._block)))
            self._block = []

    def _comma_row(self, line: ReplyLine) -> ReplyLine:
        """`Sep 8, 6:00 pm - 7:00 pm, exam prep`: what follows the times and is no fact is the topic."""
        if len(line.text) > _LONGEST_ROW or not _LIKE_ROW.match(line.text):
            return line
        sentence = one_sentence(line.text, self._names)
        pieces = [
            piece for piece in scan(sentence).pieces if not (isinstance(piece, Mark) and piece.sign == Sign.SESSION)
        ]
        if len(pieces) < _FEWEST_CELLS or not isinstance(pieces[0], Days) or pieces[0].first > 1:
            return line
        clock = pieces[1]
        if not isinstance(clock, Clock) or clock.until is None:
            return line
        head = sentence.tokens[clock.end - 1].end
        if not line.text[head:].lstrip().startswith(","):
            return line
        said, topics = "", list[str]()
        for row in self._rows_behind(line.text[head:].split(",")):
            cells = [cell.strip() for cell in row if cell.strip()]
            kept = [cell for cell in cells if self._is_fact(cell)]
            if not any(self._modes(cell) for cell in kept):
                kept = [cell for cell in cells if cell in kept or self._tells_how(cell)]
            dropped = [cell for cell in cells if cell not in kept]
            if any(self._tells_day(cell) and self._tells_length(cell) for cell in dropped):
                return line  # "exam prep and then an hour on Sep 15": a session, which no topic may swallow
            topics += dropped
            said = "; ".join([said, ", ".join(kept)]) if said else ", ".join([line.text[:head], *kept])
        self._topics.extend(topics)
        return ReplyLine(said, line.answers)

    def _rows_behind(self, cells: Sequence[str]) -> list[list[str]]:
        """The cells of one row, and of each further row on the same line: `…, exam prep; Sep 15, 6 to 7 pm, notes`."""
        rows: list[list[str]] = [[]]
        for at, cell in enumerate(cells):
            *before, last = _ROW_ENDS.split(cell)
            begins = bool(before) and self._is_fact(last) and self._tells_day(last)
            if begins and any(map(self._tells_length, (last, *cells[at + 1 : at + 2]))):
                rows[-1].append(cell[: cell.rindex(last)].rstrip(" ;."))
                rows.append([last])
            else:
                rows[-1].append(cell)
        return rows

    def _tells_length(self, cell: str) -> bool:
        return any(
            isinstance(piece, Amount) or (isinstance(piece, Clock) and piece.until is not None)
            for piece in self._pieces(cell)
        )


def _is_said_as_way(sentence: Sentence, mark: Mark) -> bool:
    """`coffee in town`, `by phone with her team`; not `phone etiquette`."""
    whole = mark.end > mark.first + 1  # "in person", "on the phone": said of nothing else
    if whole or sentence.tag_before(mark.first, "mode_lead") or sentence.tag(mark.first, "place"):
        return True
    opens = mark.first == 0 or (mark.first == 1 and sentence.tag(0, "article") is not None)
    return opens and (mark.end == len(sentence.tokens) or any(sentence.tag(mark.end, tag) for tag in _PLACING))


def _joined(facts: Sequence[tuple[About, str]]) -> str:
    """The facts as one line; start and end become a range."""
    out = ""
    for about, text in facts:
        out += (" - " if about == About.END and out else ", " if out else "") + text
    return out


def _said(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(text.strip() for text in texts if text.strip().lower() not in _NOTHING)
