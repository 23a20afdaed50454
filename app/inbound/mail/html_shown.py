"""What an element of an HTML mail keeps from sight, as its attributes say."""

import re
from collections.abc import Mapping
from typing import Final

_REMOVED: Final = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_VISIBILITY: Final = re.compile(r"(?<![\w-])visibility\s*:\s*([a-z]+)", re.IGNORECASE)
_FONT_SIZE: Final = re.compile(r"(?<![\w-])font-size\s*:\s*([\d.]*)\s*([a-z%]*)", re.IGNORECASE)
_RELATIVE: Final = frozenset({"em", "%", "ex", "ch", "inherit", "smaller", "larger"})
"""Of nothing they are nothing."""


def is_removed(attributes: Mapping[str, str]) -> bool:
    """Whether an element and all that is in it is left out of the page."""
    return "hidden" in attributes or bool(_REMOVED.search(attributes.get("style", "")))


def unseen(attributes: Mapping[str, str], around: frozenset[str]) -> frozenset[str]:
    """Why the text of an element is not seen, none where it is; `around`: the same of the element around it.

    Unlike what is removed, an element inside may be seen again: many layouts set the size of a whole table to 0.
    """
    style = attributes.get("style", "")
    found = set(around)
    for shown in _VISIBILITY.finditer(style):
        _put(found, "visibility", inside=shown[1].lower() in ("hidden", "collapse"))
    for size in _FONT_SIZE.finditer(style):
        if _is_nothing(size[1]) or size[2].lower() not in _RELATIVE:
            _put(found, "size", inside=_is_nothing(size[1]))
    return frozenset(found)


def _is_nothing(number: str) -> bool:
    return "0" in number and not number.strip("0.")


def _put(found: set[str], reason: str, *, inside: bool) -> None:
    if inside:
        found.add(reason)
    else:
        found.discard(reason)
