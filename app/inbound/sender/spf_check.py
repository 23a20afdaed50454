"""SPF of the envelope as we saw it (RFC 7208): may that peer send for that domain? pyspf judges, our resolver asks."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any, Final, cast

import spf

from app.dns import DnsUnavailable, RecordKind, Resolver
from app.domain_names import plain_domain
from app.inbound.sender.findings import Check, Method, Result
from app.inbound.sender.mailbox import domain_of

_OURS: Final = tuple(
    ip_network(text)
    for text in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16",
        "::/127", "fc00::/7", "fe80::/10",
    )
)  # fmt: skip
"""Networks of this machine or this house: a peer from there is a relay of ours, and who brought it the mail is lost."""
_NOBODY: Final = {4: ("0.255.0.1", "240.0.0.1"), 6: ("100::1", "2001:2::1", "c000::1")}
"""Addresses that nobody sends from. A domain for which they pass as well lets anybody pass."""
_KINDS: Final = frozenset({"TXT", "A", "AAAA", "MX", "PTR"})
_RESULTS: Final = {result.value: result for result in Result}


@dataclass(frozen=True, slots=True)
class Asked:
    """The identity that SPF is asked about: that of MAIL FROM, or of HELO where MAIL FROM is empty."""

    peer: IPv4Address | IPv6Address
    domain: str
    sender: str
    helo: str


def asked_of(envelope: Mapping[str, object]) -> Asked | None:
    """What can be asked about an envelope; `None` where the peer is not known to us or names no domain."""
    peer = _peer(str(envelope.get("peer", "")))
    helo = plain_domain(str(envelope.get("helo", "")).strip().rstrip(".")) or ""
    sender = str(envelope.get("mail_from", "")).strip().strip("<>")
    domain = plain_domain(domain_of(sender).rstrip(".")) if sender else helo
    if peer is None or not domain:
        return None
    local = sender.rpartition("@")[0] or "postmaster"
    return Asked(peer, domain, f"{local}@{domain}", helo or "unknown")


def check_spf(asked: Asked, resolver: Resolver) -> Check:
    """What the domain says of that peer; `aligned` is left to the caller. A pass for everybody is none."""
    check = Check(Method.SPF, Result.NONE, asked.domain)
    result, record = _evaluated(asked, resolver)
    seen = replace(check, result=result, key=record)
    if result is not Result.PASS:
        return seen
    for nobody in map(ip_address, _NOBODY[asked.peer.version]):
        if _evaluated(replace(asked, peer=nobody), resolver)[0] is Result.PASS:
            return replace(seen, result=Result.POLICY, note="the record lets anybody pass")
    return seen


def _peer(text: str) -> IPv4Address | IPv6Address | None:
    try:
        peer = ip_address(text.strip("[]").partition("%")[0])
    except ValueError:
        return None
    if isinstance(peer, IPv6Address) and peer.ipv4_mapped:
        peer = peer.ipv4_mapped
    ours = any(peer.version == network.version and peer in network for network in _OURS)
    return None if ours else peer


def _evaluated(asked: Asked, resolver: Resolver) -> tuple[Result, str]:
    """The result, and the domain's own record."""
    try:
        query = _Query(asked, resolver)
        said = str(query.check()[0])
    except Exception:  # noqa: BLE001 - pyspf fails in many ways on hostile records; none of them is a pass
        return Result.PERMERROR, ""
    return _RESULTS.get(said, Result.PERMERROR), query.record


class _Query(spf.query):  # type: ignore[misc]  # pyspf has no types
    """A query that asks our resolver."""

    def __init__(self, asked: Asked, resolver: Resolver) -> None:
        super().__init__(i=str(asked.peer), s=asked.sender, h=asked.helo)
        self._ask = resolver
        self._most_void = spf.MAX_VOID_LOOKUPS
        self.record = ""

    def dns_spf(self, domain: str) -> str | None:
        """The record of a domain; the first one asked for is the sender's own."""
        found = cast("str | None", super().dns_spf(domain))
        self.record = self.record or (found or "")[:1000]
        return found

    def dns(self, name: str, qtype: str, cnames: object = None, ignore_void: bool = False) -> list[Any]:  # noqa: ARG002 - pyspf's signature
        """Every value of a name; empty answers are counted (RFC 7208, section 4.6.4)."""
        if qtype not in _KINDS:
            return []
        try:
            values = self._ask.lookup(str(name), cast("RecordKind", qtype))
        except DnsUnavailable as problem:
            raise spf.TempError(str(problem)) from problem
        if not values and not ignore_void:
            self.void_lookups += 1
            if self.void_lookups > self._most_void:
                raise spf.PermError(f"more than {self._most_void} empty answers")
        return [one for value in values for one in _SHAPES.get(qtype, _as_is)(value)]


def _as_is(value: str) -> list[Any]:
    return [value]


def _text(value: str) -> list[Any]:
    return [[value.encode("latin-1", "replace")]]


def _exchange(value: str) -> list[Any]:
    preference, _, host = value.partition(" ")
    return [(int(preference), host)] if preference.isdigit() else []


_SHAPES: Final = {"TXT": _text, "MX": _exchange}
"""Values as pyspf expects them: TXT in pieces of bytes, MX as preference and host."""
