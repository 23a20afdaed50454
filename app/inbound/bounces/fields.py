"""The machine-readable fields of a delivery report, recipient by recipient (RFC 3464, RFC 6533)."""

import re
from collections.abc import Mapping
from typing import Final

_FIELD: Final = re.compile(r"^([A-Za-z][A-Za-z0-9-]{1,40})[ \t]*:[ \t]?(.*)$")
_STARTS: Final = ("original-recipient", "final-recipient")
_NAMES: Final = ("final-recipient", "original-recipient", "x-actual-recipient")
_TYPED: Final = re.compile(r"^\s*([A-Za-z0-9-]{2,20})\s*;\s*(.*)$")
_XTEXT: Final = re.compile(r"\+([0-9A-Fa-f]{2})")
_UNICODE: Final = re.compile(r"\\x\{([0-9A-Fa-f]{1,6})\}")
_ADDRESS: Final = re.compile(r"[^\s<>()\[\],;:\"'=]{1,128}@[^\s<>()\[\],;:\"'@=]{1,255}")
_LAST_CHARACTER: Final = 0x10FFFF

Fields = Mapping[str, str]


def recipient_fields(text: str) -> tuple[Fields, ...]:
    """The fields of each recipient by lower-case name; servers that forget the empty line between them are read, too.

    The fields of the report as a whole go to nobody.
    """
    found: list[dict[str, str]] = []
    current: dict[str, str] = {}
    last = ""
    for line in text.split("\n"):
        match = _FIELD.match(line)
        if match is None or line[:1] in (" ", "\t"):
            if last and line.strip():
                current[last] = f"{current[last]} {line.strip()}"
            continue
        name, value = match[1].lower(), match[2].strip()
        if name in _STARTS and _begins_another(current, name):
            current = {}
            found.append(current)
        elif name == "x-actual-recipient" and not found:
            found.append(current)
        last = name
        current.setdefault(name, value)
        if current[name] != value and name not in _NAMES:
            last = ""  # a field that is there twice: the first counts
    return tuple(fields for fields in found if any(name in fields for name in _NAMES))


def address_in(fields: Fields) -> str:
    """The address a mail was sent to: the one we wrote to, where the server kept it."""
    candidates = [clean_address(fields[name]) for name in ("original-recipient", *_NAMES) if name in fields]
    return next((address for address in candidates if "@" in address), "")


def clean_address(value: str) -> str:
    """The address in a field `type; address`, its encodings undone (RFC 3461 xtext, RFC 6533 utf-8)."""
    typed = _TYPED.match(value)
    kind, address = (typed[1].lower(), typed[2]) if typed else ("", value)
    if kind == "utf-8":
        address = _UNICODE.sub(lambda found: _character(int(found[1], 16)), address)
    found = _ADDRESS.search(address) or (kind == "rfc822" and _ADDRESS.search(_from_xtext(address)))
    if not found:
        return ""
    plain = _from_xtext(found[0]) if "+40" in found[0] else found[0]
    return plain.strip(".").lower()


def _from_xtext(address: str) -> str:
    return _XTEXT.sub(lambda found: chr(int(found[1], 16)), address)


def _character(code: int) -> str:
    return chr(code) if code <= _LAST_CHARACTER else ""


def _begins_another(current: Fields, name: str) -> bool:
    """Original-Recipient stands before or behind Final-Recipient; a field that is there already is somebody else's."""
    own = [known for known in _STARTS if known in current]
    return not own or name in own
