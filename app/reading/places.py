"""Where words stand in a reply, whatever line breaks a mail program put between them."""

import re


def place_in(text: str, words: str) -> tuple[int, int] | None:
    """The first place of the words, as whole words where they stand so anywhere; None where they are not there."""
    parts = words.split()
    if not parts:
        return None
    pattern = r"\s+".join(map(re.escape, parts))
    found = re.search(rf"(?<!\w){pattern}(?!\w)", text) or re.search(pattern, text)
    return found.span() if found else None
