"""Step 3, first half: our own check of where a mail came from. It asks the DNS, so no transaction may be open."""

import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from app.dns import DnsUnavailable, RecordKind, Resolver
from app.inbound.sender.alignment import aligned
from app.inbound.sender.domain_policy import policy_of
from app.inbound.sender.findings import Check, DomainPolicy, Findings, Method, Result
from app.inbound.sender.key import check_signature
from app.inbound.sender.mailbox import domain_of
from app.inbound.sender.marks import Marks
from app.inbound.sender.passed_on import check_chain
from app.inbound.sender.rewritten import is_forwarders
from app.inbound.sender.spf_check import asked_of, check_spf

_MOST_LOOKED_AT: Final = 5
_SECONDS: Final = 20.0


@dataclass
class _Patience:
    """A resolver that gives up when one mail has taken too long: some name servers never answer."""

    beyond: Resolver
    until: float = field(default_factory=lambda: time.monotonic() + _SECONDS)

    def lookup(self, name: str, kind: RecordKind) -> tuple[str, ...]:
        """See `Resolver.lookup`."""
        if time.monotonic() > self.until:
            raise DnsUnavailable(f"{kind} of {name} was not looked up: the others took too long")
        return self.beyond.lookup(name, kind)


def examine(
    marks: Marks, envelope: Mapping[str, object], at: datetime, resolver: Resolver, trusted: Collection[str]
) -> Findings:
    """Check every mark that could speak for the From domain, as of the moment `at` the mail was received (UTC).

    `trusted` are the domains whose ARC seals we believe. ARC is asked only where nothing else proves the sender.
    """
    if marks.address is None or marks.crooked:
        return Findings("")
    from_domain, patient = domain_of(marks.address), _Patience(resolver)
    policy = policy_of(from_domain, patient)
    checks = [*_dkim(marks, from_domain, policy, patient, at), *_spf(marks, envelope, from_domain, policy, patient)]
    found = Findings(from_domain, tuple(checks), policy)
    if found.proofs or marks.chain is None:
        return found
    return replace(found, checks=(*checks, check_chain(marks.chain, from_domain, patient, at, trusted)))


def _dkim(marks: Marks, from_domain: str, policy: DomainPolicy, resolver: Resolver, at: datetime) -> Iterator[Check]:
    """Aligned signatures are checked; of the others it is enough to know that they are there."""
    speaking = [one for one in marks.signatures if aligned(one.domain, from_domain, strict=policy.strict_dkim)]
    for signature in speaking[:_MOST_LOOKED_AT]:
        yield _speaking(check_signature(signature, resolver, at), from_domain, policy)
    for signature in marks.signatures:
        if signature not in speaking:
            yield Check(Method.DKIM, Result.NONE, signature.domain, selector=signature.selector, note="not aligned")


def _spf(
    marks: Marks, envelope: Mapping[str, object], from_domain: str, policy: DomainPolicy, resolver: Resolver
) -> Iterator[Check]:
    asked = asked_of(envelope)
    if asked is None:
        yield Check(Method.SPF, Result.NONE, note="the server that brought it is not known to us")
    elif passing := _passed_on_by(marks, asked.sender):
        yield Check(Method.SPF, Result.NONE, asked.domain, note=passing)
    elif aligned(asked.domain, from_domain, strict=policy.strict_spf):
        yield _speaking(check_spf(asked, resolver), from_domain, policy)
    else:
        yield Check(Method.SPF, Result.NONE, asked.domain, note="not aligned")


def _passed_on_by(marks: Marks, return_path: str) -> str:
    """Why the server may send for its domain and yet says nothing of who wrote, or to whom; empty where it may."""
    if is_forwarders(return_path):
        return "a forwarder's return path"
    return "sent again by somebody else" if marks.sent_again else ""


def _speaking(check: Check, from_domain: str, policy: DomainPolicy) -> Check:
    """A check that may speak for the From domain. Whether a neighbour's may, only the domain itself can say."""
    if policy.unknown and check.domain != from_domain and check.result is Result.PASS:
        note = "whether the domain accepts its neighbours could not be looked up"
        return replace(check, aligned=True, result=Result.TEMPERROR, note=note)
    return replace(check, aligned=True)
