"""What a person wrote, quoted back in a mail: line by line and of bounded length."""

import re

QUOTED_LETTERS = 6_000

_LINE_ENDS = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_UNSHOWABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def quoted_lines(words: str, limit: int = QUOTED_LETTERS) -> tuple[str, ...]:
    """The lines of `words` without the empty space around them; control characters are dropped.

    Past `limit` characters the rest is left out and an ellipsis says so, because a mail stays under 100 kB.
    """
    text = "\n".join(_LINE_ENDS.split(words)).strip()
    if len(text) > limit:
        text = f"{text[: limit - 1]}…"
    return tuple(_UNSHOWABLE.sub("", line).rstrip() for line in text.split("\n"))
