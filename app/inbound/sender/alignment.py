"""Whether two domains are one owner's (RFC 7489, section 3.1), by the Public Suffix List. See ADR 8."""

from functools import cache
from importlib.resources import files
from typing import Final

from app.inbound.sender.mailbox import plain_domain

_LIST: Final = files("authheaders") / "public_suffix_list.txt"
_MANY_OWNERS: Final = ("onmicrosoft.com", "gappssmtp.com", "amazonses.com", "mcsv.net", "sendgrid.net")
"""Domains below which every customer of a mail service has a name, and which the list leaves out."""


def aligned(domain: str, from_domain: str, *, strict: bool) -> bool:
    """Whether `domain` may speak for `from_domain`: the same, or of the same organisation unless `strict`.

    Both in small letters and A-labels.
    """
    if domain == from_domain:
        return bool(domain)
    if strict or not domain:
        return False
    owner = organisational_domain(domain)
    return owner is not None and owner == organisational_domain(from_domain)


def organisational_domain(domain: str) -> str | None:
    """The name just below the public suffix; `None` for a public suffix itself, which is many owners' at once."""
    labels = domain.split(".")
    names = [".".join(labels[place:]) for place in range(len(labels))]
    rules = _rules()
    for place, name in enumerate(names):
        if f"!{name}" in rules:
            return name
        above = names[place + 1] if place + 1 < len(names) else ""
        if name in rules or f"*.{above}" in rules or not above:
            return names[place - 1] if place else None
    return None


@cache
def _rules() -> frozenset[str]:
    """Each rule of the list as it stands there, in A-labels: `co.uk`, `*.ck`, `!www.ck`."""
    with _LIST.open(encoding="utf-8") as lines:
        found = {line.split()[0] for line in lines if line.strip() and not line.startswith("//")}
    return frozenset((*map(_in_a_labels, found), *_MANY_OWNERS))


def _in_a_labels(rule: str) -> str:
    if rule.isascii():
        return rule
    mark = next((mark for mark in ("!", "*.") if rule.startswith(mark)), "")
    bare = rule.removeprefix(mark)
    known = plain_domain(f"x.{bare}")  # a single label is no domain by itself
    return mark + (known or f"x.{bare}").removeprefix("x.")
