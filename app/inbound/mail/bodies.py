"""What a mail says, as text: the plain and the HTML body, chosen among its parts and decoded without complaint."""

import codecs
import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from email.message import Message as MimePart
from typing import Final

from app.inbound.mail.transfer import decoded
from app.inbound.mail.wrapped import is_smime, signed_content, without_pgp

_HOPELESS_CODECS: Final = frozenset({"punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined"})
_NO_CHARSET: Final = frozenset({"", "us-ascii", "ascii", "ansi_x3.4-1968", "unknown-8bit", "x-unknown", "default"})
_LATIN: Final = frozenset({"iso-8859-1", "latin1", "latin-1", "iso8859-1", "iso_8859-1"})
_LONE_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_BOUNDARY_START: Final = re.compile(r"\s*--\S{8,}[^\n]*\n(?:[\w-]+:[^\n]*\n)+\n")


@dataclass(frozen=True, slots=True)
class Bodies:
    """The texts of a mail. `None`: it has none of that sort. Lines end with a line feed."""

    text: str | None = None
    html: str | None = None
    charset_defects: tuple[str, ...] = ()

    @property
    def has_words(self) -> bool:
        """Whether there is a text of either sort, be it empty."""
        return self.text is not None or self.html is not None


def choose_bodies(part: MimePart) -> Bodies:
    """The body of a mail: never an attachment, never the mail attached to it.

    Sibling text parts of a mixed mail are one body in their order (some clients split it around a picture);
    of alternatives, plain and HTML are both kept; of related or signed parts the first counts. A text with a file name
    that is not called an attachment (`ATT00001.txt`, as gateways write) is the body where there is no other, and so is
    a mail that is one text, whatever it calls itself.
    """
    found = _chosen(part, _is_attachment)
    if not found.has_words:
        found = _chosen(part, _is_put_aside)
    return found if found.has_words or part.is_multipart() else _chosen(part, lambda _: False)


def _chosen(part: MimePart, is_attached: Callable[[MimePart], bool]) -> Bodies:
    kind = part.get_content_type()
    if is_smime(part):
        inside = signed_content(part)
        return _chosen(inside, is_attached) if inside else Bodies()
    if is_attached(part) or kind.startswith("message/"):
        return Bodies()
    if part.is_multipart():
        return _choose_among(kind, [_chosen(child, is_attached) for child in children(part)])
    if kind in ("text/plain", "text/html") or kind.startswith("multipart/"):
        return _single(part, kind)
    return Bodies()


def attachment_names(part: MimePart) -> tuple[str, ...]:
    """The file names of the parts, as they were sent: hostile until proved otherwise, never a path."""
    return tuple(name for inner in part.walk() if (name := _filename(inner)))


def decode_bytes(payload: bytes, charset: str) -> tuple[str, str | None]:
    """The text of some bytes, and a remark where the declared character set did not serve.

    Never raises: the declared set, then UTF-8, then Windows-1252 with U+FFFD for what remains.
    """
    declared = charset.strip().strip("'\"").lower()
    if declared in _LATIN:
        declared = "windows-1252"  # what mail programs mean by it, as the WHATWG encoding standard says
    for name in ([] if declared in _NO_CHARSET else [declared]) + ["utf-8"]:
        text = _strict(payload, name)
        if text is not None:
            served = name == declared or declared in _NO_CHARSET
            return text, None if served else f"charset {charset!r} failed, read as {name}"
    return payload.decode("windows-1252", "replace"), f"charset {charset!r} failed, read as windows-1252"


def unflow(text: str, *, delete_space: bool) -> str:
    """Joins the soft line breaks of format=flowed text (RFC 3676), each quote depth on its own."""
    out: list[str] = []
    open_depth: int | None = None
    for line in text.split("\n"):
        depth, content = _flowed_line(line)
        signature = content == "-- "
        if open_depth == depth and not signature:
            out[-1] += content
        else:
            out.append(">" * depth + (" " if depth else "") + content)
        soft = content.endswith(" ") and not signature
        if soft and delete_space:
            out[-1] = out[-1][:-1]
        open_depth = depth if soft else None
    return "\n".join(out)


def _strict(payload: bytes, charset: str) -> str | None:
    try:
        if codecs.lookup(charset).name in _HOPELESS_CODECS:
            return None
        text = payload.decode(charset)
    except (LookupError, ValueError):
        return None
    return None if _LONE_SURROGATES.search(text) else text


def _flowed_line(line: str) -> tuple[int, str]:
    content = line.lstrip(">")
    depth = len(line) - len(content)
    # RFC 3676, 4.4: one space after the marks, or in front of an unquoted line, is stuffing
    return depth, content.removeprefix(" ")


def children(part: MimePart) -> Sequence[MimePart]:
    """The parts right inside a part."""
    payload = part.get_payload()
    return [child for child in payload if isinstance(child, MimePart)] if isinstance(payload, list) else []


def _choose_among(kind: str, bodies: Sequence[Bodies]) -> Bodies:
    if kind == "multipart/alternative":
        return _of_alternatives(bodies)
    if kind in ("multipart/related", "multipart/signed", "multipart/report"):
        return next((body for body in bodies if body.has_words), Bodies())
    return _joined(bodies)


def _of_alternatives(bodies: Sequence[Bodies]) -> Bodies:
    """One text and one HTML. RFC 2046, 5.1.4: the last alternative is the richest, the first the plainest."""
    return Bodies(
        text=next((body.text for body in bodies if body.text is not None), None),
        html=next((body.html for body in reversed(bodies) if body.html is not None), None),
        charset_defects=tuple(defect for body in bodies for defect in body.charset_defects),
    )


def _joined(bodies: Sequence[Bodies]) -> Bodies:
    """Several bodies one after the other; where one has only text, its HTML is that text, and the reverse."""
    told = [body for body in bodies if body.has_words]
    whole = told[0] if told else Bodies()
    for body in told[1:]:
        whole = Bodies(
            text=_glue(whole.text, body.text) if whole.text is not None and body.text is not None else None,
            html=_glue(_as_html(whole), _as_html(body)) if whole.html or body.html else None,
            charset_defects=whole.charset_defects + body.charset_defects,
        )
    return whole


def _glue(first: str | None, second: str | None) -> str:
    return f"{first or ''}\n{second or ''}"


def _as_html(body: Bodies) -> str:
    return body.html if body.html is not None else f"<pre>{html.escape(body.text or '')}</pre>"


def _single(part: MimePart, kind: str) -> Bodies:
    payload = decoded(part)
    if payload is None:
        return Bodies()
    text, defect = decode_bytes(payload, str(part.get_param("charset", "") or ""))
    text = without_pgp(text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", ""))
    if kind == "text/html":
        found = Bodies(html=text)
    elif str(part.get_param("format", "")).lower() == "flowed":
        found = Bodies(text=unflow(text, delete_space=str(part.get_param("delsp", "")).lower() == "yes"))
    else:
        # a multipart whose boundary is broken arrives here as one text: its first part's headers are not words
        found = Bodies(text=text if kind == "text/plain" else _BOUNDARY_START.sub("", text, count=1))
    return replace(found, charset_defects=(defect,) if defect else ())


def _is_attachment(part: MimePart) -> bool:
    return part.get_content_disposition() == "attachment" or (not part.is_multipart() and bool(_filename(part)))


def _is_put_aside(part: MimePart) -> bool:
    return part.get_content_disposition() == "attachment"


def _filename(part: MimePart) -> str:
    try:
        return part.get_filename() or ""
    except (LookupError, ValueError, TypeError):  # hostile RFC 2231 parameters
        return "unnamed"
