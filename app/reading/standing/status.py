"""Where the match stands (rule 9 of the contract), from the words alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.reading.contract import Status
from app.reading.explained import PassedOver, PassedReason
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

# From the most telling to the least: who says that it ended and thanks for a good run does not go on.
STATUS_ORDER = (Status.ENDING, Status.ENDED, Status.PAUSED, Status.NOT_STARTED, Status.CONTINUING)
_CONDITIONS = small_words("if", "unless")


@dataclass(frozen=True, slots=True)
class SaidStatus:
    """Where the match stands, the words that say so, and the words of a status that did not win."""

    status: Status = Status.UNKNOWN
    words: str = ""
    passed: tuple[PassedOver, ...] = ()


def status_of(sentences: Sequence[Sentence], month: int | None = None) -> SaidStatus:
    """The status that is said, and the words it stands on; UNKNOWN where nothing is said.

    `month`: the one they write in. What picks up again in it is not paused.
    """
    found: dict[Status, str] = {}
    passed: list[PassedOver] = []
    for sentence in sentences:
        told = _of_sentence(sentence)
        if told is None:
            passed += _only_thought_of(sentence)
        elif told[0] == Status.PAUSED and _resumes_now(sentence, month):
            passed.append(PassedOver(told[1], PassedReason.RESUMES, sentence.text))
        else:
            found.setdefault(*told)
    status = next((each for each in STATUS_ORDER if each in found), Status.UNKNOWN)
    passed += [PassedOver(words, PassedReason.OUTWEIGHED) for each, words in found.items() if each != status]
    return SaidStatus(status, found.get(status, ""), tuple(passed))


def _only_thought_of(sentence: Sentence) -> list[PassedOver]:
    """The status that a question or a condition names: `if we stop in June`, `should we end it?`."""
    reason = _unsaid(sentence, 0)
    found = _named(sentence, 0, len(sentence.tokens)) if reason else None
    return [PassedOver(found[1], reason, sentence.text)] if found and reason else []


def _resumes_now(sentence: Sentence, month: int | None) -> bool:
    """`We pick up again in June`, written in June."""
    return sentence.find("resumes") is not None and any(int(tag.value) == month for tag in sentence.all("month"))


def _of_sentence(sentence: Sentence) -> tuple[Status, str] | None:
    return status_within(sentence, 0, len(sentence.tokens))


def status_within(sentence: Sentence, first: int, end: int) -> tuple[Status, str] | None:
    """The status that the tokens `first` to `end` (excluded) tell, and its words; None where they tell none."""
    return None if _unsaid(sentence, first) else _named(sentence, first, end)


def _unsaid(sentence: Sentence, first: int) -> PassedReason | None:
    """Whether the words only ask, or only name a condition."""
    if sentence.closing == "?":
        return PassedReason.QUESTION
    return PassedReason.CONDITION if sentence.mark(first) in _CONDITIONS else None


def _named(sentence: Sentence, first: int, end: int) -> tuple[Status, str] | None:
    refused = sentence.find_within("not_continuing", first, end)
    if refused:
        return Status.ENDED, refused
    for status in STATUS_ORDER:
        words = sentence.find_within(status.value, first, end, beside="not_ended")
        if words and not _is_of_less(sentence, status):
            return status, words
    kept = sentence.find_within("not_ended", first, end)
    return (Status.CONTINUING, kept) if kept else None


def _is_of_less(sentence: Sentence, status: Status) -> bool:
    """`We have not met yet this month`, `with an hour of pause for lunch`: no word on the match."""
    if status == Status.PAUSED:
        return sentence.find("short_pause") is not None
    return status == Status.NOT_STARTED and sentence.find("not_not_started") is not None


def is_yes_to_continuing(sentences: Sequence[Sentence], sent: Sequence[Sentence]) -> bool:
    """A plain yes to our question whether it still goes on; `ok` only says that they read it."""
    if not sentences or sentences[0].find("acknowledged") == sentences[0].text:
        return False
    asked = any(sentence.closing == "?" and sentence.find(Status.CONTINUING.value) for sentence in sent)
    return asked and sentences[0].find("answer_yes") == sentences[0].text
