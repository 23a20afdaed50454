"""How the story speaks: headings, aligned lines, one line of progress, and colours where a terminal takes them."""

import os
from dataclasses import dataclass, field
from typing import TextIO

COLOURS = {"recorded": "32", "asked": "33", "review": "36", "held": "35", "ignored": "90", "quarantined": "31"}
_BOLD, _QUIET, _WRONG = "1", "90", "1;31"
_CLEAR_LINE = "\r\x1b[K"


@dataclass
class Voice:
    """Speaks to a terminal or a file, remembers each line without colours, and what did not come out as told."""

    to: TextIO
    colours: bool
    lines: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def is_terminal(self) -> bool:
        """Whether a line can be written over."""
        return self.to.isatty() and os.environ.get("TERM") != "dumb"

    def heading(self, words: str) -> None:
        """A new step."""
        self.line()
        self.line(words, _BOLD)

    def quiet(self, words: str) -> None:
        """Something beside the story."""
        self.line(words, _QUIET)

    def line(self, words: str = "", colour: str = "") -> None:
        """One line, all in one colour."""
        self.parts((words, colour))

    def parts(self, *parts: tuple[str, str]) -> None:
        """One line of several colours."""
        self.lines.append("".join(words for words, _ in parts).rstrip())
        self._write("".join(self._painted(words, colour) for words, colour in parts).rstrip() + "\n")

    def expect(self, came: bool, otherwise: str) -> None:
        """Note what should have come out; when it did not, say so, and the story ends with status 1."""
        if not came:
            self.wrong.append(otherwise)
            self.line(f"  NOT AS TOLD: {otherwise}", _WRONG)

    def progress(self, words: str) -> None:
        """What is going on just now; the next line takes its place. Only a terminal shows it."""
        if self.is_terminal:
            self.to.write(f"{_CLEAR_LINE}{self._painted(words, _QUIET)}")
            self.to.flush()

    def _write(self, text: str) -> None:
        self.to.write(f"{_CLEAR_LINE if self.is_terminal else ''}{text}")
        self.to.flush()

    def _painted(self, words: str, colour: str) -> str:
        return f"\x1b[{colour}m{words}\x1b[0m" if colour and self.colours else words


def voice_for(stream: TextIO) -> Voice:
    """Colours only on a terminal, and never where NO_COLOR is set (no-color.org)."""
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Voice(stream, colours=wanted and stream.isatty())
