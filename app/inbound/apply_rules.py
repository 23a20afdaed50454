"""Step 7: from what a reply says to what may be written, under the programme's rules. Pure.

Whatever could be meant in two ways becomes one question; hours are never guessed.
"""

from app.inbound.decision import Decision, Ignored, Question, Reason, Recorded, Review
from app.inbound.facts import HourItem
from app.inbound.hours.claims import UnclearPartner, claimed_items, claims_hours, minutes_of, said_meetings
from app.inbound.hours.replacing import replaced, rest_of, standing
from app.inbound.known import Known
from app.reading.contract import Kind, Outcome, Reading, Status


def apply_rules(reading: Reading, known: Known) -> Decision:
    """What becomes of a reading: facts to record, one question, or a person's review."""
    if reading.kind is Kind.UNSUBSCRIBE:
        return Ignored(Reason.UNSUBSCRIBED)
    if reading.safeguarding:
        return Review(Reason.SAFEGUARDING)
    if not known.matches:
        return Review(Reason.NO_MATCH)
    if reading.outcome is Outcome.REVIEW:
        return Review(Reason.REQUEST)
    if reading.outcome is Outcome.CLARIFY:
        return _unclear(reading, known)
    return _facts(reading, known)


def _unclear(reading: Reading, known: Known) -> Decision:
    """The reading's question; but nobody is asked for hours that are not theirs to claim (T4, I1)."""
    if any(map(claims_hours, known.matches)):
        return Question(Reason.UNCLEAR, wording=next(iter(reading.questions), ""))
    if reading.status is not Status.UNKNOWN or reading.meetings:
        return plain_facts(reading, known)
    return Question(Reason.HOW_IT_GOES, values={"partners": known.partner_names})


def _facts(reading: Reading, known: Known) -> Decision:
    recorded = plain_facts(reading, known)
    if reading.hours is None or not isinstance(recorded, Recorded):
        return recorded
    return _hours(reading, known, recorded)


def plain_facts(reading: Reading, known: Known) -> Decision:
    """The facts as they were said, whatever stands beside them in the ledger."""
    period = reading.period or known.context.checkin.period
    if period is None:
        return Review(Reason.REQUEST)
    try:
        items, meetings = claimed_items(reading, known), said_meetings(reading, known)
    except UnclearPartner:
        return Question(Reason.WHICH_PARTNER, values={"partners": known.partner_names, "minutes": minutes_of(reading)})
    return Recorded(period=period, items=items, meetings=meetings)


def _hours(reading: Reading, known: Known, recorded: Recorded) -> Decision:
    said = sum(item.minutes for item in recorded.items)
    if said > known.rules.hours.ask_above_minutes:
        return Question(Reason.LARGE_AMOUNT, values={"minutes": said, "period": recorded.period})
    return _beside_what_stands(reading, known, recorded)


def _beside_what_stands(reading: Reading, known: Known, recorded: Recorded) -> Decision:
    before = standing(known, recorded.period, {item.match_id for item in recorded.items})
    if not before:
        return recorded
    if reading.correction or reading.answer == "no":
        return _corrected(known, recorded)
    if _new_sessions(recorded.items, known):
        return recorded
    values = {
        "before": sum(hours.minutes for hours in before),
        "minutes": sum(item.minutes for item in recorded.items),
        "period": recorded.period,
    }
    return Question(Reason.ADD_OR_REPLACE, values=values)


def _corrected(known: Known, recorded: Recorded) -> Decision:
    rest = rest_of(known, recorded)
    if rest:
        values = {
            "period": recorded.period,
            "said": [(item.mode, item.minutes) for item in recorded.items],
            "rest": [(hours.mode, hours.minutes) for hours in rest],
        }
        return Question(Reason.REST_STAYS, values=values)
    return replaced(known, recorded)


def _new_sessions(items: tuple[HourItem, ...], known: Known) -> bool:
    """Told on their own, each on a day of which nothing stands yet: they come on top (I5)."""
    taken = {(hours.match_id, hours.held_on) for hours in known.recorded}
    own_mail = known.context.checkin.kind == "none"
    return own_mail and all(item.held_on and (item.match_id, item.held_on) not in taken for item in items)


def settle(matter: str, answer: str, pending: Reading, known: Known) -> Decision:
    """What an answered question comes to; `pending` is the reading that waited for it.

    A yes to "is it to be added?" and "does the rest stay?" takes the amounts as they were said; a no replaces what
    stood. A large amount that is right may still stand beside others; one that is denied is asked for anew.
    """
    facts = plain_facts(pending, known)
    if not isinstance(facts, Recorded):
        return facts
    match matter, answer:
        case Reason.LARGE_AMOUNT, "no":
            return Question(Reason.UNCLEAR)
        case Reason.LARGE_AMOUNT, _:
            return _beside_what_stands(pending, known, facts)
        case Reason.ADD_OR_REPLACE, "no":
            return replaced(known, facts)
        case Reason.REST_STAYS, _:
            return replaced(known, facts, only_modes_said=answer == "yes")
        case _:
            return facts
