"""How addresses are spelt, so that equal ones are equal and ones that only look alike are told apart. Pure.

Domains are compared in their ASCII form (RFC 5891). Letters that look alike are those of Unicode TS 39 that fit into
an address: Cyrillic and Greek letters, digits for letters, `rn` for `m`.
"""

import re
import unicodedata

import idna

from app.errors import AppError

LONGEST = 254  # RFC 5321 4.5.3.1.3, without the angle brackets

_LOCAL = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")  # RFC 5322 3.2.3, dot-atom
_LONGEST_LOCAL = 64  # RFC 5321 4.5.3.1.1
_LABEL = r"(?!-)(?!..--)[a-z0-9-]{1,63}(?<!-)"
_PLAIN_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")  # RFC 5891 4.2.3.1: such labels stand for themselves
_SHAPES = (
    ("\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u04cf\u0455\u0501\u051b\u051d", "aeopcyxljlsdqw"),
    ("\u0432\u043a\u043c\u043d\u0442\u0433\u043f\u044c", "bkmhtrnb"),
    ("\u03b1\u03b5\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7\u03c9\u03b3", "aelkvoptuxwy"),
    ("\u0131\u0261\u0251\u00f8\u0142\u0111\u01c0", "lgaoldl"),
    ("01!|i5$", "ollllss"),
)
"""Letters and what the eye takes them for: Cyrillic, Greek, Latin, digits and signs."""
_ALIKE = str.maketrans(
    {letter: seen for letters, shapes in _SHAPES for letter, seen in zip(letters, shapes, strict=True)}
)
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))


class BadAddress(AppError):
    """What was given as a mail address is none that mail could be sent to; `field` says where it was given."""

    def __init__(self, field: str, given: str) -> None:
        super().__init__(f"{field}: {given!r} is no mail address that mail could be sent to")
        self.field = field


def required_address(text: str, field: str = "email") -> str:
    """An address as we keep it (`plain_address`), for those who must have one.

    Raises:
        BadAddress: naming the `field`, when no mail could be sent there.

    """
    address = plain_address(text)
    if address is None:
        raise BadAddress(field, text)
    return address


def plain_address(text: str) -> str | None:
    """An address as we keep it: small letters, the domain in ASCII; `None` for what mail cannot be sent to here.

    The part before the @ must be ASCII: without SMTPUTF8 no other is reached, and the strange ones deceive.
    """
    local, at, domain = text.strip().lower().rpartition("@")
    if not at or len(local) > _LONGEST_LOCAL or not _LOCAL.fullmatch(local):
        return None
    ascii_domain = _ascii(domain)
    if ascii_domain is None or "." not in ascii_domain or len(local) + 1 + len(ascii_domain) > LONGEST:
        return None
    return f"{local}@{ascii_domain}"


def comparable(address: str) -> str:
    """Any address as it is compared; one that `plain_address` refuses stays as it is, in small letters."""
    return plain_address(address) or address.strip().lower()


def skeleton(address: str) -> str:
    """What the eye sees of an address: two different addresses with one skeleton could be taken for each other."""
    local, _, domain = comparable(address).rpartition("@")
    folded = unicodedata.normalize("NFKD", f"{local}@{_shown(domain)}".casefold())
    letters = "".join(one for one in folded if not unicodedata.combining(one)).translate(_ALIKE)
    for pair, letter in _PAIRS:
        letters = letters.replace(pair, letter)
    return letters


def _shown(domain: str) -> str:
    if _PLAIN_DOMAIN.fullmatch(domain):
        return domain
    try:
        return idna.decode(domain)
    except (idna.IDNAError, UnicodeError):
        return domain


def _ascii(domain: str) -> str | None:
    if _PLAIN_DOMAIN.fullmatch(domain):
        return domain
    try:
        return idna.encode(domain.rstrip("."), uts46=True, std3_rules=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError):
        return None
