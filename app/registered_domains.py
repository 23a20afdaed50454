"""Where an organisation's own names begin: the Public Suffix List, as of the release that is installed."""

from functools import cache
from typing import Final

from publicsuffixlist import PublicSuffixList

_MANY_OWNERS: Final = ("onmicrosoft.com", "gappssmtp.com", "amazonses.com", "mcsv.net", "sendgrid.net")
"""Domains below which every customer of a mail service has a name, and which the list leaves out."""


def registered_domain(name: str) -> str | None:
    """The name just below a public suffix (RFC 7489, 3.2): `example.co.uk` of `mail.example.co.uk`.

    `None` for a public suffix itself, which is many owners' at once. In small letters and A-labels, as is the answer.
    """
    above = next((host for host in _MANY_OWNERS if name == host or name.endswith(f".{host}")), None)
    if above is None:
        return _suffixes().privatesuffix(name)
    below = name.removesuffix(above).rstrip(".")
    return f"{below.rpartition('.')[2]}.{above}" if below else None


def is_public_suffix(name: str) -> bool:
    """Whether others may register names right below it: `org`, `on.ca`, `github.io`."""
    return registered_domain(name) is None


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()
