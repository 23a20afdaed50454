"""What a reading would record if nobody had to look (I3). Pure."""

from app.inbound.apply_rules import plain_facts
from app.inbound.decision import Recorded
from app.inbound.facts import HourItem
from app.inbound.hours.claims import whole_minutes
from app.inbound.known import Known
from app.reading.contract import Reading


def suggested(reading: Reading | None, known: Known) -> Recorded | None:
    """The facts as a form proposes them; with the first partner where several could be meant."""
    if reading is None or not known.matches or known.listed:
        return None  # an answer about listed hours claims none
    facts = plain_facts(reading, known)
    if isinstance(facts, Recorded):
        return facts
    period = reading.period or known.context.checkin.period
    if period is None or reading.hours is None:
        return None
    first = known.matches[0].match_id
    by_mode = reading.hours.by_mode or {"unspecified": reading.hours.total}
    return Recorded(period, tuple(HourItem(first, mode, whole_minutes(amount)) for mode, amount in by_mode.items()))
