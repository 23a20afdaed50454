"""Yes or no to what we asked: attestations, proposals, agreements and confirmations."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.reading.words.lexicon import lexicon
from app.reading.words.sentences import Sentence

ANSWERED_KINDS = frozenset({"confirmation", "attestation", "proposal", "agreement"})
ABOUT_HOURS = frozenset({"confirmation", "attestation"})


class Answer(StrEnum):
    """What the words say; PARTLY and MAYBE are neither yes nor no."""

    YES = "yes"
    NO = "no"
    PARTLY = "partly"
    MAYBE = "maybe"


@dataclass(frozen=True, slots=True)
class Said:
    """An answer and the words it stands on."""

    answer: Answer | None
    words: str = ""


_PATTERNS = {
    "answer_no": Answer.NO,
    "answer_yes": Answer.YES,
    "answer_partly": Answer.PARTLY,
    "answer_maybe": Answer.MAYBE,
}


def answer_of(sentences: Sequence[Sentence]) -> Said:
    """The answer of the first sentence that gives one; the earliest words in it decide, then the longer ones."""
    maybe: Said | None = None
    for sentence in sentences:
        if sentence.closing == "?":
            continue
        said = _of_sentence(sentence)
        if said.answer == Answer.MAYBE:
            maybe = maybe or said
        elif said.answer is not None:
            return said
    return maybe or Said(None)


def _of_sentence(sentence: Sentence) -> Said:
    found: list[tuple[int, int, Answer, re.Match[str]]] = []
    for name, answer in _PATTERNS.items():
        match = lexicon().patterns[name].search(sentence.plain)
        if match:
            found.append((match.start(), -len(match.group()), answer, match))
    if not found:
        return Said(None)
    if sentence.find("answer_conditional"):
        return Said(Answer.MAYBE, sentence.text)
    _, _, answer, match = min(found, key=lambda each: each[:2])
    first = sentence.plain.count(" ", 0, match.start() + 1) - 1
    return Said(answer, sentence.words(first, first + len(match.group().split())))


def is_stranger(sentences: Sequence[Sentence]) -> bool:
    """Whether the reply says that the partner is unknown to them."""
    return any(sentence.find("never_met_person") for sentence in sentences)
