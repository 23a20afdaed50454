"""To whom of ours a mail is addressed, where no SMTP conversation has told us: by its own headers."""

import re
from collections.abc import Sequence
from email import policy
from email.parser import BytesHeaderParser
from email.utils import getaddresses

from app.db import Database
from app.outbound.domains.proven_domains import owner_of_domain
from app.outbound.reply_address import Destination, destination_of

_DELIVERED = ("Delivered-To", "X-Original-To", "X-Delivered-To", "Envelope-To", "X-Envelope-To", "X-RCPT-To")
_WRITTEN = ("To", "Cc", "Resent-To", "Resent-Cc", "Apparently-To")
_FOR = re.compile(r"\bfor\s+<([^<>\s]{3,320})>", re.IGNORECASE)
_BARE = re.compile(r"[^\s<>()\[\]\",;:@]+@[^\s<>()\[\]\",;:@]+")
"""An address in a list that is written so oddly that the parser finds none (`Priya: the society <…>; Kate <…>`)."""
_QUOTED = re.compile(r'"[^"]*"')
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_MOST_HEADER_BYTES = 512_000
_MOST_ADDRESSES = 100


def destinations_of(
    database: Database, raw: bytes, recipients: Sequence[str], reply_domain: str
) -> tuple[Destination, ...]:
    """The places of ours that a mail is for: those that whoever took it in names, else those that its headers name."""
    named = _find(database, recipients, reply_domain)
    return named or _find(database, addresses_in(raw), reply_domain)


def at_domain_of_ours(database: Database, raw: bytes, recipients: Sequence[str], reply_domain: str) -> bool:
    """Whether any recipient, or address in the headers, is at the reply domain or one that a tenant has proven its own.

    Where none does, it may be our setting that is wrong.
    """
    named = (*recipients[:_MOST_ADDRESSES], *addresses_in(raw))
    domains = {address.strip().lower().rpartition("@")[2] for address in named} - {""}
    if reply_domain.lower() in domains:
        return True
    with database.platform() as session:
        return any(owner_of_domain(session, domain) for domain in domains)


def addresses_in(raw: bytes) -> tuple[str, ...]:
    """Every address that the headers say a mail was delivered or written to, each once, at most a hundred.

    A sender may write there what they like. That gives them nothing: whoever knows an address of ours can as well
    send to it.
    """
    end = _HEADER_END.search(raw, 0, _MOST_HEADER_BYTES)
    headers = BytesHeaderParser(policy=policy.compat32).parsebytes(raw[: end.end() if end else _MOST_HEADER_BYTES])
    listed = [str(value) for name in (*_DELIVERED, *_WRITTEN) for value in headers.get_all(name, [])]
    traced = [address for value in headers.get_all("Received", []) for address in _FOR.findall(str(value))]
    bare = [address for value in listed for address in _BARE.findall(_QUOTED.sub("", value))]
    found = [address.strip() for address in _parsed(listed)] + traced + bare
    found += [address.strip("'") for address in bare if address.startswith("'")]
    return tuple(dict.fromkeys(address for address in found if "@" in address))[:_MOST_ADDRESSES]


def _parsed(listed: Sequence[str]) -> list[str]:
    try:
        return [address for _name, address in getaddresses(listed)]
    except RecursionError:  # thousands of open brackets: the bare addresses are found all the same
        return []


def _find(database: Database, addresses: Sequence[str], reply_domain: str) -> tuple[Destination, ...]:
    if not addresses:
        return ()
    with database.platform() as session:
        found = [destination_of(session, address, reply_domain) for address in addresses[:_MOST_ADDRESSES]]
    return tuple(dict.fromkeys(place for place in found if place))
