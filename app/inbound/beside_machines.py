"""What a machine's mail may hold of a person: a concern, a wish, an answer. Pure.

A mail that only sounds like a machine's is read with all that is known of its writer before it is put aside.
"""

from typing import Final

from app.inbound.authenticate import Verdict
from app.inbound.automatic import Machine
from app.inbound.decision import Decision, Ignored, Read, Reason, Review
from app.inbound.machine_mail import MachineMail
from app.inbound.own_news import is_news, is_urgent
from app.inbound.writer import WritesAs

_OF_OTHERS: Final = frozenset({Machine.BOUNCE, Machine.COMPLAINT, Machine.LIST_HOLD})
"""What nobody's own address writes: other servers do, or lists."""
_FORGED: Final = frozenset({Reason.FAILED_SENDER, Reason.TWO_SENDERS, Reason.UNCLEAR_HEADERS})


def is_a_persons(said: MachineMail, read: Read, verdict: Verdict) -> bool:
    """Whether a mail that only its words make a machine's is its writer's: it tells something, or is from them."""
    if said.marked:
        return False
    return (read.reading is not None and is_news(read.reading)) or (
        verdict.address_matches and said.machine in _OF_OTHERS
    )


def put_aside(said: MachineMail, read: Read, verdict: Verdict) -> Decision:
    """What becomes of a machine's mail: nothing, but that a concern in it reaches the named person (C2).

    Whoever wants no more mail there is passed on to a coordinator, and nobody is answered (RFC 3834).
    """
    if read.reading is None or not is_urgent(read.reading):
        return Ignored(said.reason)
    if read.reading.safeguarding:
        return Review(Reason.SAFEGUARDING)
    return Review(Reason.REQUEST, quietly=True) if verdict.address_matches else Ignored(said.reason)


def is_of_owner(verdict: Verdict) -> bool:
    """Whether it came from the person's own address, as far as anybody can tell: robots often prove nothing."""
    theirs = verdict.writer.writes_as is not WritesAs.ASSISTANT
    return theirs and verdict.address_matches and verdict.doubt not in _FORGED
