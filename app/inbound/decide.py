"""Between reading and writing: what goes before the programme's rules. Pure."""

from app.inbound.apply_rules import apply_rules, settle
from app.inbound.confirming.confirmed import answer_to_list
from app.inbound.decision import Decision, Held, Ignored, Read, Reason, RecordWanted, Review
from app.inbound.hours.completing import as_timed, asked_again, beside_record, completed
from app.inbound.identity.authenticate import Verdict
from app.inbound.identity.check_answers import answer_of_address, answer_to_check
from app.inbound.identity.writer import WritesAs
from app.inbound.inquiries.inquiry_answers import answer_to_inquiry
from app.inbound.known import Known, Stranger
from app.inbound.pairs.decided import answer_of_partner, told_of_pair
from app.reading.contract import Kind, Reading
from app.reading.stored import reading_from_json


def decide(reading: Reading, known: Known | Stranger, verdict: Verdict) -> Read:
    """What becomes of a reading. A concern reaches the named person whoever wrote it (C2); doubt holds the rest."""
    if reading.safeguarding:
        return Read(Review(Reason.SAFEGUARDING), reading)
    if isinstance(known, Stranger):
        return Read(Held(_strange(known, verdict)), reading)
    if known.consenting and not (known.consenting.asked and known.closed_at is None):
        return Read(Ignored(Reason.PAIR_OVER), reading)
    if verdict.doubt:
        return Read(Held(verdict.doubt), reading)
    unread = _unread(reading, known, verdict)
    return Read(unread, reading) if unread else _by_the_rules(reading, known)


def _strange(known: Stranger, verdict: Verdict) -> Reason:
    return Reason.WHICH_MEMBER if known.several else verdict.doubt or Reason.UNKNOWN_SENDER


def _unread(reading: Reading, known: Known, verdict: Verdict) -> Decision | None:
    """What is decided without a look at facts: who somebody is, and what comes too late."""
    if known.proving:
        return answer_of_address(reading, (known.name, known.given_name, known.proving.name))
    if known.consenting:
        return answer_of_partner(reading, known.consenting)
    if reading.command == "record" and not known.check:
        return RecordWanted()
    stops = reading.kind is Kind.UNSUBSCRIBE
    if known.inquiry and not stops:
        return answer_to_inquiry(reading, known.inquiry)
    reason = _for_a_person(known, verdict, stops=stops)
    if reason:
        return Review(reason)
    told = None if stops else told_of_pair(reading, known, verdict)
    return told or _to_what_we_asked(reading, known, verdict, stops=stops)


def _to_what_we_asked(reading: Reading, known: Known, verdict: Verdict, *, stops: bool) -> Decision | None:
    """Whether hours are right, or whether a mail was theirs."""
    if known.listed:
        return answer_to_list(reading, known, known.listed)
    if known.check and not stops:
        return answer_to_check(reading, known.check, verdict, (known.name, known.given_name))
    return None


def _for_a_person(known: Known, verdict: Verdict, *, stops: bool) -> Reason | None:
    """Why a coordinator looks at it, whatever it says."""
    if known.closed_at:
        return Reason.PROGRAMME_CLOSED
    if known.key_expired_at:
        return Reason.KEY_EXPIRED
    if known.explains and not stops:
        return Reason.EXPLAINED
    return Reason.REQUEST if stops and verdict.writer.writes_as is WritesAs.ASSISTANT else None


def _by_the_rules(reading: Reading, known: Known) -> Read:
    added = completed(as_timed(reading, known), known) or asked_again(reading, known)
    if added:
        return Read(added, reading)
    waiting = known.question.reading if known.question and known.question.matter != Reason.INCOMPLETE else None
    if known.question and waiting and reading.answer and reading.hours is None:
        pending = reading_from_json(waiting)
        return Read(settle(known.question.matter, reading.answer, pending, known), pending)
    return Read(apply_rules(beside_record(reading, known), known), reading)
