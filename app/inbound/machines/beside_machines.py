"""What a machine's mail may hold of a person: a concern, a wish, an answer. Pure.

A mail that only sounds like a machine's is read with all that is known of its writer before it is put aside.
"""

import re
from typing import Final

from app.inbound.decision import Decision, Ignored, Question, Read, Reason, Recorded, Review
from app.inbound.identity.authenticate import Verdict
from app.inbound.identity.writer import WritesAs
from app.inbound.known import Known, Stranger
from app.inbound.machines.automatic import Machine
from app.inbound.machines.machine_mail import MachineMail
from app.inbound.machines.own_news import is_news, is_urgent
from app.inbound.machines.robot_words import folded
from app.reading.contract import Reading, Status

_OF_OTHERS: Final = frozenset({Machine.BOUNCE, Machine.COMPLAINT, Machine.LIST_HOLD})
"""What nobody's own address writes: other servers do, or lists."""
_FORGED: Final = frozenset({Reason.FAILED_SENDER, Reason.TWO_SENDERS, Reason.UNCLEAR_HEADERS})


def is_a_persons(said: MachineMail, read: Read, verdict: Verdict, known: Known | Stranger) -> bool:
    """Whether a mail that only its words make a machine's is its writer's: it tells something, or is from them."""
    if said.marked:
        return False
    tells = read.reading is not None and (is_news(read.reading) or _names_a_partner(read.reading, known))
    return tells or (verdict.address_matches and said.machine in _OF_OTHERS)


def _names_a_partner(reading: Reading, known: Known | Stranger) -> bool:
    """A robot knows nobody of the match; at most it repeats our subject."""
    if not isinstance(known, Known):
        return False
    text = folded(reading.reply_text).replace(folded(known.context.checkin.subject), "")
    given = {folded(name).split()[0] for name in known.partner_names if name.strip()}
    return not given.isdisjoint(re.findall(r"\w+", text))


def without_asking(read: Read) -> Decision:
    """What becomes of a person's mail that a robot without a mark might have written, too.

    Where it tells nothing that is recorded or done, a coordinator reads it, and nobody is answered.
    """
    reading = read.reading
    if reading is not None and (is_news(reading) or reading.status is Status.CONTINUING):
        return read.decision
    return Review(Reason.REQUEST, quietly=True) if isinstance(read.decision, Question | Recorded) else read.decision


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
