"""Sets the pages of an hour log: the same bytes from the same log."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from app.exports.schema import HourLog
from app.exports.setting import UNSHOWN, drawn_code, set_pages, shown
from app.exports.sheet import Sheet
from app.exports.sheet_seal import RECORD
from app.exports.word_widths import too_wide

_TEMPLATE: Final = Path(__file__).parent / "hour_log.typ"
_SIZE: Final = 9.0  # points, as the template sets its tables
_ROOMS: Final = {"partners": 58.0, "topics": 86.0, "words": 86.0, "note": 86.0, "answer": 76.0, "recorded": 59.0}
"""The room for a word in each part of a session's row, in points, on the narrower paper."""
_ANNEX_ROOMS: Final = {"says": 80.0, "stands_on": 200.0, "words": 110.0}


def pdf_pages(log: HourLog, words: Sheet) -> bytes:
    """The PDF of these words with the log's record attached, not sealed yet."""
    told = shown(asdict(words))
    pages = {key: value for key, value in told.items() if key != "proof"}
    for table in told["tables"]:
        table["rows"] = [{**row, "tight": _tight(row, _ROOMS)} for row in table["rows"]]
    told["annex"]["rows"] = [{**row, "tight": _tight(row, _ANNEX_ROOMS)} for row in told["annex"]["rows"]]
    told["unshown"] = words.proof.unshown if UNSHOWN in json.dumps(pages, ensure_ascii=False) else ""
    return set_pages(
        _TEMPLATE,
        {
            "sheet": json.dumps(told, ensure_ascii=False),
            "record": log.file_bytes().decode("utf-8"),
            "record-name": RECORD,
            "code": drawn_code(words.proof.check_url),
        },
    )


def _tight(row: Mapping[str, Any], rooms: Mapping[str, float]) -> list[str]:
    """The parts of a row with a word that may be too wide for its column."""
    return [
        part
        for part, room in rooms.items()
        if any(too_wide(text, _SIZE, room) for text in ([row[part]] if isinstance(row[part], str) else row[part]))
    ]
