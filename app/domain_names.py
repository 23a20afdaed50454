"""The one spelling of a domain: small letters and A-labels (RFC 5891). Pure."""

import re
import unicodedata
from typing import Final

import idna

_LABEL: Final = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_LONGEST_DOMAIN: Final = 253
_TWINS: Final = {"googlemail.com": "gmail.com", "gmail.com": "googlemail.com"}
"""Domains under which one provider gives everybody the same mailbox."""


def plain_domain(text: str) -> str | None:
    """A domain name in small letters and A-labels (RFC 5891); `None` for what no domain can be called."""
    labels = [_plain_label(label) for label in text.split(".")]
    if None in labels or len(labels) < 2:  # noqa: PLR2004 - a host alone is no domain of the internet
        return None
    domain = ".".join(label for label in labels if label)
    return domain if len(domain) <= _LONGEST_DOMAIN else None


def small_letters(text: str) -> str:
    """Small letters; a letter that would become an ASCII one that way (the Kelvin sign) stays what it is."""
    return "".join(letter if letter.lower().isascii() and not letter.isascii() else letter.lower() for letter in text)


def _plain_label(label: str) -> str | None:
    if label.isascii():
        small = label.lower()
        return small if _LABEL.fullmatch(small) else None
    try:
        return idna.encode(unicodedata.normalize("NFC", small_letters(label))).decode("ascii")
    except idna.IDNAError:
        return None


def spellings(address: str) -> tuple[str, ...]:
    """Every address, in small letters, at which the same mailbox is reached: its own first, then a twin domain's."""
    local, at, domain = address.rpartition("@")
    twin = _TWINS.get(domain)
    return (address, f"{local}{at}{twin}") if twin else (address,)
