"""The files attached to a mail that can be letters of other organisations, by their first bytes (H7). Pure.

It runs where `read_message` runs, within the same bounds, and after it: the mail is known to be readable.
"""

from email.message import Message as MimePart
from typing import Final

from app.inbound.mail.message import parsed
from app.outside_letters.files import LetterFile, UnfitFile, letter_file

MOST_FILES: Final = 5


def attached_letters(raw: bytes) -> tuple[LetterFile, ...]:
    """The first five documents and pictures attached; pictures that belong into the text are none."""
    found: dict[bytes, LetterFile] = {}
    for part in parsed(raw).walk():
        file = _file(part)
        if file and len(found) < MOST_FILES:
            found.setdefault(file.digest, file)
    return tuple(found.values())


def _file(part: MimePart) -> LetterFile | None:
    if part.is_multipart() or part.get_content_maintype() == "text" or _is_in_the_text(part):
        return None
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return None
    try:
        return letter_file(_name(part), content)
    except UnfitFile:
        return None


def _is_in_the_text(part: MimePart) -> bool:
    """A logo or a smile in the letter's HTML: it has an id, and nobody attached it."""
    shown = part.get("Content-ID") is not None and part.get_content_disposition() != "attachment"
    return shown and part.get_content_maintype() == "image"


def _name(part: MimePart) -> str:
    try:
        return part.get_filename() or ""
    except (LookupError, ValueError, TypeError):  # hostile RFC 2231 parameters
        return ""
