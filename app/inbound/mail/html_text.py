"""HTML mail as lines of text, as a reader sees them: quotes marked with `>`, a table row on one line.

Our own small renderer over libxml2's events rather than inscriptis: it keeps the depth of quotation and the
places where mail programs mark a signature, needs no recursion for hostile nesting, lays no table out as
columns of padding, and is some ten times faster.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from app.inbound.mail.html_shown import is_removed, unseen
from app.inbound.mail.line_sink import Cell, Line, Sink, joined_row

SIGNATURE_LINE: Final = "-- "
RULE_LINE: Final = "________________________________"

_HIDDEN: Final = frozenset(
    {"head", "script", "style", "title", "template", "object", "svg", "noscript", "s", "strike", "del"}
)
_BLOCKS: Final = frozenset(
    {"address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset"}
    | {"figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "html", "li", "main", "nav"}
    | {"ol", "p", "pre", "section", "table", "tbody", "thead", "tr", "ul"}
)
_SPACED: Final = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table"})
_VOID: Final = frozenset({"br", "hr", "img", "input", "meta", "link", "base", "col", "wbr", "area", "source"})
_SIGNATURE_MARKS: Final = re.compile(
    r"gmail_signature|moz-signature|outlook-mobile-signature|protonmail_signature_block\b"
    r"|lineBreakAtBeginningOfSignature|composer_signature|x?_?Signature\b|AppleMailSignature"
)
_INDENT_ONLY: Final = re.compile(r"border(-left)?\s*:\s*(none|0)", re.IGNORECASE)
_SPACES: Final = re.compile(r"[ \t\r\n\f]+")
_ENCODING_DECLARED: Final = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_DEEPEST: Final = 9
"""Deeper quotes are marked like this one, so that hostile nesting cannot swell the text."""
_PIECE: Final = 1 << 16
_MOST_EVENTS: Final = 100_000
"""Tags and stretches of text; years of monthly mails in Word's HTML have fewer."""
_DEEPEST_TABLE: Final = 24
"""The cells of tables that are nested deeper are no cells, for each level moves its lines once more."""


def html_to_text(source: str) -> str:
    """The text of an HTML body; `> ` stands before each line for each quote around it.

    Never raises on broken HTML; time is linear in its length, and bounded by the tags it may hold.
    What is not shown is left out.
    """
    if not source.strip():
        return ""
    target = _Target()
    events: Any = target  # the stubs ask for bytes too, which libxml2 gives to Python 2 only
    parser = etree.HTMLParser(target=events, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        whole = _ENCODING_DECLARED.sub("", source)
        for start in range(0, len(whole), _PIECE):
            if target.events > _MOST_EVENTS:
                break
            parser.feed(whole[start : start + _PIECE])
        parser.close()
    except etree.LxmlError:
        pass  # what was read before the break is kept
    return target.text()


@dataclass(slots=True)
class _Target:
    """What libxml2 tells, tag by tag, becomes lines in the innermost sink: the page, or a table's cell."""

    sinks: list[Sink] = field(default_factory=lambda: [Sink()])
    rows: list[list[Cell]] = field(default_factory=list)
    quotes: list[bool] = field(default_factory=list)
    quoted: int = 0
    hidden: list[bool] = field(default_factory=list)
    unseen: list[frozenset[str]] = field(default_factory=list)
    spaced: list[bool] = field(default_factory=list)
    preformatted: int = 0
    events: int = 0
    counters: list[int] = field(default_factory=list)
    cells: list[bool] = field(default_factory=list)
    """For each open cell whether its lines are gathered apart."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.events += 1
        if tag in _VOID:
            self._void(tag)
            return
        hides = tag in _HIDDEN or is_removed(attributes)
        self.hidden.append(hides or self._is_hidden())
        self.unseen.append(unseen(attributes, self.unseen[-1] if self.unseen else frozenset()))
        # Word writes each line as a paragraph of its own, without space between
        self.spaced.append(tag in _SPACED and "MsoNormal" not in attributes.get("class", ""))
        if self._is_hidden():
            return
        if tag in _BLOCKS:
            self._sink().break_line()
        if self.spaced[-1]:
            self._sink().space(self._depth())
        if _SIGNATURE_MARKS.search(f"{attributes.get('class', '')} {attributes.get('id', '')}"):
            self._sink().break_line()
            self._sink().add(Line(self._depth(), SIGNATURE_LINE))
        self._open(tag, attributes)

    def end(self, tag: str) -> None:
        if tag in _VOID or not self.hidden:
            return
        spaced = self.spaced.pop()
        self.unseen.pop()
        if self.hidden.pop():
            return
        if tag in _BLOCKS or tag in ("td", "th"):
            self._sink().break_line()
        self._close(tag)
        if spaced:
            self._sink().wants_space = True

    def data(self, data: str) -> None:
        self.events += 1
        if self._is_hidden() or (self.unseen and self.unseen[-1]):
            return
        if not self.preformatted:
            self._sink().write(_SPACES.sub(" ", data), self._depth())
            return
        first, *rest = data.split("\n")
        self._sink().write(first, self._depth())
        for piece in rest:
            self._sink().end_line(self._depth())
            self._sink().write(piece, self._depth())

    def close(self) -> None:
        """Rows and cells that were never closed still count."""
        while self.rows or len(self.sinks) > 1:
            self._end_cell()
            if self.rows:
                self._end_row()

    def text(self) -> str:
        """All lines so far, with their quote marks."""
        self._sink().break_line()
        return "\n".join(line.marked() for line in self.sinks[0].lines)

    def _is_hidden(self) -> bool:
        return bool(self.hidden) and self.hidden[-1]

    def _sink(self) -> Sink:
        return self.sinks[-1]

    def _depth(self) -> int:
        return min(self.quoted, _DEEPEST)

    def _void(self, tag: str) -> None:
        if self._is_hidden():
            return
        if tag == "br":
            self._sink().end_line(self._depth())
        elif tag == "hr":
            self._sink().break_line()
            self._sink().add(Line(self._depth(), RULE_LINE))

    def _open(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "blockquote":
            self.quotes.append(not _INDENT_ONLY.search(attributes.get("style", "")))
            self.quoted += self.quotes[-1]
        elif tag == "pre":
            self.preformatted += 1
        elif tag in ("ol", "ul"):
            self.counters.append(0 if tag == "ol" else -1)
        elif tag == "li":
            self._number_item()
        elif tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.cells.append(bool(self.rows) and len(self.sinks) <= _DEEPEST_TABLE)
            if self.cells[-1]:
                self.sinks.append(Sink())

    def _close(self, tag: str) -> None:
        if tag == "blockquote" and self.quotes:
            self.quoted -= self.quotes.pop()
        elif tag == "pre":
            self.preformatted -= 1
        elif tag in ("ol", "ul") and self.counters:
            self.counters.pop()
        elif tag in ("td", "th") and self.cells and self.cells.pop():
            self._end_cell()
        elif tag == "tr" and self.rows:
            self._end_row()

    def _number_item(self) -> None:
        if self.counters and self.counters[-1] >= 0:
            self.counters[-1] += 1
            self._sink().write(f"{self.counters[-1]}. ", self._depth())

    def _end_cell(self) -> None:
        if len(self.sinks) > 1 and self.rows:
            cell = self.sinks.pop()
            cell.break_line()
            self.rows[-1].append(cell.lines)

    def _end_row(self) -> None:
        self._sink().break_line()
        for line in joined_row(self.rows.pop()):
            self._sink().add(line)
