"""Who takes mail for a domain: mail from a domain that takes none is refused by many, and some people answer to it."""

import re
from collections.abc import Mapping

from app.dns import Resolver
from app.outbound.domain_check.findings import About, Finding, Found, Record, Verdict
from app.outbound.domain_check.names import host_of, organisational_domain
from app.outbound.domain_check.ours import Ours
from app.outbound.domain_check.providers import mail_provider
from app.outbound.domain_check.published import alias_of, has_address, texts_at

_NUMBERS = re.compile(r"[0-9.]+|[0-9a-f]*:[0-9a-f:.]+", re.IGNORECASE)


def our_mx(domain: str, ours: Ours) -> tuple[Record, ...]:
    """The records that bring a domain's mail to us."""
    return tuple(
        Record("MX", domain, host_of(domain), f"{10 * number} {host}")
        for number, host in enumerate(ours.mail_hosts, start=1)
    )


def mx_findings(resolver: Resolver, domain: str, ours: Ours) -> tuple[Finding, ...]:
    """Who takes the domain's mail, and what is wrong with what stands there.

    Raises:
        DnsUnavailable: when nobody could answer.

    """
    values = resolver.lookup(domain, "MX")
    alias = alias_of(resolver, domain)
    if alias and not values:
        return (_finding(Verdict.PROBLEM, Found.MX_ALIAS, domain, {"target": alias}),)
    hosts = {_host(value): Record("MX", domain, host_of(domain), value) for value in sorted(values)}
    if not hosts:
        return (_without(resolver, domain, ours),)
    if "" in hosts:
        return (_null(domain, ours, hosts),)
    faults = [fault for host, record in hosts.items() if (fault := _fault(resolver, domain, ours, host, record))]
    broken = {record for fault in faults for record in fault.remove}
    working = {host for host, record in hosts.items() if record not in broken}
    if not working:
        return tuple(faults)
    less = [Finding(one.about, Verdict.TO_DO, one.found, one.details, one.publish, one.remove) for one in faults]
    return (*less, _whose(domain, ours, working))


def _whose(domain: str, ours: Ours, hosts: set[str]) -> Finding:
    theirs = sorted(hosts - set(ours.mail_hosts))
    if not theirs:
        return _finding(Verdict.OK, Found.MX_OURS, domain, {"hosts": ", ".join(sorted(hosts))})
    named = mail_provider(theirs)
    details = {"hosts": ", ".join(theirs), "provider": named.name if named else "", "reply_domain": ours.reply_domain}
    if len(theirs) < len(hosts):
        return _finding(Verdict.TO_DO, Found.MX_MIXED, domain, details)
    return _finding(Verdict.OK, Found.MX_THEIRS, domain, details)


def _without(resolver: Resolver, domain: str, ours: Ours) -> Finding:
    """No MX: mail goes to the host of that name, if there is one (RFC 5321 5.1), which is a web server as a rule."""
    publish = our_mx(domain, ours)
    if has_address(resolver, domain):
        return _finding(Verdict.TO_DO, Found.MX_WEBSITE, domain, publish=publish)
    known = texts_at(resolver, domain) or resolver.lookup(domain, "NS")
    zone = organisational_domain(domain)
    if not known and not any(resolver.lookup(zone, kind) for kind in ("NS", "MX", "A", "TXT")):
        return _finding(Verdict.PROBLEM, Found.MX_NAME_UNKNOWN, domain)
    return _finding(Verdict.PROBLEM, Found.MX_MISSING, domain, publish=publish)


def _null(domain: str, ours: Ours, hosts: dict[str, Record]) -> Finding:
    """A lone dot says that the domain takes no mail (RFC 7505); beside other records it is a mistake."""
    dot = (hosts[""],)
    if len(hosts) > 1:
        return _finding(Verdict.PROBLEM, Found.MX_NULL_AND_MORE, domain, remove=dot)
    return _finding(Verdict.PROBLEM, Found.MX_NULL, domain, publish=our_mx(domain, ours), remove=dot)


def _fault(resolver: Resolver, domain: str, ours: Ours, host: str, record: Record) -> Finding | None:
    zone = organisational_domain(domain)
    if _NUMBERS.fullmatch(host):
        return _finding(Verdict.PROBLEM, Found.MX_ADDRESS, domain, {"host": host}, remove=(record,))
    if host in ours.mail_hosts:
        return None
    for known in ours.mail_hosts:
        if host in {f"{known}.{zone}", f"{known}.{domain}"}:
            details = {"host": host, "meant": known}
            return _finding(
                Verdict.PROBLEM, Found.MX_DOUBLED_HOST, domain, details, publish=our_mx(domain, ours), remove=(record,)
            )
    if not has_address(resolver, host):
        return _finding(Verdict.PROBLEM, Found.MX_DEAD_HOST, domain, {"host": host}, remove=(record,))
    return None


def alias_findings(resolver: Resolver, domain: str) -> tuple[Finding, ...]:
    """Hosts in MX records that are aliases, which RFC 2181 10.3 forbids and some servers refuse.

    Raises:
        DnsUnavailable: when nobody could answer.

    """
    aliases = {
        host: alias_of(resolver, host) for value in sorted(resolver.lookup(domain, "MX")) if (host := _host(value))
    }
    return tuple(
        _finding(Verdict.TO_DO, Found.MX_ALIAS_HOST, domain, {"host": host, "target": target})
        for host, target in aliases.items()
        if target
    )


def wildcard_findings(resolver: Resolver, domain: str) -> tuple[Finding, ...]:
    """Whether every name below the domain answers, which makes mistakes look like records.

    Raises:
        DnsUnavailable: when nobody could answer.

    """
    texts = texts_at(resolver, f"no-such-name.{domain}")
    if not texts:
        return ()
    return (_finding(Verdict.TO_DO, Found.MX_WILDCARD, domain, {"now": texts[0].value}),)


def _host(value: str) -> str:
    parts = value.split()
    return parts[-1].rstrip(".").lower() if len(parts) > 1 else ""


def _finding(
    verdict: Verdict,
    found: Found,
    domain: str,
    details: Mapping[str, str] | None = None,
    *,
    publish: tuple[Record, ...] = (),
    remove: tuple[Record, ...] = (),
) -> Finding:
    return Finding(About.MX, verdict, found, {"domain": domain, **(details or {})}, publish, remove)
