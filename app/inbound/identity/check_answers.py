"""What an answer to "Was this you?" comes to (I9). Pure.

Only a plain yes or no counts. Whoever says more than that is read by a coordinator: hours told beside a yes would be
lost, and a yes to something else would record what nobody vouched for.
"""

import re
import unicodedata
from collections.abc import Collection
from typing import Final

from app.inbound.decision import AddressAnswered, CheckAnswered, Decision, Held, Ignored, Reason, Review
from app.inbound.identity.authenticate import Verdict
from app.inbound.identity.plain_answer import plain_answer
from app.inbound.identity.writer import WritesAs
from app.inbound.known import PendingCheck
from app.reading.contract import Kind, Reading

_ALWAYS: Final = re.compile(r"\W*(?:yes|yep|yeah|oui|ouais)\W+(?:and\s+|et\s+)?(?:always|toujours)\b[\s.,;:!–—-]*")
_THANKS: Final = ("thanks", "thank you", "please", "merci", "svp")


def answer_to_check(reading: Reading, check: PendingCheck, verdict: Verdict, names: Collection[str] = ()) -> Decision:
    """The answer to the question about a held mail, from its enrolled address; anything else is for a coordinator.

    `names` are those that the person may sign with.
    """
    yes = plain_answer(reading, names)
    if yes is None or not _is_own_word(verdict):
        return Review(Reason.REQUEST)
    if check.answer is None and check.held:
        return CheckAnswered(yes, always=yes and says_always(reading.reply_text))
    return Ignored(Reason.ANSWERED) if yes == check.recorded else Review(Reason.REQUEST)


def answer_of_address(reading: Reading, names: Collection[str] = ()) -> Decision:
    """The answer of the owner of an address that somebody named; unclear words wait for a coordinator."""
    yes = False if reading.kind is Kind.UNSUBSCRIBE else plain_answer(reading, names, agrees=True)
    return Held(Reason.ADDRESS_UNCLEAR) if yes is None else AddressAnswered(yes)


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
