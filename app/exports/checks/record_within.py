"""What can still be said of the record inside a PDF whose seal is broken: it narrows down what was changed."""

import re
import zlib
from collections.abc import Iterator
from typing import Final

from app.exports.checks.paper_file import is_paper, paper_faults
from app.exports.checks.proof import faults
from app.exports.log.log_file import MOST_BYTES, DamagedLog, NotAnHourLog, open_log
from app.finding import Finding, Trouble
from app.language import mark as _
from app.signing.message import BrokenSeal, Untrusted

_STREAM: Final = re.compile(rb"stream\r?\n")
_BEGINS: Final = re.compile(rb'\s*\{\s*"')
_MOST: Final = 8  # whoever puts more into a PDF learns of the first


def record_remarks(data: bytes, broken: BrokenSeal) -> list[Finding]:
    """What the record inside says of itself.

    Where no byte was changed and only the signer is not trusted, there is nothing to narrow down.
    """
    changed = not isinstance(broken, Untrusted)
    records = list(_records_within(data))
    if not records:
        lost = _("record: the record inside the PDF can no longer be found or unpacked")
        return [Finding(Trouble.CHANGED, lost)] if changed else []
    found = [fault.within(_("record inside")) for record in records for fault in _own_faults(record)]
    if len(records) > 1:
        words = _("record: %(number)s different records are inside; there should be one")
        found.append(Finding.of(Trouble.ADDED, words, number=len(records)))
    if found or not changed:
        return found
    words = _(
        "record: the record inside agrees with itself; what was changed are the pages, the seal or the file around them"
    )
    return [Finding(Trouble.CHANGED, words)]


def _own_faults(record: bytes) -> list[Finding]:
    if is_paper(record):
        return list(paper_faults(record))
    try:
        opened = open_log(record)
    except (DamagedLog, NotAnHourLog) as error:
        return [error.finding]
    return [*opened.faults, *faults(opened.log)]


def _records_within(data: bytes) -> Iterator[bytes]:
    """All that is packed and begins as a record does, each once: the file cannot be trusted to say where things are."""
    view, seen = memoryview(data), set[bytes]()
    for place in _STREAM.finditer(data):
        try:
            content = zlib.decompressobj().decompress(view[place.end() :], MOST_BYTES)
        except zlib.error:
            continue
        if _BEGINS.match(content) and content not in seen and len(seen) < _MOST:
            seen.add(content)
            yield content
