"""The pages of an hour log: PDF/A-3a and PDF/UA-1, our own fonts, the same bytes from the same log."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from app.exports.sheets.page_setter import pages_of
from app.exports.sheets.setting import UNSHOWN, drawn_code, shown
from app.exports.sheets.sheet import Sheet
from app.exports.sheets.sheet_seal import RECORD
from app.exports.sheets.word_widths import too_wide

_SIZE: Final = 9.0  # points, as the template sets its tables
_ROOMS: Final = {
    "mode": 46.0,
    "partners": 58.0,
    "topics": 86.0,
    "words": 86.0,
    "note": 86.0,
    "answer": 76.0,
    "recorded": 59.0,
}
"""The room for a word in each part of a session's row, in points, on the narrower paper."""
_CPD_ROOMS: Final = {"why": 250.0}
_ANNEX_ROOMS: Final = {"says": 80.0, "stands_on": 200.0, "words": 110.0}


def pdf_pages(words: Sheet, record: bytes) -> bytes:
    """The PDF of these words with the log's record attached, not sealed yet."""
    told = shown(words)
    pages = {key: value for key, value in told.items() if key != "proof"}
    for rows, rooms in _tables(told):
        rows[:] = [{**row, "tight": _tight(row, rooms)} for row in rows]
    told["unshown"] = words.proof.unshown if UNSHOWN in json.dumps(pages, ensure_ascii=False) else ""
    return pages_of(
        {
            "sheet": json.dumps(told, ensure_ascii=False),
            "record": record.decode("utf-8"),
            "record-name": RECORD,
            "code": drawn_code(words.proof.check_url),
        }
    )


def _tables(told: Mapping[str, Any]) -> Iterator[tuple[list[Any], Mapping[str, float]]]:
    """The rows of each table with the rooms of their parts."""
    yield from ((table["rows"], _ROOMS) for table in told["tables"])
    yield from ((part["rows"], _CPD_ROOMS) for part in told["cpd"]["parts"])
    yield told["annex"]["rows"], _ANNEX_ROOMS


def _tight(row: Mapping[str, Any], rooms: Mapping[str, float]) -> list[str]:
    """The parts of a row with a word that may be too wide for its column."""
    return [
        part
        for part, room in rooms.items()
        if any(too_wide(text, _SIZE, room) for text in ([row[part]] if isinstance(row[part], str) else row[part]))
    ]
