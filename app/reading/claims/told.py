"""What a reply tells, before anything is added up."""

from dataclasses import dataclass

from app.reading.claims.claim import Claim
from app.reading.claims.forms.forms import Entry
from app.reading.explained import PassedOver
from app.reading.words.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Told:
    """The form entries and the claims of a reply in order, its sentences, and what a sheet notes beside the time.

    `passed` are words of them that might have counted and did not.
    """

    entries: tuple[Entry, ...]
    claims: tuple[Claim, ...]
    sentences: tuple[Sentence, ...]
    topics: tuple[str, ...]
    homework: tuple[str, ...]
    passed: tuple[PassedOver, ...] = ()
