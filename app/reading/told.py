"""What a reply tells, before anything is added up."""

from dataclasses import dataclass

from app.reading.claims import Claim
from app.reading.forms import Entry
from app.reading.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Told:
    """The form entries and the claims of a reply in order, its sentences, and what a sheet notes beside the time."""

    entries: tuple[Entry, ...]
    claims: tuple[Claim, ...]
    sentences: tuple[Sentence, ...]
    topics: tuple[str, ...]
    homework: tuple[str, ...]
