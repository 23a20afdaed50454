"""Sets the pages of an hour log by typst: PDF/A-3a and PDF/UA-1, our own fonts, the same bytes from the same log."""

import json
from dataclasses import asdict
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import segno
import typst
from fontTools.ttLib import TTFont

from app.exports.schema import HourLog
from app.exports.sheet import Sheet
from app.exports.sheet_seal import RECORD

_HERE: Final = Path(__file__).parent
_TEMPLATE: Final = _HERE / "hour_log.typ"
_FONTS: Final = _HERE / "fonts"
_WIDEST: Final = _FONTS / "SourceSansPro-Regular.otf"
_UNSHOWN: Final = "\N{REPLACEMENT CHARACTER}"
_LINE_ENDS: Final = frozenset("\n")


def pdf_pages(log: HourLog, words: Sheet) -> bytes:
    """The PDF of these words with the log's record attached, not sealed yet."""
    shown = _shown(asdict(words))
    told = {key: value for key, value in shown.items() if key != "proof"}
    shown["unshown"] = words.proof.unshown if _UNSHOWN in json.dumps(told, ensure_ascii=False) else ""
    pdf = typst.compile(
        _TEMPLATE,
        root=_HERE,
        font_paths=[_FONTS],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["a-3a", "ua-1"],
        sys_inputs={
            "sheet": json.dumps(shown, ensure_ascii=False),
            "record": log.file_bytes().decode("utf-8"),
            "record-name": RECORD,
            "code": _code(words.proof.check_url),
        },
    )
    assert isinstance(pdf, bytes)
    return pdf


def _code(url: str) -> str:
    drawn = BytesIO()
    segno.make(url, error="m", micro=False).save(drawn, kind="svg", border=0, xmldecl=False)
    return drawn.getvalue().decode("utf-8")


def _shown(value: Any) -> Any:
    """The value with every sign that the fonts lack replaced: a name in another script must not stop the log."""
    if isinstance(value, str):
        return "".join(sign if ord(sign) in _signs() or sign in _LINE_ENDS else _UNSHOWN for sign in value)
    if isinstance(value, dict):
        return {key: _shown(item) for key, item in value.items()}
    return [_shown(item) for item in value] if isinstance(value, list | tuple) else value


@cache
def _signs() -> frozenset[int]:
    with TTFont(_WIDEST, lazy=True) as font:
        return frozenset(font.getBestCmap())
