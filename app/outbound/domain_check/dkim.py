"""Whether our key stands in the domain (RFC 6376 3.6.1). Only its owner can have put it there: it proves the domain."""

import re

from app.dns import Resolver
from app.outbound.domain_check.findings import About, Finding, Found, Record, Verdict
from app.outbound.domain_check.names import host_of
from app.outbound.domain_check.ours import Ours
from app.outbound.domain_check.published import Text, alias_of, tags, texts_at
from app.outbound.letter.dkim_keys import record_name, record_value

_SHORTEST_START = 64
"""So many characters of our key tell that it is ours and was cut off."""


def key_record(domain: str, selector: str, public_key: str) -> Record:
    """The record that carries our key."""
    name = record_name(selector, domain)
    return Record("TXT", name, host_of(name), record_value(public_key))


def dkim_findings(resolver: Resolver, domain: str, ours: Ours) -> tuple[Finding, ...]:
    """What stands where our key should.

    Raises:
        DnsUnavailable: when nobody could answer.

    """
    wanted = key_record(domain, ours.selector, ours.public_key)
    texts = texts_at(resolver, wanted.name)
    keys = tuple(text for text in texts if re.search(r"(^|[;\s])[pkv]\s*=", text.meant)) or texts
    if any(text.meant.lower().startswith(("v=spf", "v=dmarc")) for text in texts) and _is_wild(resolver, domain):
        keys = ()  # a record for all names answers here; ours is missing
    if not keys:
        return (_missing(resolver, domain, ours, wanted),)
    if len(keys) > 1:
        others = tuple(_as_published(wanted, text) for text in keys if not _holds(text, ours))
        return (Finding(About.DKIM, Verdict.PROBLEM, Found.DKIM_SEVERAL, {"name": wanted.name}, (wanted,), others),)
    return _judged(keys[0], wanted, ours)


def _judged(text: Text, wanted: Record, ours: Ours) -> tuple[Finding, ...]:
    found = tags(text.meant)
    problem = _problem(text, found, ours)
    details = {"name": wanted.name, "selector": ours.selector}
    if problem:
        return (Finding(About.DKIM, Verdict.PROBLEM, problem, details, (wanted,), (_as_published(wanted, text),)),)
    stands = Finding(About.DKIM, Verdict.OK, Found.DKIM_STANDS, details)
    if found and "y" in _listed(found.get("t", "")):
        return (Finding(About.DKIM, Verdict.TO_DO, Found.DKIM_TESTING, details, (wanted,)), stands)
    return (stands,)


def _problem(text: Text, found: dict[str, str] | None, ours: Ours) -> Found | None:
    """The first thing that keeps others from verifying with this record."""
    if found is None:
        return Found.DKIM_QUOTED if text.is_quoted and _holds(text, ours) else Found.DKIM_MALFORMED
    key = _packed(found.get("p", ""))
    checks = (
        (text.is_quoted, Found.DKIM_QUOTED),
        ("v" in found and (found["v"] != "DKIM1" or next(iter(found)) != "v"), Found.DKIM_VERSION),
        ("p" not in found, Found.DKIM_NO_KEY),
        (key == "", Found.DKIM_REVOKED),
        (
            key != ours.public_key and len(key) >= _SHORTEST_START and ours.public_key.startswith(key),
            Found.DKIM_CUT_OFF,
        ),
        (key != ours.public_key, Found.DKIM_OTHER_KEY),
        (found.get("k", "rsa").lower() != "rsa", Found.DKIM_KEY_TYPE),
        ("h" in found and "sha256" not in _listed(found["h"]), Found.DKIM_HASH),
        ("s" in found and not {"*", "email"} & _listed(found["s"]), Found.DKIM_SERVICE),
    )
    return next((problem for wrong, problem in checks if wrong), None)


def _missing(resolver: Resolver, domain: str, ours: Ours, wanted: Record) -> Finding:
    """Nothing is there: where it may have gone instead."""
    details = {"name": wanted.name, "selector": ours.selector}
    if target := alias_of(resolver, wanted.name):
        return Finding(
            About.DKIM, Verdict.PROBLEM, Found.DKIM_ALIAS_LOST, {**details, "target": target}, (wanted,),
            (Record("CNAME", wanted.name, wanted.host, target),),
        )  # fmt: skip
    for place, found in _wrong_places(domain, ours, wanted):
        if any(_holds(text, ours) for text in texts_at(resolver, place)):
            details["place"] = place
            return Finding(About.DKIM, Verdict.PROBLEM, found, details, (wanted,))
    return Finding(About.DKIM, Verdict.PROBLEM, Found.DKIM_MISSING, details, (wanted,))


def _wrong_places(domain: str, ours: Ours, wanted: Record) -> tuple[tuple[str, Found], ...]:
    zone = wanted.name.removeprefix(f"{wanted.host}.")
    return (
        (f"{wanted.name}.{zone}", Found.DKIM_DOUBLED),
        (f"{wanted.name}.{domain}", Found.DKIM_DOUBLED),
        (f"{ours.selector}.{domain}", Found.DKIM_MISPLACED),
        (f"{ours.selector}.domainkey.{domain}", Found.DKIM_MISPLACED),
        (f"_domainkey.{domain}", Found.DKIM_MISPLACED),
        (domain, Found.DKIM_MISPLACED),
        (f"{ours.selector}._domainkey.{zone}", Found.DKIM_MISPLACED),
    )


def _is_wild(resolver: Resolver, domain: str) -> bool:
    return bool(texts_at(resolver, f"no-such-selector._domainkey.{domain}"))


def _holds(text: Text, ours: Ours) -> bool:
    return ours.public_key in _packed(text.meant)


def _as_published(wanted: Record, text: Text) -> Record:
    return Record("TXT", wanted.name, wanted.host, text.value)


def _packed(value: str) -> str:
    return re.sub(r"\s+", "", value)


def _listed(value: str) -> set[str]:
    return {part.strip().lower() for part in value.split(":")}
