"""What may be handed in as a letter: a document or a picture by its first bytes, whatever it calls itself. Pure.

Nothing here opens a file, renders it or runs it. It is kept and given back as it came.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.errors import AppError

MOST_BYTES: Final = 15_000_000
_LONGEST_NAME: Final = 120
_BEYOND: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_BEFORE_PDF: Final = b"\xef\xbb\xbf \t\r\n\f\x00"
"""A mark of UTF-8 and white space may stand before a document, and readers open it all the same."""

SUFFIXES: Final[Mapping[str, str]] = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/tiff": "tif",
    "image/webp": "webp",
    "image/heic": "heic",
}
"""What is taken, and how a file of it ends that we hand out."""

_BEGINNINGS: Final = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
_PHOTOGRAPHS: Final = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"})


class Unfit(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    OTHER_TYPE = "other_type"


class UnfitFile(AppError):
    """The file cannot be a letter; `why` says it."""

    def __init__(self, why: Unfit) -> None:
        super().__init__(f"the file is not taken: {why}")
        self.why = why


@dataclass(frozen=True, slots=True)
class LetterFile:
    """The bytes as they came, the type that they show, and the name that the sender gave, for people to read."""

    name: str
    media_type: str
    content: bytes

    @property
    def digest(self) -> bytes:
        """SHA-256 of the bytes: the ledger names it."""
        return hashlib.sha256(self.content).digest()


def letter_file(name: str, content: bytes) -> LetterFile:
    """The file, once its size and first bytes are what a letter may have.

    Raises:
        UnfitFile: when they are not.

    """
    if not content:
        raise UnfitFile(Unfit.EMPTY)
    if len(content) > MOST_BYTES:
        raise UnfitFile(Unfit.TOO_LARGE)
    media_type = media_type_of(content)
    if media_type is None:
        raise UnfitFile(Unfit.OTHER_TYPE)
    return LetterFile(shown_name(name), media_type, content)


def media_type_of(content: bytes) -> str | None:
    """The type that the first bytes show, one of `SUFFIXES`; what the sender declares counts for nothing."""
    if content[:1024].lstrip(_BEFORE_PDF).startswith(b"%PDF-"):
        return "application/pdf"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content[4:8] == b"ftyp" and content[8:12] in _PHOTOGRAPHS:
        return "image/heic"
    return next((kind for beginning, kind in _BEGINNINGS if content.startswith(beginning)), None)


def shown_name(name: str) -> str:
    """The last part of a file's name, on one line and of bounded length; it is shown, and never a path of ours."""
    last = re.split(r"[/\\]", name)[-1]
    return " ".join(_BEYOND.sub("", last).split())[:_LONGEST_NAME]


def handed_out_as(media_type: str, digest: bytes) -> str:
    """The name under which a letter is downloaded: ours, never the sender's."""
    return f"letter-{digest.hex()[:12]}.{SUFFIXES[media_type]}"
