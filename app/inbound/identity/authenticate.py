"""Step 3: whether the sender may record, by the tenant's policy; kept as evidence with everything seen (I9).

No policy believes what the mail says of itself, a foreign `Authentication-Results` least of all. What each asks for,
and why: ADR 8.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from app.domain_names import spellings
from app.inbound.decision import Reason
from app.inbound.identity.writer import THEMSELVES, Writer, writer_from_json
from app.inbound.sender.findings import Check, Findings, Method, findings_from_json
from app.inbound.sender.mailbox import plain_address
from app.inbound.sender.marks import Marks

STRICT: Final = "strict"
NORMAL: Final = "normal"
LENIENT: Final = "lenient"

_POLICIES: Final = frozenset({STRICT, NORMAL, LENIENT})

NOT_CHECKED: Final = "SPF, DKIM and DMARC not checked"
_FRESH: Final = timedelta(days=7)
"""How long a signature that names no recipient of ours may have been under way: servers give up after five days."""
_AHEAD: Final = timedelta(days=1)
"""How far a sender's clock may be ahead: a date further off would keep a mail fresh for as long as its forger likes."""
_ANSWERING: Final = frozenset({"in-reply-to", "references"})
_NAMING: Final = frozenset({"to", "cc"}) | _ANSWERING
"""The headers that say where a mail is meant to go."""


@dataclass(frozen=True, slots=True)
class Led:
    """Which header fields of a mail (small letters) name the address it came to, or a mail of ours it answers.

    `astray` are those that name another address or mail of ours instead.
    """

    here: frozenset[str] = frozenset()
    astray: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sought:
    """What a mail must show: the policy, the addresses that may write here, and where its headers lead.

    `enrolled` is empty when nobody we know could have written it. `keyed` says that it came to a reply key.
    """

    policy: str
    enrolled: frozenset[str]
    keyed: bool
    led: Led = Led()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of the sender. `doubt` is why the mail must be held, `None` when it may record.

    `findings` is what our own check came to; `None` where the policy asks for none, and in verdicts stored before
    there was one. `account` is how the mail came to us where that is not by the writer's own: told by phone, forwarded.
    `fingerprint` is that of the mail's body and date. `sent_on`: it is the sender's and was plainly meant for another
    time or place, so that they could not tell by themselves what is asked of them.
    """

    policy: str
    sender: str
    keyed: bool
    address_matches: bool
    doubt: Reason | None
    account: str = ""
    findings: Findings | None = None
    fingerprint: str = ""
    writer: Writer = THEMSELVES
    sent_on: bool = False

    def as_json(self) -> dict[str, object]:
        """The verdict as stored beside the outcome and in the evidence of each entry."""
        return {
            "policy": self.policy,
            "sender": self.sender,
            "key": self.keyed,
            "address": self.address_matches,
            "doubt": self.doubt.value if self.doubt else None,
            "account": self.account,
            "fingerprint": self.fingerprint,
            "findings": self.findings.as_json() if self.findings else None,
            **self.writer.as_json(),
            **({"sent_on": True} if self.sent_on else {}),
        }

    @property
    def summary(self) -> str:
        """One line for the ledger."""
        checked = self.findings.words if self.findings else NOT_CHECKED
        if self.account:
            return f"{self.account}; {checked}" if self.policy in _POLICIES else self.account
        key = "reply key" if self.keyed else "programme address"
        address = "enrolled address" if self.address_matches else "not the enrolled address"
        return "; ".join((f"{key}, {address}", checked, *self.writer.summary))

    @property
    def proven(self) -> bool:
        """Whether our own check proved, by signature or server, that the mail came from the address it names."""
        proofs = self.findings.proofs if self.findings else ()
        return any(proof.method is not Method.ARC for proof in proofs)

    @property
    def could_be_renamed(self) -> bool:
        """Whether somebody other than the sender could have given the mail its Message-ID."""
        proofs = self.findings.proofs if self.findings else ()
        vouched = any(proof.method is Method.SPF or "message-id" in proof.signed for proof in proofs)
        return bool(proofs) and not vouched

    @property
    def awaits_dns(self) -> bool:
        """Whether nothing but the silence of the DNS stands between this mail and a proof of its sender."""
        open_yet = self.doubt in (Reason.UNPROVEN_SENDER, Reason.FAILED_SENDER)
        return open_yet and self.findings is not None and self.findings.unsure


def verdict_from_json(data: Mapping[str, Any]) -> Verdict:
    """The verdict whose `as_json()` gave `data`, those of earlier versions included."""
    doubt, findings = data.get("doubt"), data.get("findings")
    return Verdict(
        policy=data["policy"],
        sender=data["sender"],
        keyed=data["key"],
        address_matches=data["address"],
        doubt=Reason(doubt) if doubt else None,
        account=data.get("account", ""),
        findings=findings_from_json(findings) if findings else None,
        fingerprint=data.get("fingerprint", ""),
        writer=writer_from_json(data),
        sent_on=data.get("sent_on", False),
    )


def authenticate(
    marks: Marks, findings: Findings | None, sought: Sought, *, received_at: datetime, stated: str = ""
) -> Verdict:
    """Judge a mail by what it shows and what was found.

    `findings` is `None` where the policy asks for no check. `stated` is the envelope's sender, which names a mail that
    names nobody itself.
    """
    matches = _matches(marks, sought.enrolled)
    doubt = _address_doubt(marks, sought, matches=matches)
    if doubt is None and sought.policy != LENIENT:
        doubt = _proof_doubt(marks, findings, sought, received_at)
    return Verdict(
        policy=sought.policy,
        sender=marks.address or stated,
        keyed=sought.keyed,
        address_matches=matches,
        doubt=doubt,
        findings=findings,
        fingerprint=marks.fingerprint,
        sent_on=doubt is Reason.NOT_ADDRESSED and _was_sent_on(marks, findings, sought, received_at),
    )


def _matches(marks: Marks, enrolled: Collection[str]) -> bool:
    named = spellings(marks.address) if marks.address else ()
    return not {plain_address(address) for address in enrolled}.isdisjoint(named)


def _address_doubt(marks: Marks, sought: Sought, *, matches: bool) -> Reason | None:
    if marks.crooked:
        return Reason.UNCLEAR_HEADERS
    if marks.from_count > 1 or (marks.from_count and marks.address is None):
        return Reason.TWO_SENDERS
    if not sought.enrolled:
        return Reason.UNKNOWN_SENDER
    return None if matches else Reason.OTHER_SENDER


def _proof_doubt(marks: Marks, findings: Findings | None, sought: Sought, received_at: datetime) -> Reason | None:
    if sought.policy == STRICT and not sought.keyed:
        return Reason.WITHOUT_KEY
    proofs = _accepted(findings, sought.policy)
    if not proofs:
        return Reason.FAILED_SENDER if findings and findings.disowned else Reason.UNPROVEN_SENDER
    if any(_leads_here(proof, marks, sought.led, received_at) for proof in proofs):
        return None
    return Reason.NOT_ADDRESSED


def _accepted(findings: Findings | None, policy: str) -> list[Check]:
    """The proofs that count: `strict` takes signatures of the sender's own domain only."""
    proofs = findings.proofs if findings else ()
    return [proof for proof in proofs if policy != STRICT or proof.method is Method.DKIM]


