"""Words of people on their way into a header: one line, printable, and nothing that a mail program would act on. Pure.

Names, subjects and Message-IDs come from forms, imports and other people's mail, and may be made to add a header or
a recipient (RFC 5322 2.2), to end a line of 998 letters, or to turn the direction of the text around.
"""

import re
import unicodedata
from typing import Final

LONGEST_NAME: Final = 100
LONGEST_SUBJECT: Final = 200
LONGEST_ID: Final = 250
_BREAKS: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_ENCODED: Final = re.compile(r"=(?=\?)")
_MESSAGE_ID: Final = re.compile(r"<[!-;=?-~]+>")
_JOINERS: Final = "\u200c\u200d"  # letters of some scripts, and emoji, are put together with them
_REPLACEMENT: Final = "\ufffd"


def header_words(words: str, longest: int) -> str:
    """The words as one line of at most `longest` letters; an ellipsis stands for what is cut.

    An encoded word (RFC 2047) typed by hand is taken apart: once decoded it could hold a line end.
    """
    line = _BREAKS.sub(" ", words)
    shown = "".join(_shown(letter) for letter in line)
    plain = _ENCODED.sub("= ", shown).strip()
    return plain if len(plain) <= longest else f"{plain[: longest - 1].rstrip()}…"


def message_id_or_none(found: str | None) -> str | None:
    """A Message-ID of somebody else's mail if it is one that may stand in our header, else nothing."""
    return found if found and len(found) <= LONGEST_ID and _MESSAGE_ID.fullmatch(found) else None


def _shown(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Cs":  # half of a pair, which no encoding takes
        return _REPLACEMENT
    # Marks of direction, soft hyphens and other signs without a shape: a name can be made to read as another by them.
    return "" if category == "Cf" and letter not in _JOINERS else letter
