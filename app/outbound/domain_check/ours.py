"""What a tenant's domain is compared with: our key for it, who takes mail for us, and who sends for us."""

from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network

from app.dns import Resolver

Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class Ours:
    """Our side of a domain's records; `public_key` is the p= of the DKIM record, without spaces."""

    reply_domain: str
    selector: str
    public_key: str
    spf_include: str
    mail_hosts: tuple[str, ...]
    networks: tuple[Network, ...] = ()


def mail_hosts(resolver: Resolver, reply_domain: str) -> tuple[str, ...]:
    """The hosts that take mail for our own reply domain, the preferred first; the domain itself where none is named.

    Raises:
        DnsUnavailable: when nobody could answer.

    """
    ranked = sorted(_ranked(value) for value in resolver.lookup(reply_domain, "MX"))
    return tuple(host for _, host in ranked if host) or (reply_domain,)


def _ranked(value: str) -> tuple[int, str]:
    preference, _, host = value.strip().partition(" ")
    return (int(preference) if preference.isdigit() else 0, host.strip().rstrip(".").lower())
