"""What an answer to "Was this you?" comes to (I9). Pure.

Only a plain yes or no counts. Whoever says more than that is read by a coordinator: hours told beside a yes would be
lost, and a yes to something else would record what nobody vouched for.
"""

import re
import unicodedata
from typing import Final

from app.inbound.authenticate import Verdict
from app.inbound.decision import AddressAnswered, CheckAnswered, Decision, Held, Ignored, Reason, Review
from app.inbound.known import PendingCheck
from app.inbound.writer import WritesAs
from app.reading.contract import Reading, Status
from app.reading.explained import PassedReason

_ALWAYS: Final = re.compile(r"\W*(?:yes|yep|yeah|oui|ouais)\W+(?:and\s+|et\s+)?(?:always|toujours)\b[\s.,;:!–—-]*")
_THANKS: Final = ("thanks", "thank you", "please", "merci", "svp")
_YES: Final = re.compile(
    r"\b(?:yes|yep|yeah|y|oui|ouais|me|moi|mine|mien|i did|i sent|i wrote|j.ai|correct|true|vrai)\b"
)
"""What a yes must hold: `ok` may mean no more than that somebody has read us."""
_NO_ANSWER: Final = re.compile(r"\b(?:no|any|not the least) (?:idea|clue)\b|\baucune id[ée]e\b")


def answer_to_check(reading: Reading, check: PendingCheck, verdict: Verdict) -> Decision:
    """The answer to the question about a held mail, from its enrolled address; anything else is for a coordinator."""
    yes = plain_answer(reading)
    if yes is None or not _is_own_word(verdict):
        return Review(Reason.REQUEST)
    if check.answer is None and check.held:
        return CheckAnswered(yes, always=yes and says_always(reading.reply_text))
    return Ignored(Reason.ANSWERED) if yes == check.recorded else Review(Reason.REQUEST)


def answer_of_address(reading: Reading) -> Decision:
    """The answer of the owner of an address that somebody named; unclear words wait for a coordinator."""
    yes = plain_answer(reading)
    return Held(Reason.ADDRESS_UNCLEAR) if yes is None else AddressAnswered(yes)


def plain_answer(reading: Reading) -> bool | None:
    """Yes or no where that is all it says, else `None`."""
    words = _folded(reading.reply_text)
    if reading.answer is None or tells_more(reading) or _NO_ANSWER.search(words):
        return None
    if reading.answer == "yes":
        return True if _YES.search(words) else None
    return False


def tells_more(reading: Reading) -> bool:
    """Whether it says anything but yes or no: hours, how things stand, a request."""
    passed = any(each.reason is PassedReason.NOT_HOURS for each in reading.explanation.passed_over)
    told = reading.hours or reading.meetings or reading.next_meeting or reading.goals or reading.command
    return bool(passed or told or reading.wants_help or reading.status is not Status.UNKNOWN)


def says_always(words: str) -> bool:
    """Whether it says `yes, always` on a line of its own; `yes, always on Mondays` is a yes and no more."""
    return any(_is_always(line) for line in words.splitlines())


def _is_always(line: str) -> bool:
    found = _ALWAYS.match(_folded(line))
    rest = _folded(line)[found.end() :].strip(" .,;:!") if found else "nothing"
    return not rest or rest in _THANKS


def _is_own_word(verdict: Verdict) -> bool:
    """By the secret that went to the enrolled address, or proven by our own check; never by an assistant."""
    return verdict.writer.writes_as is not WritesAs.ASSISTANT and (verdict.keyed or verdict.proven)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
