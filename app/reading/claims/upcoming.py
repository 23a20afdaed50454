"""The next meeting that a reply announces (rule 6 of the contract)."""

from collections.abc import Iterator, Sequence

from app.reading.claims.claim import Claim
from app.reading.claims.forms.our_questions import asks_for_next
from app.reading.contract import NextMeeting
from app.reading.times.calendar import Calendar
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_DEADLINES = small_words("deadlines")
_MEETING = ("seen_again", "to_come")
_AWAY = ("ending", "ended", "paused")


def next_meeting(claims: Sequence[Claim], calendar: Calendar) -> tuple[NextMeeting | None, str]:
    """The first session still to come that has a day, and its words."""
    for claim in claims:
        day = next((day for day in claim.days if calendar.is_future(day)), None)
        if day is not None and _is_session(claim):
            return NextMeeting(day, claim.start), claim.words
    return None, ""


def beside_next(claims: Sequence[Claim], words: str) -> Iterator[Claim]:
    """What is still to come beside the day of the next meeting, the time that it is to take included."""
    return (claim for claim in claims if claim.has_amount or (claim.words != words and (claim.days or claim.start)))


def _is_session(claim: Claim) -> bool:
    sentence = claim.sentence
    if not claim.is_live or (any(map(sentence.find, _AWAY)) and not sentence.find("last_to_come")):
        return False
    asked = claim.answers is not None and asks_for_next(claim.answers)
    telling = sentence.has("session") or bool(claim.modes) or any(sentence.find(pattern) for pattern in _MEETING)
    return (asked or telling) and not any(_is_deadline(sentence, at) for at in range(claim.first, claim.end))


def _is_deadline(sentence: Sentence, index: int) -> bool:
    """`by June 20`, `until July`; not `by Zoom`."""
    return sentence.mark(index) in _DEADLINES and sentence.tag(index + 1, "mode") is None
