"""A reading told to a person: the reply, each fact with its words and their place, what was passed over, and why."""

from collections.abc import Iterator

from app.inbound.shown.fact_words import facts_said
from app.inbound.shown.why import why_outcome, why_passed
from app.reading.contract import Outcome, Reading
from app.reading.places import place_near

_LOCALE = "en-CA"
_OUTCOMES = {
    Outcome.RECORDED: "It is recorded.",
    Outcome.CLARIFY: "A question goes back.",
    Outcome.REVIEW: "A coordinator reads it.",
    Outcome.IGNORED: "It is ignored.",
}


def explained(reading: Reading) -> str:
    """The lines that `mentorpost parse --explain` prints, in English."""
    parts = (
        ("The reply", _reply(reading)),
        ("What was read", _facts(reading)),
        ("What was passed over", _passed(reading)),
        ("What becomes of it", _outcome(reading)),
    )
    return "\n\n".join("\n".join([heading, *lines]) for heading, told in parts if (lines := list(told)))


def _reply(reading: Reading) -> Iterator[str]:
    lines = reading.reply_text.split("\n") if reading.reply_text else []
    for number, line in enumerate(lines, 1):
        yield f"  {number:>{len(str(len(lines)))}} | {line}".rstrip()


def _facts(reading: Reading) -> Iterator[str]:
    if reading.period:
        yield f"  month: {reading.period}"
    for fact in facts_said(reading, _LOCALE):
        yield f"  {fact.words}: {', '.join(_placed(reading, words) for words in fact.stands_on)}"
    for topic in reading.topics:
        yield f"  a topic: {_placed(reading, topic)}"
    for homework in reading.homework:
        yield f"  homework: {_placed(reading, homework)}"


def _passed(reading: Reading) -> Iterator[str]:
    for passed in reading.explanation.passed_over:
        yield f"  {_placed(reading, passed.text, passed.at)}: {why_passed(passed.reason, _LOCALE)}"


def _outcome(reading: Reading) -> Iterator[str]:
    rule = reading.explanation.rule
    yield f"  {_OUTCOMES[reading.outcome]} {why_outcome(rule, _LOCALE) if rule else ''}".rstrip()
    for question in reading.questions:
        yield f"  The question: {question}"


def _placed(reading: Reading, words: str, at: int = 0) -> str:
    """The words in quotation marks, with the line and the characters of the reply at which they stand, from 1."""
    place = place_near(reading.reply_text, words, "", at)
    quoted = f"“{' '.join(words.split())}”"
    if place is None:
        return quoted
    before = reading.reply_text[: place[0]]
    line, column = before.count("\n") + 1, place[0] - (before.rfind("\n") + 1)
    return f"{quoted} (line {line}, characters {column + 1} to {column + place[1] - place[0]})"
