"""TXT records as they stand in DNS, and as they were meant: people type quotes, escapes and curly signs into them."""

import re
from contextlib import suppress
from dataclasses import dataclass

from app.dns import RecordKind, Resolver
from app.tag_lists import BadTags, read_tags

_CURLY = str.maketrans({"“": '"', "”": '"', "„": '"', "’": "'", "–": "-", "—": "-", "\u00a0": " ", "\u200b": ""})
_MOST_ALIASES = 5


@dataclass(frozen=True, slots=True)
class Text:
    """A TXT value, and the same without what only a file of records or a form would need."""

    value: str
    meant: str

    @property
    def is_quoted(self) -> bool:
        """Whether quotes, backslashes or signs of a word processor stand in the value itself."""
        return self.value.strip() != self.meant


def text_of(value: str) -> Text:
    """Read one TXT value; `value` has bytes beyond ASCII as Latin-1, as `app.dns` gives them."""
    return Text(value, _meant(value))


def texts_at(resolver: Resolver, name: str) -> tuple[Text, ...]:
    """The TXT records of a name, through aliases (CNAME), in a settled order.

    Raises:
        DnsUnavailable: when nobody could answer.

    """
    for _ in range(_MOST_ALIASES):
        if found := resolver.lookup(name, "TXT"):
            return tuple(text_of(value) for value in sorted(found))
        target = alias_of(resolver, name)
        if target is None:
            break
        name = target
    return ()


def alias_of(resolver: Resolver, name: str) -> str | None:
    """Where a name leads by a CNAME of its own."""
    found = resolver.lookup(name, "CNAME")
    return found[0].rstrip(".").lower() if found else None


def has_address(resolver: Resolver, name: str) -> bool:
    """Whether a host of that name has an address, through aliases."""
    kinds: tuple[RecordKind, ...] = ("A", "AAAA")
    for _ in range(_MOST_ALIASES):
        if any(resolver.lookup(name, kind) for kind in kinds):
            return True
        target = alias_of(resolver, name)
        if target is None:
            break
        name = target
    return False


def tags(meant: str) -> dict[str, str] | None:
    """The tags of a DKIM or DMARC record (`k=v; k=v`), names in small letters; `None` when it is no list of tags."""
    try:
        found = read_tags(meant.strip().rstrip(";"))
    except BadTags:
        return None
    small = {name.lower(): value for name, value in found.items()}
    return small if small and len(small) == len(found) else None


def _meant(value: str) -> str:
    with suppress(UnicodeError):
        value = value.encode("latin-1").decode("utf-8")
    plain = re.sub(r'"\s*"', "", value.translate(_CURLY).strip())
    return plain.replace("\\;", ";").replace('\\"', "").replace('"', "").replace("\\", "").strip("'").strip()
