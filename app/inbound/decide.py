"""Between reading and writing: what goes before the programme's rules. Pure."""

from app.inbound.apply_rules import apply_rules, settle
from app.inbound.authenticate import Verdict
from app.inbound.decision import Held, Read, Reason, Review
from app.inbound.known import Known, Stranger
from app.reading.contract import Reading
from app.reading.stored import reading_from_json


def decide(reading: Reading, known: Known | Stranger, verdict: Verdict) -> Read:
    """What becomes of a reading. A concern reaches the named person whoever wrote it (C2); doubt holds the rest."""
    if reading.safeguarding:
        return Read(Review(Reason.SAFEGUARDING), reading)
    if isinstance(known, Stranger) or verdict.doubt:
        return Read(Held(verdict.doubt or Reason.UNKNOWN_SENDER), reading)
    if known.closed_at:
        return Read(Review(Reason.PROGRAMME_CLOSED), reading)
    if known.key_expired_at:
        return Read(Review(Reason.KEY_EXPIRED), reading)
    waiting = known.question.reading if known.question else None
    if known.question and waiting and reading.answer and reading.hours is None:
        pending = reading_from_json(waiting)
        return Read(settle(known.question.matter, reading.answer, pending, known), pending)
    return Read(apply_rules(reading, known), reading)
