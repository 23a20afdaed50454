"""Detached seals: a `.p7s` file beside a document, in DER, as `openssl cms -verify` reads it."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from asn1crypto import x509
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

from app.finding import Finding, Trouble
from app.language import mark as _
from app.signing.keystore import Seal
from app.signing.message import DIGEST, BrokenSeal, SignedMessage, digest_of, read_message, stamped
from app.signing.trust import trusted


class OtherBytes(BrokenSeal):
    """A seal that is whole and over other bytes than these."""


def detached_seal(seal: Seal, data: bytes, at: datetime) -> bytes:
    """The CMS signature over these bytes, made at a moment with a zone (CAdES baseline B, or T with a time stamp)."""
    signed = seal.signer.async_sign_general_data(
        data, DIGEST, use_cades=True, signed_attr_settings=PdfCMSSignedAttributes(signing_time=at)
    )
    return stamped(asyncio.run(signed).dump(), seal.stamper)


def check_detached(
    data: bytes, der: bytes, roots: Sequence[x509.Certificate], time_roots: Sequence[x509.Certificate] = ()
) -> SignedMessage:
    """What the seal in `der` says about these bytes; a time stamp in it is held against `time_roots`, if any.

    Raises:
        BrokenSeal: when it does not hold, is over other bytes, or its signer is not vouched for by the roots.

    """
    message = read_message(der)
    found = digest_of(data)
    if message.digest != found:
        raise OtherBytes(
            Finding.of(
                Trouble.CHANGED,
                _(
                    "seal: the file was changed after it was sealed: its SHA-256 is %(found)s, the seal is over "
                    "%(sealed)s; or the seal beside it is that of another file"
                ),
                found=found.hex(),
                sealed=message.digest.hex(),
            )
        )
    if message.signed_at is None or message.signed_at.tzinfo is None:
        raise BrokenSeal(Finding(Trouble.CHANGED, _("seal: it does not say when it was made")))
    return trusted(message, roots, time_roots, message.signed_at)
