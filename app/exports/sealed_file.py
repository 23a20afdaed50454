"""Opens what was sealed: the record inside a PDF, or a file with its seal beside it, and says whose seal it is."""

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from asn1crypto import x509

from app.exports.log_file import MOST_BYTES, DamagedLog, NotAnHourLog, open_log
from app.exports.proof import faults
from app.exports.sheet_seal import RECORD
from app.signing.detached import check_detached
from app.signing.message import BrokenSeal, SignedMessage, Untrusted
from app.signing.pdf_check import check_sealed_pdf
from app.signing.stamp import Stamp

_STREAM: Final = re.compile(rb"stream\r?\n")
_HEADER_WITHIN: Final = 1024  # where readers look for the header of a PDF
_RECORD_BEGINS: Final = b'{"chain":'


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a whole seal covers, and a sentence on who made it and when."""

    content: bytes
    seal: str


def is_pdf(data: bytes) -> bool:
    """Whether the bytes are a PDF, or were one until somebody changed its beginning."""
    if data.startswith(b"{"):
        return data[1:5] == b"PDF-"
    return b"PDF-" in data[:_HEADER_WITHIN] or (data.startswith(b"%") and b"/ByteRange" in data)


def open_pdf(data: bytes, roots: Sequence[x509.Certificate], time_roots: Sequence[x509.Certificate] = ()) -> Sealed:
    """The record inside a sealed PDF; a time stamp in its seal is held against `time_roots`, if any.

    Raises:
        BrokenSeal: when any byte is not as it was sealed, or the seal is none that the roots vouch for.
        NotAnHourLog: when a sealed PDF holds no record.

    """
    opened = check_sealed_pdf(data, roots, time_roots)
    if RECORD not in opened.attached:
        raise NotAnHourLog(f"a sealed PDF without {RECORD} inside: not an hour log of Mentorpost")
    return Sealed(opened.attached[RECORD], seal_sentence(opened.message, opened.sealed_at))


def open_with_seal(
    data: bytes, der: bytes, roots: Sequence[x509.Certificate], time_roots: Sequence[x509.Certificate] = ()
) -> Sealed:
    """A file whose seal lies beside it; a time stamp in the seal is held against `time_roots`, if any.

    Raises:
        BrokenSeal: when file or seal were changed, or the seal is none that the roots vouch for.

    """
    message = check_detached(data, der, roots, time_roots)
    assert message.signed_at is not None
    return Sealed(data, seal_sentence(message, message.signed_at))


def record_remarks(data: bytes, broken: BrokenSeal) -> list[str]:
    """What can still be said of the record inside a PDF whose seal is broken: it narrows down what was changed.

    Where no byte was changed and only the signer is not trusted, there is nothing to narrow down.
    """
    changed = not isinstance(broken, Untrusted)
    record = _record_within(data)
    if record is None:
        return ["record: the record inside the PDF can no longer be found or unpacked"] if changed else []
    try:
        opened = open_log(record)
        found = [*opened.faults, *faults(opened.log)]
    except (DamagedLog, NotAnHourLog) as error:
        found = [str(error)]
    if found:
        return [f"record inside: {fault}" for fault in found]
    if not changed:
        return []
    return [
        "record: the record inside agrees with itself; what was changed are the pages, the seal or the file around them"
    ]


def _record_within(data: bytes) -> bytes | None:
    # The file cannot be trusted to say where things are: look at everything that is packed.
    view = memoryview(data)
    for found in _STREAM.finditer(data):
        try:
            content = zlib.decompressobj().decompress(view[found.end() :], MOST_BYTES)
        except zlib.error:
            continue
        if content.startswith(_RECORD_BEGINS):
            return content
    return None


def seal_sentence(message: SignedMessage, at: datetime) -> str:
    """Who made a seal that holds, and when."""
    who, until = message.signer.subject.human_friendly, message.signer.not_valid_after
    sealed = f"sealed {at:%Y-%m-%dT%H:%M:%SZ} by {who}; its certificate is valid until {until:%Y-%m-%d}"
    return f"{sealed}; {stamp_sentence(message.stamp)}" if message.stamp else sealed


def stamp_sentence(stamp: Stamp) -> str:
    """When a time stamp was made, by whom, and whether anybody vouches for that."""
    vouched = "" if stamp.trusted else " (held against no root: give its authority's with --tsa-ca)"
    return f"time stamp {stamp.at:%Y-%m-%dT%H:%M:%SZ} by {stamp.by}{vouched}"
