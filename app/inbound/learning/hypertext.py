"""An HTML body in disguise: its text replaced, its tags as they came, and in them nothing that could tell. Pure.

Names are found across tags (`Ka<b>te</b>`), so that what a reader sees is what is looked at.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import Final

from app.inbound.learning.named import Edit

_LEFT_OUT: Final = frozenset({"script", "style", "title", "template", "object", "svg", "noscript"})
_GONE: Final = frozenset({"img", "meta", "link", "base", "area", "source", "input", "wbr", "o:p"})
_INLINE: Final = frozenset(
    {"a", "abbr", "b", "big", "code", "del", "em", "font", "i", "ins", "mark", "q", "s", "small", "span", "strike"}
    | {"strong", "sub", "sup", "tt", "u", "wbr", "o:p"}
)
_KEPT: Final = ("class", "id", "style", "type", "dir", "colspan", "rowspan", "color", "border")
"""What html_to_text and mail programs go by; links, pictures and remarks are not among them."""
_MARK: Final = re.compile(
    r"gmail_(?:quote|signature|attr|default|extra)|moz-(?:cite-prefix|signature|forward-container)"
    r"|outlook-mobile-signature|protonmail_(?:quote|signature_block)|MsoNormal|yahoo_quoted|AppleMailSignature"
    r"|lineBreakAtBeginningOfSignature|composer_signature|x?_?Signature\b|x?_?divRplyFwdMsg|appendonsend"
)
"""How mail programs mark what they add; any other class or id could be anything."""
_STYLE: Final = re.compile(r"(?:display|mso-hide|border|border-left|color|white-space)\s*:\s*[#\w .(),%-]{1,60}")
_PLAIN_VALUE: Final = re.compile(r"[#\w%-]{1,20}")
_CONDITION: Final = re.compile(r"<!\[[^>]{0,400}>")
_SPACES: Final = re.compile(r"[\t\r\n\f]")


@dataclass(slots=True)
class _Piece:
    """A tag as it may leave, or a text and where it stands in the whole."""

    tag: str = ""
    text: str = ""
    start: int = -1


@dataclass
class _Body(HTMLParser):
    """The pieces of a body in order, and all its text as one."""

    pieces: list[_Piece] = field(default_factory=list)
    whole: list[str] = field(default_factory=list)
    length: int = 0
    hidden: int = 0
    preformatted: int = 0

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in _LEFT_OUT
        self.preformatted += tag == "pre"
        self._part(tag)
        if not self.hidden and tag not in _GONE:
            self.pieces.append(_Piece(tag=f"<{_name(tag)}{_attributes(attrs)}>"))

    def handle_endtag(self, tag: str) -> None:
        self._part(tag)
        if not self.hidden and tag not in _GONE:
            self.pieces.append(_Piece(tag=f"</{_name(tag)}>"))
        self.hidden -= tag in _LEFT_OUT and self.hidden > 0
        self.preformatted -= tag == "pre" and self.preformatted > 0

    def handle_data(self, data: str) -> None:
        if self.hidden:
            return
        text = data if self.preformatted else _SPACES.sub(" ", data)
        self.pieces.append(_Piece(text=text, start=self.length))
        self._add(text)

    def _part(self, tag: str) -> None:
        """What a tag parts stands on lines of its own."""
        if tag not in _INLINE:
            self._add("\n")

    def _add(self, text: str) -> None:
        self.whole.append(text)
        self.length += len(text)


def hypertext_words(source: str) -> str:
    """The text of an HTML body for looking names up in: in the order of the source, blocks on lines of their own."""
    return "".join(_body(source).whole)


def disguised_hypertext(source: str, edits: Callable[[str], Sequence[Edit]]) -> str:
    """The body with the edits that its text asks for."""
    body = _body(source)
    changes = edits("".join(body.whole))
    ends = [edit.end for edit in changes]
    return "".join(piece.tag or escape(_edited(piece, changes, ends), quote=False) for piece in body.pieces)


def _body(source: str) -> _Body:
    body = _Body()
    body.feed(
        _CONDITION.sub("", _without_remarks(source))
    )  # remarks, and Word's conditions, on which the standard library stumbles
    body.close()
    return body


def _without_remarks(source: str) -> str:
    """The body without what stands between `<!--` and `-->`; one that does not end hides the rest."""
    out, last = [], 0
    while (start := source.find("<!--", last)) >= 0:
        out.append(source[last:start])
        end = source.find("-->", start + 4)
        last = end + 3 if end >= 0 else len(source)
    return "".join([*out, source[last:]])


def _edited(piece: _Piece, changes: Sequence[Edit], ends: Sequence[int]) -> str:
    """A piece's own text with its part of the edits: a stand-in is written where the original began."""
    out, last, end = [], piece.start, piece.start + len(piece.text)
    for at in range(bisect_right(ends, piece.start), len(changes)):
        edit = changes[at]
        if edit.start >= end:
            break
        out.append(piece.text[last - piece.start : max(edit.start, piece.start) - piece.start])
        out.append(edit.text if edit.start >= piece.start else "")
        last = min(edit.end, end)
    return "".join([*out, piece.text[last - piece.start :]])


def _name(tag: str) -> str:
    return re.sub(r"[^\w:-]", "", tag)


def _attributes(attrs: Sequence[tuple[str, str | None]]) -> str:
    found = [(name, _value(name, value or "")) for name, value in attrs if name in _KEPT]
    return "".join(f' {name}="{escape(value)}"' for name, value in found if value)


def _value(name: str, value: str) -> str:
    if name == "style":
        return "; ".join(_STYLE.findall(value))
    if name in {"class", "id"}:
        return " ".join(_MARK.findall(value))
    return value if _PLAIN_VALUE.fullmatch(value) else ""
