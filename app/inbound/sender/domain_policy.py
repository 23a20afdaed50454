"""What the From domain asks of receivers: its DMARC record, or its organisation's (RFC 7489, section 6.6.3)."""

from collections.abc import Mapping

from app.dns import DnsUnavailable, Resolver
from app.inbound.sender.findings import DomainPolicy
from app.registered_domains import registered_domain
from app.tag_lists import BadTags, read_tags


def policy_of(from_domain: str, resolver: Resolver) -> DomainPolicy:
    """The record in force; several at one name count as none."""
    above = registered_domain(from_domain)
    try:
        for domain in dict.fromkeys(name for name in (from_domain, above) if name):
            found = _record(f"_dmarc.{domain}", resolver)
            if found:
                record, tags = found
                asks = tags.get("p", "") if domain == from_domain else tags.get("sp", tags.get("p", ""))
                return DomainPolicy(
                    at=domain,
                    record=record,
                    asks=asks.lower(),
                    strict_dkim=tags.get("adkim", "r").lower() == "s",
                    strict_spf=tags.get("aspf", "r").lower() == "s",
                )
    except DnsUnavailable:
        return DomainPolicy(unknown=True)
    return DomainPolicy()


def _record(name: str, resolver: Resolver) -> tuple[str, Mapping[str, str]] | None:
    found = [text for text in resolver.lookup(name, "TXT") if text.strip().startswith("v=DMARC1")]
    if len(found) != 1:
        return None
    try:
        return found[0][:1000], read_tags(found[0])
    except BadTags:
        return None
