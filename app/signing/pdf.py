"""Seals a PDF: PAdES baseline B, or T with a time stamp, certified so that no change is allowed.

ISO 32000-1, 12.8; ETSI EN 319 142-1.
"""

import asyncio
from datetime import datetime
from io import BytesIO
from typing import Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import SignatureObject
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1

from app.signing.keystore import Seal
from app.signing.message import DIGEST, digest_of, read_message, stamped

FIELD: Final = "Seal"
_STAMP_SLACK: Final = 64
"""Stamps of one authority differ by a few bytes: serial numbers, fractions of a second, signatures by curves."""


class _Appending(IncrementalPdfFileWriter):
    """Adds the seal and leaves the metadata as they are: a new date in them would be that of this machine's clock.

    The second part of the document's id, which tells this version from the first (ISO 32000-1, 14.4), follows from
    the first: the same pages sealed at the same moment are the same bytes.
    """

    @classmethod
    def _handle_id(cls, prev: PdfFileReader) -> generic.ArrayObject:
        first, _second = super()._handle_id(prev)  # type: ignore[no-untyped-call]
        again = generic.ByteStringObject(digest_of(b"mentorpost/sealed\0", first.original_bytes)[:16])
        return generic.ArrayObject([first, again])

    def _update_meta(self) -> None:
        pass


def sealed_pdf(seal: Seal, pdf: bytes, *, reason: str, at: datetime) -> bytes:
    """The PDF with the seal appended; `reason` says in words what it means, `at` is a moment in UTC.

    The place for the signature is exactly as long as the signature, so that no byte of the file is left over. How long
    a time stamp will be nobody knows; what its place has too much is filled with zeros.
    """
    writer = _Appending(BytesIO(pdf))
    writer.register_extension(ESIC_EXTENSION_1)
    _leave_out_default(writer)
    steps = PdfCMSEmbedder().write_cms(field_name=FIELD, writer=writer)
    next(steps)
    trial = _signed(seal, bytes(32))
    if read_message(trial).stamp is None:
        seal = seal.unstamped  # without an authority, or while it is away
    room = len(trial) + (_STAMP_SLACK if seal.stamper else 0)
    placeholder = SignatureObject(
        timestamp=at, subfilter=SigSeedSubFilter.PADES, reason=reason, bytes_reserved=2 * room
    )
    certified = SigMDPSetup(md_algorithm=DIGEST, certify=True, docmdp_perms=MDPPerm.NO_CHANGES)
    steps.send(SigObjSetup(sig_placeholder=placeholder, mdp_setup=certified))
    prepared, output = steps.send(SigIOSetup(md_algorithm=DIGEST, in_place=True))
    steps.send(_signed(seal, prepared.document_digest))
    written: bytes = output.getvalue()
    return written


def _leave_out_default(writer: IncrementalPdfFileWriter) -> None:
    """Take out `/Suspects false`, the default, as typst writes it: poppler's tools call it an error."""
    marked = writer.root.get("/MarkInfo", {})
    if not marked.get("/Suspects", True):
        del marked["/Suspects"]


def _signed(seal: Seal, digest: bytes) -> bytes:
    return stamped(asyncio.run(seal.signer.async_sign(digest, DIGEST, use_pades=True)).dump(), seal.stamper)
