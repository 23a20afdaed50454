"""The names of a root's files, the same in the mail, on the page and in the documentation."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from app.ledger.roots.stored import RootFiles
from app.signing.stamp import STAMP_SUFFIX

SEAL_SUFFIX: Final = ".p7s"
MEDIA_TYPES: Final = {
    ".json": "application/json",
    # Mail programs take `application/pkcs7-signature` for a signature of the mail itself.
    SEAL_SUFFIX: "application/octet-stream",
    STAMP_SUFFIX: "application/timestamp-reply",
}


def root_files(slug: str, files: RootFiles) -> Mapping[str, bytes]:
    """File name -> content: the root, its seal, and the time stamp of the seal if there is one."""
    document = _document_name(slug, files.day)
    seal = f"{document}{SEAL_SUFFIX}"
    stamp = {} if files.stamp is None else {stamp_name(slug, files.day): files.stamp}
    return {document: files.document, seal: files.seal, **stamp}


def stamp_name(slug: str, day: date) -> str:
    """The name of the file with the time stamp of a day's root."""
    return f"{_document_name(slug, day)}{SEAL_SUFFIX}{STAMP_SUFFIX}"


def _document_name(slug: str, day: date) -> str:
    return f"ledger-root-{slug}-{day}.json"


def media_type(name: str) -> str:
    """The media type of one of these files."""
    return MEDIA_TYPES[f".{name.rpartition('.')[2]}"]