def _leads_here(proof: Check, marks: Marks, led: Led, received_at: datetime) -> bool:
    """Whether the sender meant the mail to come here: whoever has a signed mail can send it on to anybody.

    A server that may send for the domain vouches for where it sends a mail. A signature vouches for the headers it
    covers, so one of those that name the recipient must lead here. Some providers sign none of them: then the mail
    must be fresh and answer one of ours. An unsigned recipient alone is as easily written by somebody else.
    """
    if proof.method is Method.SPF:
        return True
    naming = _NAMING.intersection(proof.signed)
    if naming:
        return not naming.isdisjoint(led.here)
    return not _ANSWERING.isdisjoint(led.here) and _is_fresh(proof, marks, received_at)


def _was_sent_on(marks: Marks, findings: Findings | None, sought: Sought, received_at: datetime) -> bool:
    proofs = _accepted(findings, sought.policy)
    return not any(_may_be_for_us(proof, marks, sought.led, received_at) for proof in proofs)


def _may_be_for_us(proof: Check, marks: Marks, led: Led, received_at: datetime) -> bool:
    """Whether a mail that nothing signed leads here may still be meant for us: an alias passed it on, or it was late.

    One that was meant for another address or mail of ours is not, nor an old one to somebody else.
    """
    naming = _NAMING.intersection(proof.signed)
    if not naming.isdisjoint(led.astray):
        return False
    return _is_fresh(proof, marks, received_at) or (not naming and bool(led.here))


def _is_fresh(proof: Check, marks: Marks, received_at: datetime) -> bool:
    said = datetime.fromtimestamp(proof.signed_at, UTC) if proof.signed_at else None
    signed_on = said or (marks.dated if "date" in proof.signed else None)
    return signed_on is not None and -_AHEAD <= received_at - signed_on < _FRESH
