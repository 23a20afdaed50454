"""The one address in a From header, or none where two programs might see two. Pure.

Wider than RFC 5322 where honest programs are (an `@` or a comma in an unquoted name; next to anything around the only
`@` there is), narrower where only forgers are (lists and groups of several, source routes, control characters, text
behind the address).
"""

import re
import unicodedata
from typing import Final

from app.domain_names import plain_domain, small_letters

_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|<[^<>]*>|[^"<>()]+|[()]', re.DOTALL)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")
_ATOM: Final = r"[^\s\x00-\x20\x7f()<>@,;:\\\".\[\]]+"
_ADDRESS: Final = re.compile(rf'({_ATOM}(?:\.{_ATOM})*|"(?:[^"\\]|\\.)*")@([^\s@"<>()\\,;:\[\]]+)', re.DOTALL)
_DOT_ATOM: Final = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_IN_ANGLES: Final = re.compile(r"[^<>@]*<([^<>]*)>[\s,;]*(?:\([^()<>]*\))?[\s,;]*")
_LIST_OF_ONE: Final = re.compile(r"[\s,]*(?:[^<>@:;,]*:)?([^:;,]*)[\s,;]*")
_BLANKS_AT: Final = re.compile(r"\s*@\s*")
_BARE: Final = re.compile(r"[^\s<>()\[\]\",;:@]+@[^\s<>()\[\]\",;:@]+")
_LONGEST: Final = 2_000


def one_address(value: str) -> str | None:
    """The address of a From header with a single mailbox, as `plain_address` spells it; `None` for any other header."""
    text = value.strip(" \t")
    if len(text) > _LONGEST or _CONTROL.search(text):
        return None
    # with a single @, or the same address each time, nobody can see a second one, however odd the rest is
    return _named_plainly(text) or (_named_oddly(text) if text.count("@") == 1 else _named_again(text))


def _named_plainly(text: str) -> str | None:
    tokens = _without_comments(text)
    if tokens is None:
        return None
    angles = [place for place, token in enumerate(tokens) if token.startswith("<")]
    if not angles:
        return plain_address("".join(tokens).strip())
    if len(angles) > 1 or any(token.strip() for token in tokens[angles[0] + 1 :]):
        return None
    return plain_address(tokens[angles[0]][1:-1].strip()) if _is_name(tokens[: angles[0]]) else None


def _named_oddly(text: str) -> str | None:
    """The address in angles under any name (`Roy 6" <…>`), in a list or group of one (RFC 6854), with blanks in it."""
    named = _IN_ANGLES.fullmatch(text)
    if named:
        return _closed_up(named[1])
    alone = None if "<" in text or ">" in text else _LIST_OF_ONE.fullmatch(text)
    return _closed_up(alone[1]) if alone else None


def _named_again(text: str) -> str | None:
    """The address of a list in which each entry has it, and no other (`Dan <dan@x.example>, dan@x.example`)."""
    found = _BARE.findall(text)
    if len(found) != text.count("@") or any("@" not in entry for entry in text.split(",") if entry.strip()):
        return None
    addresses = {plain_address(one) for one in found}
    return addresses.pop() if len(addresses) == 1 else None


def _closed_up(text: str) -> str | None:
    """The address without comments and the blanks around its @ (RFC 5322, section 4.4)."""
    tokens = _without_comments(text)
    return plain_address(_BLANKS_AT.sub("@", "".join(tokens)).strip()) if tokens else None


def plain_address(text: str) -> str | None:
    """An address in its one spelling: small letters, no needless quotes, the domain in A-labels.

    `None` for what is no address. Letters beyond ASCII stay apart from those they look like.
    """
    found = _ADDRESS.fullmatch(text)
    if not found:
        return None
    domain = plain_domain(found[2])
    local = _plain_local(found[1])
    return f"{local}@{domain}" if local and domain else None


def domain_of(address: str) -> str:
    """What stands behind the last @."""
    return address.rpartition("@")[2]


def _plain_local(text: str) -> str:
    bare = text
    if text.startswith('"'):
        inner = re.sub(r"\\(.)", r"\1", text[1:-1])
        bare = inner if _DOT_ATOM.fullmatch(inner) else text
    return unicodedata.normalize("NFC", small_letters(bare))


def _without_comments(text: str) -> list[str] | None:
    """The pieces outside of comments, which may be nested and count as a blank; `None` where a pair does not close."""
    pieces: list[str] = []
    depth = end = 0
    for token in _TOKEN.finditer(text):
        if token.start() != end:
            return None
        end = token.end()
        depth += {"(": 1, ")": -1}.get(token[0], 0)
        if depth < 0:
            return None
        if depth == 0:
            pieces.append(" " if token[0] == ")" else token[0])
    return pieces if end == len(text) and depth == 0 else None


def _is_name(tokens: list[str]) -> bool:
    """Whether that may stand before the address: a name, not a second address or a group."""
    loose = " ".join(token for token in tokens if not token.startswith('"'))
    if ":" in loose or ";" in loose:
        return False
    return "," not in loose or "@" not in "".join(tokens)
