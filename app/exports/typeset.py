"""The pages of an hour log: PDF/A-3a and PDF/UA-1, our own fonts, the same bytes from the same log."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from io import BytesIO
from typing import Any, Final

import segno

from app.exports.page_setter import pages_of
from app.exports.sheet import Sheet
from app.exports.sheet_seal import RECORD
from app.exports.word_widths import shown_signs, too_wide

_UNSHOWN: Final = "\N{REPLACEMENT CHARACTER}"
_LINE_ENDS: Final = frozenset("\n")
_SIZE: Final = 9.0  # points, as the template sets its tables
_ROOMS: Final = {"partners": 58.0, "topics": 86.0, "words": 86.0, "note": 86.0, "answer": 76.0, "recorded": 59.0}
"""The room for a word in each part of a session's row, in points, on the narrower paper."""
_CPD_ROOMS: Final = {"why": 250.0}
_ANNEX_ROOMS: Final = {"says": 80.0, "stands_on": 200.0, "words": 110.0}


def pdf_pages(words: Sheet, record: bytes) -> bytes:
    """The PDF of these words with the log's record attached, not sealed yet."""
    shown = _shown(words)
    told = {key: value for key, value in shown.items() if key != "proof"}
    for rows, rooms in _tables(shown):
        rows[:] = [{**row, "tight": _tight(row, rooms)} for row in rows]
    shown["unshown"] = words.proof.unshown if _UNSHOWN in json.dumps(told, ensure_ascii=False) else ""
    return pages_of(
        {
            "sheet": json.dumps(shown, ensure_ascii=False),
            "record": record.decode("utf-8"),
            "record-name": RECORD,
            "code": _code(words.proof.check_url),
        }
    )


def _tables(shown: Mapping[str, Any]) -> Iterator[tuple[list[Any], Mapping[str, float]]]:
    """The rows of each table with the rooms of their parts."""
    yield from ((table["rows"], _ROOMS) for table in shown["tables"])
    yield from ((part["rows"], _CPD_ROOMS) for part in shown["cpd"]["parts"])
    yield shown["annex"]["rows"], _ANNEX_ROOMS


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
    if isinstance(value, list | tuple):
        return [_shown(item) for item in value]
    if is_dataclass(value):
        return {field.name: _shown(getattr(value, field.name)) for field in fields(value)}
    return value
