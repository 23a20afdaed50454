"""Checks a sealed PDF: first its bytes, trusting none of them; then, once they are known to be ours, what is in it.

Stricter than the standards ask: every byte of the file is either covered by the signature or is the signature, written
the one way that the seal writes it, and nothing stands after the end.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Final

from asn1crypto import x509
from asn1crypto.parser import peek
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm

from app.finding import Fact, Finding, Trouble
from app.language import mark as _
from app.signing.message import BrokenSeal, SignedMessage, digest_of, read_message
from app.signing.trust import trusted

_RANGE: Final = re.compile(rb"/ByteRange \[0 ([1-9][0-9]{0,9}) ([1-9][0-9]{0,9}) ([1-9][0-9]{0,9})\]")
_MADE_AT: Final = re.compile(rb"/M \(D(?::|\\072)([0-9]{14})Z\)")
_HEX: Final = re.compile(rb"[0-9A-F]*")


@dataclass(frozen=True, slots=True)
class SealedPdf:
    """A PDF whose seal holds: who sealed it, when they say they did, and the files inside by their names."""

    message: SignedMessage
    sealed_at: datetime
    attached: Mapping[str, bytes]


def check_sealed_pdf(
    data: bytes, roots: Sequence[x509.Certificate], time_roots: Sequence[x509.Certificate] = ()
) -> SealedPdf:
    """What is in a sealed PDF; a time stamp in its seal is held against `time_roots`, if any.

    Raises:
        BrokenSeal: when any byte of it is not as it was sealed, or its signer is not vouched for by the roots.

    """
    start, end = _signature_place(data)
    message = read_message(_without_filling(_signature(data, start, end)))
    covered = digest_of(data[:start], data[end:])
    if message.digest != covered:
        raise _broken(
            _(
                "seal: the document was changed after it was sealed: the SHA-256 of bytes 0 to %(start)s and %(end)s "
                "to %(last)s is %(found)s, the seal is over %(sealed)s"
            ),
            start=start - 1,
            end=end,
            last=len(data) - 1,
            found=covered.hex(),
            sealed=message.digest.hex(),
        )
    sealed_at = _sealed_at(data[:start][-4096:] + data[end:])
    return SealedPdf(trusted(message, roots, time_roots, sealed_at), sealed_at, _attached(data))


def _signature_place(data: bytes) -> tuple[int, int]:
    found = list(_RANGE.finditer(data))
    if not found:
        raise _broken(_("seal: the PDF carries none, or the words that say what it covers (/ByteRange) were changed"))
    start, end, rest = (int(number) for number in found[-1].groups())
    at = found[-1].start()
    if not start < end < len(data) or data[start : start + 1] != b"<" or data[end - 1 : end] != b">":
        raise _broken(
            _("seal: what it says it covers (byte %(byte)s) does not end and begin at the signature"), byte=at
        )
    if end + rest > len(data):
        raise _broken(
            _(
                "seal: it covers %(covered)s bytes, the file has %(size)s: its end was cut off, or what says so, at "
                "byte %(byte)s, was changed"
            ),
            covered=end + rest,
            size=len(data),
            byte=at,
        )
    if end + rest < len(data):
        added = _("seal: the file goes on at byte %(byte)s, after the end of what was sealed")
        raise BrokenSeal(Finding.of(Trouble.ADDED, added, byte=end + rest))
    return start, end


def _signature(data: bytes, start: int, end: int) -> bytes:
    digits = data[start + 1 : end - 1]
    wrong = _HEX.match(digits)
    assert wrong is not None
    if wrong.end() != len(digits) or len(digits) % 2:
        raise _broken(
            _("seal: byte %(byte)s, in the signature, is no upper-case hexadecimal digit"),
            byte=start + 1 + wrong.end(),
        )
    return bytes.fromhex(digits.decode("ascii"))


def _without_filling(place: bytes) -> bytes:
    """The message at the beginning of its place; what follows must be zeros, and only a time stamp leaves any."""
    try:
        length = peek(place)
    except ValueError:
        return place  # said better where the message is read
    if any(place[length:]):
        raise _broken(_("seal: something stands after the signature, in the place that is filled with zeros"))
    return place[:length]


def _sealed_at(around: bytes) -> datetime:
    found = _MADE_AT.search(around)
    try:
        return datetime.strptime(found[1].decode("ascii") if found else "", "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError as error:
        raise _broken(_("seal: it does not say when it was made")) from error


def _broken(words: str, **facts: Fact) -> BrokenSeal:
    return BrokenSeal(Finding(Trouble.CHANGED, words, facts))


def _attached(data: bytes) -> Mapping[str, bytes]:
    # From here on the bytes are those that the holder of the key wrote.
    reader = PdfFileReader(BytesIO(data))
    (signature,) = reader.embedded_signatures
    if signature.docmdp_level != MDPPerm.NO_CHANGES:
        raise _broken(_("seal: it lets the document be changed"))
    names = reader.root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", [])
    files = {}
    for at in range(0, len(names), 2):
        files[str(names[at])] = names[at + 1]["/EF"]["/F"].data
    return files
