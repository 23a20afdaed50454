"""Sets pages by typst: PDF/A-3a and PDF/UA-1, our own fonts, the same bytes from the same words."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import segno
import typst

from app.exports.word_widths import shown_signs

UNSHOWN: Final = "\N{REPLACEMENT CHARACTER}"
_FONTS: Final = Path(__file__).parent / "fonts"
_LINE_ENDS: Final = frozenset("\n")


def set_pages(template: Path, inputs: Mapping[str, str]) -> bytes:
    """The PDF of a template, not sealed yet; it reads nothing but its own folder."""
    pdf = typst.compile(
        template,
        root=template.parent,
        font_paths=[_FONTS],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["a-3a", "ua-1"],
        sys_inputs=dict(inputs),
    )
    assert isinstance(pdf, bytes)
    return pdf


def drawn_code(url: str) -> str:
    """A QR code that leads to an address, as SVG."""
    drawn = BytesIO()
    segno.make(url, error="m", micro=False).save(drawn, kind="svg", border=0, xmldecl=False)
    return drawn.getvalue().decode("utf-8")


def shown(value: Any) -> Any:
    """The value with every sign that the fonts lack replaced: a name in another script must not stop the paper."""
    if isinstance(value, str):
        lacking = set(value) - shown_signs() - _LINE_ENDS
        return value.translate(dict.fromkeys(map(ord, lacking), UNSHOWN)) if lacking else value
    if isinstance(value, dict):
        return {key: shown(item) for key, item in value.items()}
    return [shown(item) for item in value] if isinstance(value, list | tuple) else value
