"""The time stamps of a bundle's seals as files of their own, which `openssl ts -verify` reads (RFC 3161)."""

from collections.abc import Mapping
from typing import Final

from asn1crypto import cms

from app.exports.bundles.sealed_files import SEAL_SUFFIX
from app.signing.certificates import pem_of
from app.signing.message import read_message
from app.signing.stamp import STAMP_SUFFIX, answer_of

FOLDER: Final = "time-stamps"
STAMPED_SUFFIX: Final = ".signature"
"""The end of the name of what was stamped: the signature in the seal."""
AUTHORITY_OF_TIME: Final = "certificates/tsa.pem"


def bundled_stamps(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """For each seal beside a file that carries a time stamp: the stamp, what it is over, and whose it is.

    None where no authority stamps. The PDF has its stamp inside.
    """
    found: dict[str, bytes] = {}
    for name in filter(_is_seal, files):
        message = read_message(files[name])
        if message.stamp is not None:
            place = f"{FOLDER}/{name.removesuffix(SEAL_SUFFIX)}"
            found[place + STAMP_SUFFIX] = answer_of(message.stamp)
            found[place + STAMPED_SUFFIX] = message.signature
            found.setdefault(AUTHORITY_OF_TIME, _authority(message.stamp.token))
    return found


def _is_seal(name: str) -> bool:
    return name.endswith(SEAL_SUFFIX)


def _authority(token: bytes) -> bytes:
    """The certificates in a token, the authority's own first."""
    held = cms.ContentInfo.load(token)["content"]["certificates"]
    return pem_of(choice.chosen for choice in held)
