"""One look at a domain: all four sorts of records, each for itself, so that one silence does not hide the others."""

from collections.abc import Callable

from app.dns import DnsUnavailable, Resolver
from app.outbound.domain_check.dkim import dkim_findings
from app.outbound.domain_check.dmarc import dmarc_findings
from app.outbound.domain_check.findings import About, Finding, Found, Report, Verdict
from app.outbound.domain_check.mx import alias_findings, mx_findings, wildcard_findings
from app.outbound.domain_check.ours import Ours
from app.outbound.domain_check.spf import spf_findings

_WEIGHT = {Verdict.PROBLEM: 0, Verdict.UNKNOWN: 1, Verdict.TO_DO: 2, Verdict.OK: 3}


def check_domain(resolver: Resolver, domain: str, ours: Ours) -> Report:
    """Look at everything that decides whether mail from the domain arrives, and say what to do.

    Whatever nobody answers for is `UNKNOWN`, never missing.
    """
    dkim = _asked(About.DKIM, lambda: dkim_findings(resolver, domain, ours))
    key_stands = Report(dkim).key_proven
    found = (
        *dkim,
        *_asked(About.DMARC, lambda: dmarc_findings(resolver, domain, key_stands=key_stands)),
        *_asked(About.SPF, lambda: spf_findings(resolver, domain, ours)),
        *_asked(About.MX, lambda: mx_findings(resolver, domain, ours)),
        *_hint(lambda: alias_findings(resolver, domain)),
        *_hint(lambda: wildcard_findings(resolver, domain)),
    )
    order = list(About)
    return Report(tuple(sorted(found, key=lambda one: (order.index(one.about), _WEIGHT[one.verdict]))))


def _asked(about: About, look: Callable[[], tuple[Finding, ...]]) -> tuple[Finding, ...]:
    try:
        return look()
    except DnsUnavailable:
        return (Finding(about, Verdict.UNKNOWN, Found.UNREACHABLE),)


def _hint(look: Callable[[], tuple[Finding, ...]]) -> tuple[Finding, ...]:
    """What is only good to know is left out where nobody answers."""
    try:
        return look()
    except DnsUnavailable:
        return ()
