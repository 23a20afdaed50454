"""Where the match stands (rule 9 of the contract), from the words alone."""

from collections.abc import Sequence

from app.reading.contract import Status
from app.reading.sentences import Sentence

# From the most telling to the least: who says that it ended and thanks for a good run does not go on.
STATUS_ORDER = (Status.ENDING, Status.ENDED, Status.PAUSED, Status.NOT_STARTED, Status.CONTINUING)
_CONDITIONS = frozenset({"if", "si", "unless"})


def status_of(sentences: Sequence[Sentence], month: int | None = None) -> tuple[Status, str]:
    """The status that is said, and the words it stands on; UNKNOWN where nothing is said.

    `month`: the one they write in. What picks up again in it is not paused.
    """
    found: dict[Status, str] = {}
    for sentence in sentences:
        told = _of_sentence(sentence)
        if told is not None and not (told[0] == Status.PAUSED and _resumes_now(sentence, month)):
            found.setdefault(*told)
    for status in STATUS_ORDER:
        if status in found:
            return status, found[status]
    return Status.UNKNOWN, ""


def _resumes_now(sentence: Sentence, month: int | None) -> bool:
    """`We pick up again in June`, written in June."""
    return sentence.find("resumes") is not None and any(int(tag.value) == month for tag in sentence.all("month"))


def _of_sentence(sentence: Sentence) -> tuple[Status, str] | None:
    return status_within(sentence, 0, len(sentence.tokens))


def status_within(sentence: Sentence, first: int, end: int) -> tuple[Status, str] | None:
    """The status that the tokens `first` to `end` (excluded) tell, and its words; None where they tell none."""
    if sentence.closing == "?" or sentence.mark(first) in _CONDITIONS:
        return None
    refused = sentence.find_within("not_continuing", first, end)
    if refused:
        return Status.ENDED, refused
    for status in STATUS_ORDER:
        words = sentence.find_within(status.value, first, end)
        if words and not _is_only_this_month(sentence, status):
            return status, words
    return None


def _is_only_this_month(sentence: Sentence, status: Status) -> bool:
    """`We have not met yet this month` is no word on the match."""
    return status == Status.NOT_STARTED and sentence.find("not_not_started") is not None


def is_yes_to_continuing(sentences: Sequence[Sentence], sent: Sequence[Sentence]) -> bool:
    """A plain yes to our question whether it still goes on; `ok` only says that they read it."""
    if not sentences or sentences[0].find("acknowledged") == sentences[0].text:
        return False
    asked = any(sentence.closing == "?" and sentence.find(Status.CONTINUING.value) for sentence in sent)
    return asked and sentences[0].find("answer_yes") == sentences[0].text
