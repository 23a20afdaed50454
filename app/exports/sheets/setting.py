"""What all our pages are made ready by: signs that the fonts have, and the code that leads to what we hold."""

from dataclasses import fields, is_dataclass
from io import BytesIO
from typing import Any, Final

import segno

from app.exports.sheets.word_widths import shown_signs

UNSHOWN: Final = "\N{REPLACEMENT CHARACTER}"
_LINE_ENDS: Final = frozenset("\n")


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
    if isinstance(value, list | tuple):
        return [shown(item) for item in value]
    if is_dataclass(value):
        return {field.name: shown(getattr(value, field.name)) for field in fields(value)}
    return value
