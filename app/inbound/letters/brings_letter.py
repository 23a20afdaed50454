"""Whether a mail brings a letter of another organisation, which a coordinator has to read (H7). Pure.

Many mails carry files that are none. It is a letter where the words say so, or the subject or the file's name; or where
a document is all that the mail brings.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from app.inbound.decision import Decision, Ignored, LetterBrought, Question, Reason, Recorded, Review
from app.inbound.known import Known, Stranger
from app.inbound.machines.robot_words import folded
from app.outside_letters.files import LetterFile
from app.reading.contract import Reading

_LONGEST: Final = 8_000
_SENTENCE: Final = re.compile(r"[.!?;]\s|\n{2,}")
_TO_A_PERSON: Final = frozenset({Reason.REQUEST, Reason.NO_MATCH, Reason.STILL_UNCLEAR})
_PDF: Final = "application/pdf"


def may_bring_letter(known: Known | Stranger | None, decision: Decision) -> bool:
    """Whether it matters what is attached: a member writes of their own accord, or answers how it goes."""
    if not isinstance(known, Known) or known.listed or known.inquiry or known.check or known.proving:
        return False
    match decision:
        case Recorded() | Question():
            return True
        case Review(reason=reason):
            return reason in _TO_A_PERSON
        case _:
            return False


def with_letters(decision: Decision, reading: Reading, subject: str, letters: Sequence[LetterFile]) -> Decision:
    """What becomes of the mail where these files are attached."""
    if letters and (_says_so(reading.reply_text) or _is_named(subject, letters)):
        return LetterBrought(tuple(letters))
    documents = tuple(file for file in letters if file.media_type == _PDF)
    if documents and not _tells_something(decision, reading):
        return LetterBrought(documents)
    return decision


def _tells_something(decision: Decision, reading: Reading) -> bool:
    """Whether the words are there for more than to go with the file."""
    if isinstance(decision, Ignored):
        return True
    return isinstance(decision, Recorded) or reading.hours is not None or reading.wants_help or bool(reading.answer)


def _says_so(words: str) -> bool:
    return any(_in_one(sentence) for sentence in _SENTENCE.split(words[:_LONGEST]))


def _in_one(sentence: str) -> bool:
    plain = _phrases("others").sub(" ", folded(" ".join(sentence.split())))
    return bool(_phrases("letter").search(plain) and _phrases("sent").search(plain))


def _is_named(subject: str, letters: Sequence[LetterFile]) -> bool:
    return any(_names(words) for words in (_own_subject(subject), *(file.name for file in letters)))


def _own_subject(subject: str) -> str:
    """A subject that answers ours is ours."""
    return "" if re.match(r"\s*(re|r\u00e9|tr|aw|fwd?)\s*:", subject, re.IGNORECASE) else subject


def _names(words: str) -> bool:
    plain = folded(re.sub(r"[_\-.]+", " ", words))
    return bool(_phrases("named").search(_phrases("others").sub(" ", plain)))


@cache
def _phrases(name: str) -> re.Pattern[str]:
    text = files("app.inbound.letters").joinpath("letter_words.toml").read_text("utf-8")
    listed: dict[str, list[str]] = tomllib.loads(text)
    return re.compile("|".join(f"(?:{phrase})" for phrase in listed[name]))
