"""Where rendered HTML gathers: lines with the depth of quotation they stand at."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text and how many quotes stand around it."""

    depth: int
    text: str

    def marked(self) -> str:
        """The line as plain-text mail writes it, `> ` for each quote."""
        return "> " * self.depth + self.text if self.depth else self.text


Cell = list[Line]


@dataclass(slots=True)
class Sink:
    """Lines so far and the one being written. White space is collapsed as a browser would."""

    lines: list[Line] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    depth: int = 0
    wants_space: bool = False

    def write(self, text: str, depth: int) -> None:
        """Adds inline text. A space at the start of a line is dropped."""
        if not self.pieces:
            text = text.lstrip(" ")
        if not text:
            return
        self._settle_space(depth)
        if not self.pieces:
            self.depth = depth
        elif self.pieces[-1].endswith(" "):
            text = text.lstrip(" ")
        self.pieces.append(text)

    def break_line(self) -> None:
        """Ends the line being written, if there is one: the edge of a block."""
        text = "".join(self.pieces).rstrip(" ")
        self.pieces.clear()
        if text:
            self.lines.append(Line(self.depth, text))

    def end_line(self, depth: int) -> None:
        """A `br`: ends the line being written, be it empty."""
        if any(self.pieces):
            self.break_line()
        else:
            self._settle_space(depth)
            self.lines.append(Line(depth, ""))

    def add(self, line: Line) -> None:
        """A whole line."""
        self._settle_space(line.depth)
        self.lines.append(line)

    def space(self, depth: int) -> None:
        """An empty line before what follows, unless there is one already."""
        self.wants_space = False
        if self.lines and self.lines[-1].text:
            self.lines.append(Line(min(depth, self.lines[-1].depth), ""))

    def _settle_space(self, depth: int) -> None:
        if self.wants_space and not self.pieces:
            self.space(depth)


def joined_row(cells: Sequence[Cell]) -> list[Line]:
    """A table row: one line with tabs where every cell is a line at most, else the cells one after the other.

    The latter are layouts (a logo beside an address), not tables.
    """
    told = [[line for line in cell if line.text.strip(" \u00a0")] for cell in cells]
    if len(cells) < 2 or any(len(lines) > 1 for lines in told):  # noqa: PLR2004 - a row of one cell is no row
        return [line for cell in cells for line in cell]
    depth = max((line.depth for lines in told for line in lines), default=0)
    text = "\t".join(lines[0].text if lines else "" for lines in told)
    return [Line(depth, text.rstrip("\t"))]
