"""What a reply says of each match besides claimed hours: where it stands, when they meet next. Pure."""

from app.events import SaidOfMatch
from app.inbound.decision import Recorded
from app.inbound.hours.claims import claims_hours, minutes_of
from app.inbound.known import Known, KnownMatch
from app.reading.contract import NextMeeting, Reading, Status


def said_of_matches(facts: Recorded, reading: Reading, known: Known) -> tuple[SaidOfMatch, ...]:
    """One for each match that the reply speaks of: those it names, or all of them when it names none.

    What was said of one partner is not said of the others: an end with Amara leaves the match with Tomas alone.
    """
    following = reading.next_meeting or NextMeeting(None, None)
    return tuple(
        SaidOfMatch(
            match_id=match.match_id,
            status=_status(match, reading),
            next_meeting_on=following.date,
            next_meeting_at=following.start,
            minutes_told=None if reading.hours is None or claims_hours(match) else minutes_of(reading),
        )
        for match in _spoken_of(facts, reading, known)
    )


def _spoken_of(facts: Recorded, reading: Reading, known: Known) -> list[KnownMatch]:
    named = {item.match_id for item in facts.items} | {item.match_id for item in facts.meetings}
    named |= {match.match_id for said in reading.partners if (match := known.match_with(said.name))}
    return [match for match in known.matches if not named or match.match_id in named]


def _status(match: KnownMatch, reading: Reading) -> str:
    names = {partner.name for partner in match.partners}
    own = [said.status for said in reading.partners if said.name in names and said.status is not Status.UNKNOWN]
    return (own[0] if own else reading.status).value
