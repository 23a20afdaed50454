"""What a stranger sent, as an answer may show it."""

_LONGEST = 200


def shown(text: str) -> str:
    """One short line without control characters or broken ones: an answer of ours stays an answer of ours."""
    plain = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(letter if letter.isprintable() else "?" for letter in plain[:_LONGEST])
