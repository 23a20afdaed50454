"""Step 3: who sent it, as far as can be told; kept as evidence with the policy it was judged by (I9).

`lenient` asks for the reply key and the enrolled address. The verdict says plainly what was not checked.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from app.inbound.decision import Reason
from app.inbound.message import Message
from app.inbound.writer import THEMSELVES, Writer, writer_from_json

LENIENT = "lenient"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of the sender. `doubt` is why the mail must be held, `None` when it may record.

    `account` is how it came to us where that is not by the sender's own mail: told by phone, forwarded.
    """

    policy: str
    sender: str
    keyed: bool
    address_matches: bool
    doubt: Reason | None
    account: str = ""
    writer: Writer = THEMSELVES

    def as_json(self) -> dict[str, object]:
        """The verdict as stored beside the outcome and in the evidence of each entry."""
        return {
            "policy": self.policy,
            "sender": self.sender,
            "key": self.keyed,
            "address": self.address_matches,
            "spf": "not checked",
            "dkim": "not checked",
            "dmarc": "not checked",
            "doubt": self.doubt.value if self.doubt else None,
            **self.writer.as_json(),
        }

    @property
    def summary(self) -> str:
        """One line for the ledger."""
        if self.account:
            return self.account
        key = "reply key" if self.keyed else "programme address"
        address = "enrolled address" if self.address_matches else "not the enrolled address"
        return "; ".join((f"{key}, {address}", "SPF, DKIM and DMARC not checked", *self.writer.summary))

    @property
    def proven(self) -> bool:
        """Whether our own check proved that the mail came from the address it names."""
        return False


def verdict_from_json(data: Mapping[str, Any]) -> Verdict:
    """The verdict whose `as_json()` gave `data`."""
    doubt = data.get("doubt")
    return Verdict(
        policy=data["policy"],
        sender=data["sender"],
        keyed=data["key"],
        address_matches=data["address"],
        doubt=Reason(doubt) if doubt else None,
        writer=writer_from_json(data),
    )


def authenticate(
    message: Message, envelope: Mapping[str, object], *, enrolled: Collection[str], keyed: bool
) -> Verdict:
    """Compare the one sender of the mail with the addresses it may come from, in small letters (policy `lenient`).

    `enrolled` is empty when nobody we know could have written it.
    """
    addresses = {address.strip().lower() for _, address in message.senders if address}
    sender = next(iter(sorted(addresses)), str(envelope.get("mail_from", "")))
    matches = len(addresses) == 1 and addresses <= {address.lower() for address in enrolled}
    return Verdict(LENIENT, sender, keyed, matches, _doubt(message, addresses, enrolled, matches=matches))


def _doubt(message: Message, addresses: set[str], enrolled: Collection[str], *, matches: bool) -> Reason | None:
    if message.from_count > 1 or len(addresses) > 1:
        return Reason.TWO_SENDERS
    if not enrolled:
        return Reason.UNKNOWN_SENDER
    return None if matches else Reason.OTHER_SENDER
