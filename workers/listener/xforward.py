"""XFORWARD: what a relay of ours tells of the server that sent it the mail.

https://www.postfix.org/XFORWARD_README.html; values are xtext (RFC 3461, 4).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from ipaddress import IPv4Address, IPv6Address, ip_address

from app.config import Network

ATTRIBUTES = ("NAME", "ADDR", "PROTO", "HELO", "PORT", "IDENT", "SOURCE")
_UNKNOWN = ("[UNAVAILABLE]", "[TEMPUNAVAIL]")
_PAIR = re.compile(r"(?P<name>[A-Za-z]{1,20})=(?P<value>[!-<>-~]{0,255})")
_HEX = re.compile(r"\+([0-9A-Fa-f]{2})")
_IPV6 = "ipv6:"


@dataclass(frozen=True, slots=True)
class Forwarded:
    """The peer that the relay saw; each part is empty where the relay does not know it."""

    addr: str = ""
    helo: str = ""
    proto: str = ""


def told(before: Forwarded, argument: str) -> Forwarded | None:
    """What is known after one more command; `None` where its form is wrong, or an attribute is none that we know."""
    after = before
    for word in argument.split():
        pair = _PAIR.fullmatch(word)
        if pair is None or pair["name"].upper() not in ATTRIBUTES:
            return None
        name, value = pair["name"].lower(), _plain(pair["value"])
        if name == "addr":
            after = replace(after, addr=_address(value))
        elif name in ("helo", "proto"):
            after = replace(after, **{name: value})
    return after if argument.strip() else None


def host_of(peer: object) -> str:
    """The address of the other end of a connection; empty for a socket in the file system."""
    return str(peer[0]) if isinstance(peer, tuple) and peer else ""


def is_within(host: str, networks: Sequence[Network]) -> bool:
    """Whether an address belongs to one of the networks; IPv4 written as IPv6 counts as IPv4."""
    found = _parsed(host)
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return found is not None and any(found in network for network in networks)


def _plain(xtext: str) -> str:
    if xtext.upper() in _UNKNOWN:
        return ""
    return _HEX.sub(lambda code: chr(int(code.group(1), 16)), xtext)


def _address(value: str) -> str:
    """An IP address as we write it; nothing for any other kind."""
    bare = value[len(_IPV6) :] if value.lower().startswith(_IPV6) else value
    found = _parsed(bare)
    return str(found) if found else ""


def _parsed(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host.partition("%")[0])
    except ValueError:
        return None
