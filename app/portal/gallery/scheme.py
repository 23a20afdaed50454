"""A letter as it looks by day and by night, whatever the browser itself prefers."""

from typing import Final

SCHEMES: Final = ("light", "dark")
_ASKED: Final = "(prefers-color-scheme: dark)"
_DECLARED: Final = "color-scheme: light dark;"


def as_in(scheme: str, html: str) -> str:
    """The letter with its rules for the dark always on (`dark`) or always off (`light`)."""
    asked = "all" if scheme == "dark" else "not all"
    return (
        html.replace(_ASKED, asked)
        .replace(_DECLARED, f"color-scheme: {scheme};")
        .replace('content="light dark"', f'content="{scheme}"')
    )
