"""Step 3: who sent it, as far as can be told; kept as evidence with the policy it was judged by (I9).

`lenient` asks for the reply key and the enrolled address. The verdict says plainly what was not checked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.inbound.decision import Reason
from app.inbound.message import Message

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
        }

    @property
    def summary(self) -> str:
        """One line for the ledger."""
        if self.account:
            return self.account
        key = "reply key" if self.keyed else "programme address"
        address = "enrolled address" if self.address_matches else "not the enrolled address"
        return f"{key}, {address}; SPF, DKIM and DMARC not checked"


def verdict_from_json(data: Mapping[str, Any]) -> Verdict:
    """The verdict whose `as_json()` gave `data`."""
    doubt = data.get("doubt")
    return Verdict(data["policy"], data["sender"], data["key"], data["address"], Reason(doubt) if doubt else None)


def authenticate(message: Message, envelope: Mapping[str, object], *, enrolled: str | None, keyed: bool) -> Verdict:
    """Compare the one sender of the mail with the enrolled address, in small letters (policy `lenient`).

    `enrolled` is `None` when nobody we know could have written it.
    """
    addresses = {address.strip().lower() for _, address in message.senders if address}
    sender = next(iter(sorted(addresses)), str(envelope.get("mail_from", "")))
    matches = enrolled is not None and addresses == {enrolled.lower()}
    return Verdict(LENIENT, sender, keyed, matches, _doubt(message, addresses, enrolled, matches=matches))


def _doubt(message: Message, addresses: set[str], enrolled: str | None, *, matches: bool) -> Reason | None:
    if message.from_count > 1 or len(addresses) > 1:
        return Reason.TWO_SENDERS
    if enrolled is None:
        return Reason.UNKNOWN_SENDER
    return None if matches else Reason.OTHER_SENDER
