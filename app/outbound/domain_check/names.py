"""Names of domains: as typed by a person, as DNS has them, and where an organisation's own begin."""

import re

import idna

from app.domain_names import plain_domain
from app.errors import AppError
from app.registered_domains import registered_domain

LONGEST_NAME = 190  # leaves room for a selector before it, and for the name typed twice


class BadDomain(AppError):
    """What was typed is no domain that mail can come from."""


def typed_domain(typed: str) -> str:
    """A domain as DNS has it, from what a person typed: a name, an address, or what stands in a browser.

    Letters beyond ASCII become their `xn--` form (IDNA 2008).

    Raises:
        BadDomain: when it is none.

    """
    name = typed.strip().lower()
    if any(char.isspace() or not char.isprintable() for char in name):
        raise BadDomain(f"{typed!r} is no name of a domain")
    name = re.sub(r"^[a-z]+://", "", name).rpartition("@")[2].partition("/")[0].strip().rstrip(".")
    try:
        ascii_name = idna.encode(name, uts46=True).decode("ascii")
    except idna.IDNAError as problem:
        raise BadDomain(f"{typed!r} is no name of a domain") from problem
    if plain_domain(ascii_name) is None or len(ascii_name) > LONGEST_NAME:
        raise BadDomain(f"{typed!r} is no name of a domain")
    if ascii_name.rpartition(".")[2].isdigit():
        raise BadDomain(f"{typed!r} is an address in numbers")
    return ascii_name


def shown_domain(name: str) -> str:
    """A domain as people read it."""
    try:
        return str(idna.decode(name))
    except idna.IDNAError:
        return name


def organisational_domain(name: str) -> str:
    """The name that was registered (RFC 7489 3.2); of a public suffix its last two labels."""
    return registered_domain(name) or ".".join(name.split(".")[-2:])


def host_of(name: str) -> str:
    """What most providers want in the field "host": the name without the registered domain, `@` for that itself."""
    zone = organisational_domain(name.partition("_domainkey.")[2] or name.removeprefix("_dmarc."))
    return name.removesuffix(f".{zone}") if name != zone else "@"
