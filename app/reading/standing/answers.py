"""Yes or no to what we asked: attestations, proposals, agreements and confirmations."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.reading.words.lexicon import lexicon
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

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


_SHORT_REST = 2  # tokens
_CLAUSE_MARKS = frozenset({",", ";", "-", "."})
_DOUBTS = small_words("but", "if", "doubts_a_yes")
_PATTERNS = {
    "answer_no": Answer.NO,
    "answer_yes": Answer.YES,
    "answer_partly": Answer.PARTLY,
    "answer_maybe": Answer.MAYBE,
    "in_doubt": Answer.MAYBE,  # "no idea"
}


def answer_of(sentences: Sequence[Sentence]) -> Said:
    """The answer of the first sentence that gives one; the earliest words in it decide, then the longer ones."""
    maybe: Said | None = None
    for sentence in sentences:
        said = _ahead_of_question(sentence) if sentence.closing == "?" else _of_sentence(sentence)
        if said.answer == Answer.MAYBE:
            maybe = maybe or said
        elif said.answer is not None:
            return said
    return maybe or Said(None)


def _ahead_of_question(sentence: Sentence) -> Said:
    """`No thanks, do you have anyone else?`; a yes with a figure or a doubt behind it is none."""
    end = next((at for at in range(len(sentence.tokens)) if sentence.mark(at) in _CLAUSE_MARKS), 0)
    head = sentence.find_within("answer_head", 0, end) if end else None
    if head is None or head != sentence.words(0, end):
        return Said(None)
    rest = range(end, len(sentence.tokens))
    unsure = any(sentence.mark(at) in _DOUBTS or sentence.tokens[at].is_number for at in rest)
    refuses = lexicon().patterns["answer_no"].search(f" {' '.join(token.text for token in sentence.tokens[:end])} ")
    sized = unsure or sentence.has("unit") or sentence.has("number")
    return Said(Answer.NO, head) if refuses else Said(None if sized else Answer.YES, head)


def _of_sentence(sentence: Sentence) -> Said:
    found: list[tuple[int, int, Answer, re.Match[str]]] = []
    for name, answer in _PATTERNS.items():
        match = lexicon().patterns[name].search(sentence.plain)
        if match and not cuts_way(sentence, _end_of(sentence, match)):
            found.append((match.start(), -len(match.group()), answer, match))
    if not found:
        return Said(None)
    if sentence.find("answer_conditional"):
        return Said(Answer.MAYBE, sentence.text)
    _, _, answer, match = min(found, key=lambda each: each[:2])
    if answer == Answer.YES and _turns_to_no(sentence, match.end()):
        return Said(Answer.NO if sentence.find("answer_cannot") else Answer.MAYBE, sentence.text)
    end = _end_of(sentence, match)
    return Said(answer, sentence.words(end - len(match.group().split()), end))


def cuts_way(sentence: Sentence, end: int) -> bool:
    """Whether words that end before the token `end` end amid a way to meet: `they were all in person`, no `all in`."""
    return any(way.first < end < way.end for way in sentence.all("mode"))


def _end_of(sentence: Sentence, match: re.Match[str]) -> int:
    first = sentence.plain.count(" ", 0, match.start() + 1) - 1
    return first + len(match.group().split())


def _turns_to_no(sentence: Sentence, place: int) -> bool:
    """`I'd love to but I can't`, `yes no`, `I agree, but not to clause 3`: a yes that what follows takes back."""
    rest = sentence.plain[place if sentence.plain[place : place + 1] == " " else max(0, place - 1) :]
    patterns = lexicon().patterns
    refused = patterns["answer_no"].match(rest) is not None and len(rest.split()) <= _SHORT_REST
    return refused or any(patterns[each].search(rest) for each in ("answer_cannot", "answer_limited"))


def is_stranger(sentences: Sequence[Sentence]) -> bool:
    """Whether the reply says that the partner is unknown to them."""
    return any(sentence.find("never_met_person") and not _is_of_time(sentence) for sentence in sentences)


def _is_of_time(sentence: Sentence) -> bool:
    """`We never met in March`; not `I never met this person in March`."""
    return sentence.find("not_not_started") is not None and sentence.find("stranger_named") is None
