"""Whom an SPF record lets send, followed through its includes, and what that costs a receiver (RFC 7208 4.6.4)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network

from app.dns import RecordKind, Resolver
from app.outbound.domain_check.ours import Network
from app.outbound.domain_check.published import texts_at
from app.outbound.domain_check.spf_record import ASKING, BadTerm, Term, in_force, terms_of

MOST_LOOKUPS = 10
MOST_VOID = 2
_STOP_AFTER = 40


@dataclass
class Reach:
    """What was seen on the way; `cost` is what each term of the record itself costs."""

    names: set[str] = field(default_factory=set)
    networks: list[Network] = field(default_factory=list)
    lookups: int = 0
    voids: list[str] = field(default_factory=list)
    cost: dict[str, int] = field(default_factory=dict)
    lacking: str = ""
    broken: str = ""
    circle: str = ""


def spf_texts(resolver: Resolver, name: str) -> tuple[str, ...]:
    """The SPF records of a name as a receiver takes them, with signs that are not theirs left away."""
    found = (text.meant for text in texts_at(resolver, name))
    return tuple(text for text in found if text.lower().split(" ")[0] == "v=spf1")


def reach(resolver: Resolver, domain: str, terms: tuple[Term, ...]) -> Reach:
    """Follow a record's terms.

    Raises:
        DnsUnavailable: when nobody could answer.

    """
    seen = Reach()
    for term in in_force(terms):
        before = seen.lookups
        _follow(resolver, domain, term, seen, (domain,), trusted=True)
        if term.name in ASKING:
            seen.cost[term.text] = seen.lookups - before
    return seen


def _follow(resolver: Resolver, domain: str, term: Term, seen: Reach, path: tuple[str, ...], *, trusted: bool) -> None:
    """Note what one term lets send. `trusted` is false below a term that refuses what it names."""
    passes = trusted and term.sign == "+"
    if term.name in {"ip4", "ip6"}:
        if passes:
            seen.networks.append(ip_network(term.value, strict=False))
        return
    if term.name not in ASKING:
        return
    seen.lookups += 1
    if seen.lookups > _STOP_AFTER or "%{" in term.value:
        return
    if term.name in {"include", "redirect"}:
        _enter(resolver, term.value.rstrip(".").lower(), seen, path, trusted=passes)
    elif term.name in {"a", "mx"}:
        _hosts(resolver, domain, term, seen, trusted=passes)
    elif term.name == "exists" and not resolver.lookup(term.value, "A"):
        seen.voids.append(term.value)


def _enter(resolver: Resolver, name: str, seen: Reach, path: tuple[str, ...], *, trusted: bool) -> None:
    if trusted:
        seen.names.add(name)
    if name in path:
        seen.circle = seen.circle or name
        return
    records = spf_texts(resolver, name)
    if len(records) != 1:
        seen.lacking = seen.lacking or name
        if not records:
            seen.voids.append(name)
        return
    try:
        terms = terms_of(records[0])
    except BadTerm:
        seen.broken = seen.broken or name
        return
    for term in in_force(terms):
        _follow(resolver, name, term, seen, (*path, name), trusted=trusted)


def _hosts(resolver: Resolver, domain: str, term: Term, seen: Reach, *, trusted: bool) -> None:
    host, _, lengths = term.value.partition("/")
    four, _, six = lengths.partition("//") if not lengths.startswith("/") else ("", "", lengths[1:])
    hosts = [host or domain]
    if term.name == "mx":
        hosts = [value.split()[-1].rstrip(".") for value in resolver.lookup(host or domain, "MX")]
    found = [
        f"{address}/{length or full}"
        for name in hosts[:MOST_LOOKUPS]
        for kind, length, full in _families(four, six)
        for address in resolver.lookup(name, kind)
    ]
    if not found:
        seen.voids.append(host or domain)
    if trusted:
        seen.networks += [ip_network(value, strict=False) for value in found]


def _families(four: str, six: str) -> tuple[tuple[RecordKind, str, int], ...]:
    return (("A", four, 32), ("AAAA", six, 128))


def covers(networks: Sequence[Network], wanted: Sequence[Network]) -> bool:
    """Whether every one of the networks wanted lies within one of those given; never when none is wanted."""
    return bool(wanted) and all(any(_within(one, wider) for wider in networks) for one in wanted)


def _within(one: Network, wider: Network) -> bool:
    if isinstance(one, IPv4Network):
        return isinstance(wider, IPv4Network) and one.subnet_of(wider)
    return isinstance(wider, IPv6Network) and one.subnet_of(wider)
