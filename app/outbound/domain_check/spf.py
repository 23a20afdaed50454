"""Whether the domain's SPF lets our hosts send (RFC 7208), and what is wrong with the record as it stands."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict

from app.dns import Resolver
from app.outbound.domain_check.findings import About, Finding, Found, Record, Verdict
from app.outbound.domain_check.names import host_of, organisational_domain
from app.outbound.domain_check.ours import Ours
from app.outbound.domain_check.providers import mail_provider
from app.outbound.domain_check.published import Text, texts_at
from app.outbound.domain_check.spf_reach import MOST_LOOKUPS, MOST_VOID, Reach, covers, reach, spf_texts
from app.outbound.domain_check.spf_record import BadTerm, Term, better_term, in_force, merged, terms_of

_MEANT = re.compile(r"v?\s*=?\s*spf[\s.:;,/]?[0-9]?", re.IGNORECASE)


class _Instead(TypedDict, total=False):
    """The record to publish in the place of another."""

    publish: tuple[Record, ...]
    remove: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class _Record:
    """The one record of a domain, read and followed, and what to publish in its place."""

    resolver: Resolver
    domain: str
    ours: Ours
    terms: tuple[Term, ...]
    seen: Reach
    instead: _Instead

    @property
    def end(self) -> str:
        """The sign before `all`; `redirect` where another record goes on; empty where nothing is said."""
        last = next(reversed(in_force(self.terms)), None)
        return "" if last is None else {"all": last.sign, "redirect": "redirect"}.get(last.name, "")


def spf_findings(resolver: Resolver, domain: str, ours: Ours) -> tuple[Finding, ...]:
    """What the domain's SPF says of our hosts.

    Raises:
        DnsUnavailable: when nobody could answer.

    """
    texts = texts_at(resolver, domain)
    records = tuple(text for text in texts if text.meant.lower().split(" ")[0] == "v=spf1")
    if not records:
        return (_without(resolver, domain, ours, texts),)
    if len(records) > 1:
        one = _record(domain, merged([text.meant for text in records], [ours.spf_include]))
        others = tuple(_record(domain, text.value) for text in records)
        return (_finding(Verdict.PROBLEM, Found.SPF_SEVERAL, domain, publish=(one,), remove=others),)
    return _judged(resolver, domain, ours, records[0])


def _judged(resolver: Resolver, domain: str, ours: Ours, text: Text) -> tuple[Finding, ...]:
    better = _record(domain, merged([text.meant], [ours.spf_include]))
    instead = _Instead(publish=(better,), remove=(_record(domain, text.value),))
    if text.is_quoted:
        return (_finding(Verdict.PROBLEM, Found.SPF_QUOTED, domain, {"now": text.value}, **instead),)
    try:
        terms = terms_of(text.meant)
    except BadTerm as bad:
        details = {"term": bad.text, "better": better_term(bad.text) or ""}
        return (_finding(Verdict.PROBLEM, Found.SPF_TERM, domain, details, **instead),)
    here = _Record(resolver, domain, ours, terms, reach(resolver, domain, terms), instead)
    return (*_faults(here), *_too_dear(here), _ours_in_it(here))


def _faults(here: _Record) -> tuple[Finding, ...]:
    """What is wrong with the record, whoever sends."""
    seen, wrong, better = here.seen, Verdict.PROBLEM, Verdict.TO_DO
    lost = {"number": str(len(seen.voids)), "names": ", ".join(seen.voids[:5])}
    nothing = _Instead()
    checks: tuple[tuple[object, Verdict, Found, dict[str, str], _Instead], ...] = (
        (seen.circle, wrong, Found.SPF_CIRCLE, {"include": seen.circle}, nothing),
        (seen.lacking, wrong, Found.SPF_INCLUDED_LACKS, {"include": seen.lacking}, nothing),
        (seen.broken, wrong, Found.SPF_INCLUDED_LACKS, {"include": seen.broken}, nothing),
        (len(seen.voids) > MOST_VOID, wrong, Found.SPF_VOID, lost, nothing),
        (here.end == "+", wrong, Found.SPF_EVERYBODY, {}, here.instead),
        (here.end == "?", better, Found.SPF_NEUTRAL, {}, here.instead),
        (here.end == "", better, Found.SPF_NO_END, {}, here.instead),
        (any(term.name == "ptr" for term in here.terms), better, Found.SPF_PTR, {}, here.instead),
    )
    return tuple(
        _finding(verdict, found, here.domain, details, **more)
        for fails, verdict, found, details, more in checks
        if fails
    )


def _too_dear(here: _Record) -> tuple[Finding, ...]:
    """Over ten look-ups a receiver gives up; ours, where it has to be added, is counted in."""
    include, seen = here.ours.spf_include, here.seen
    total = seen.lookups + (0 if include in seen.names else 1 + _ours_alone(here).lookups)
    if total <= MOST_LOOKUPS:
        return ()
    dearest = sorted(seen.cost.items(), key=lambda item: -item[1])[:5]
    details = {"number": str(total), "terms": ", ".join(f"{term} ({cost})" for term, cost in dearest)}
    verdict = Verdict.PROBLEM if seen.lookups > MOST_LOOKUPS else Verdict.TO_DO
    return (_finding(verdict, Found.SPF_LOOKUPS, here.domain, details),)


def _ours_in_it(here: _Record) -> Finding:
    """Whether our servers may send: by our name, or by their addresses."""
    include = here.ours.spf_include
    details = {"include": f"include:{include}", "now": " ".join(["v=spf1", *(term.text for term in here.terms)])}
    networks = here.ours.networks or tuple(_ours_alone(here).networks)
    if include in here.seen.names or covers(here.seen.networks, networks):
        return _finding(Verdict.OK, Found.SPF_NAMES_US, here.domain, details)
    named = [term for term in here.terms if term.name == "include" and term.value.lower().rstrip(".") == include]
    if not named:
        return _finding(Verdict.TO_DO, Found.SPF_WITHOUT_US, here.domain, details, **here.instead)
    others = " ".join(["v=spf1", *(term.text for term in here.terms if term not in named)])
    found = Found.SPF_REFUSES_US if named[0] in in_force(here.terms) else Found.SPF_BEHIND_ALL
    right = _Instead({**here.instead, "publish": (_record(here.domain, merged([others], [include])),)})
    return _finding(Verdict.PROBLEM, found, here.domain, details, **right)


def _ours_alone(here: _Record) -> Reach:
    """Our own list, followed."""
    include = here.ours.spf_include
    records = spf_texts(here.resolver, include)
    try:
        return reach(here.resolver, include, terms_of(records[0])) if records else Reach()
    except BadTerm:
        return Reach()


def _without(resolver: Resolver, domain: str, ours: Ours, texts: tuple[Text, ...]) -> Finding:
    """No record that a receiver takes for SPF: one that was meant as such, one gone astray, or none."""
    meant = [text for text in texts if _MEANT.match(text.meant) and "spf" in text.meant.lower()[:8]]
    if meant:
        one = _record(domain, merged([text.meant for text in meant], [ours.spf_include]))
        away = tuple(_record(domain, text.value) for text in meant)
        return _finding(Verdict.TO_DO, Found.SPF_VERSION, domain, {"now": meant[0].value}, publish=(one,), remove=away)
    zone = organisational_domain(domain)
    for place in dict.fromkeys((f"{domain}.{zone}", f"{domain}.{domain}", f"_spf.{domain}", f"spf.{domain}")):
        lost = spf_texts(resolver, place)
        if lost and not spf_texts(resolver, f"no-such-name.{domain}"):
            one = _record(domain, merged([lost[0]], [ours.spf_include]))
            return _finding(Verdict.TO_DO, Found.SPF_DOUBLED, domain, {"place": place}, publish=(one,))
    return _finding(Verdict.TO_DO, Found.SPF_MISSING, domain, publish=(_first(resolver, domain, ours),))


def _first(resolver: Resolver, domain: str, ours: Ours) -> Record:
    """A record to begin with, which leaves room for whoever sends for the domain already."""
    hosts = [value.split()[-1].rstrip(".").lower() for value in resolver.lookup(domain, "MX")]
    provider = mail_provider(hosts)
    others = [provider.include] if provider else []
    begun = "v=spf1 mx" if hosts and not provider else "v=spf1"
    return _record(domain, merged([begun], [*others, ours.spf_include]))


def _record(domain: str, value: str) -> Record:
    return Record("TXT", domain, host_of(domain), value)


def _finding(
    verdict: Verdict,
    found: Found,
    domain: str,
    details: Mapping[str, str] | None = None,
    *,
    publish: tuple[Record, ...] = (),
    remove: tuple[Record, ...] = (),
) -> Finding:
    return Finding(About.SPF, verdict, found, {"domain": domain, **(details or {})}, publish, remove)
