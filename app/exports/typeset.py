"""Sets the pages of an hour log by typst: PDF/A-3a and PDF/UA-1, our own fonts, the same bytes from the same log."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import segno
import typst

from app.exports.schema import HourLog
from app.exports.sheet import Sheet
from app.exports.sheet_seal import RECORD
from app.exports.word_widths import shown_signs, too_wide

_HERE: Final = Path(__file__).parent
_TEMPLATE: Final = _HERE / "hour_log.typ"
_FONTS: Final = _HERE / "fonts"
_UNSHOWN: Final = "\N{REPLACEMENT CHARACTER}"
_LINE_ENDS: Final = frozenset("\n")
_SIZE: Final = 9.0  # points, as the template sets its tables
_ROOMS: Final = {"partners": 58.0, "topics": 86.0, "words": 86.0, "note": 86.0, "answer": 76.0, "recorded": 59.0}
"""The room for a word in each part of a session's row, in points, on the narrower paper."""
_ANNEX_ROOMS: Final = {"says": 80.0, "stands_on": 200.0, "words": 110.0}


def pdf_pages(log: HourLog, words: Sheet) -> bytes:
    """The PDF of these words with the log's record attached, not sealed yet."""
    shown = _shown(asdict(words))
    told = {key: value for key, value in shown.items() if key != "proof"}
    for table in shown["tables"]:
        table["rows"] = [{**row, "tight": _tight(row, _ROOMS)} for row in table["rows"]]
    shown["annex"]["rows"] = [{**row, "tight": _tight(row, _ANNEX_ROOMS)} for row in shown["annex"]["rows"]]
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


def _tight(row: Mapping[str, Any], rooms: Mapping[str, float]) -> list[str]:
    """The parts of a row with a word that may be too wide for its column."""
    return [
        part
        for part, room in rooms.items()
        if any(too_wide(text, _SIZE, room) for text in ([row[part]] if isinstance(row[part], str) else row[part]))
    ]


def _code(url: str) -> str:
    drawn = BytesIO()
    segno.make(url, error="m", micro=False).save(drawn, kind="svg", border=0, xmldecl=False)
    return drawn.getvalue().decode("utf-8")


def _shown(value: Any) -> Any:
    """The value with every sign that the fonts lack replaced: a name in another script must not stop the log."""
    if isinstance(value, str):
        lacking = set(value) - shown_signs() - _LINE_ENDS
        return value.translate(dict.fromkeys(map(ord, lacking), _UNSHOWN)) if lacking else value
    if isinstance(value, dict):
        return {key: _shown(item) for key, item in value.items()}
    return [_shown(item) for item in value] if isinstance(value, list | tuple) else value
