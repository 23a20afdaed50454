"""Why a reading is what it is: the words that were passed over, each with its rule, and the rule of the outcome.

They import only the standard library, so that every layer may hold them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class PassedReason(StrEnum):
    """The rule by which words were found and did not count."""

    DENIED = "denied"  # not 3 hours; 3 is too many; we did not meet
    FORMER = "former"  # I wrote 3, it was 2
    MISSED = "missed"  # the call was cancelled
    ATTEMPTED = "attempted"  # I tried 3 times
    CONDITION = "condition"  # if you visit
    CORRECTED = "corrected"  # 2 hours. Sorry, I meant 3
    CORRECTED_IN_PART = "corrected_in_part"  # on the 5th. Correction: the 6th
    PLANNED = "planned"  # supposed to be 2 hours
    COMING = "coming"  # next call June 10 for an hour
    SOMETHING_ELSE = "something_else"  # a 30 minute drive; she works 40 hours
    FIGURE = "figure"  # a telephone, a price, an age, 8 emails
    NO_SESSIONS = "no_sessions"  # twice, in a sentence that tells of no session
    TOPIC = "topic"  # we discussed her 3 hour exam
    QUESTION = "question"  # is 2 hours enough?
    GOAL = "goal"  # goal 2
    OPEN = "open"  # a few hours, 2-3 hours
    RATE = "rate"  # 20 minutes a week, so an hour and 20 in all
    SHARE = "share"  # 3 hours, of which 1 was preparation
    TOTAL = "total"  # 3 hours: 2 on Zoom, 1 in person
    TWICE = "twice"  # hours that are told again
    IN_FORM = "in_form"  # words beside a form that holds the hours
    ON_RECORD = "on_record"  # yes, the 2 hours are right
    NOT_HOURS = "not_hours"  # this mail asked for something else
    OUTWEIGHED = "outweighed"  # a great year, now we are done
    RESUMES = "resumes"  # we pick up again in June, written in June


class Rule(StrEnum):
    """The rule that made the outcome."""

    FACTS = "facts"
    ANSWER = "answer"
    ANSWERS = "answers"
    GOALS = "goals"
    UNCLEAR = "unclear"
    SAFEGUARDING = "safeguarding"
    TOO_LONG = "too_long"
    COMMAND = "command"
    STOP = "stop"
    STRANGER = "stranger"
    HELP = "help"
    UNKNOWN_QUESTIONS = "unknown_questions"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Words of the reply that might have counted, and the rule by which they do not.

    They begin `at` so many characters into `within`, the sentence they were found in. Once the reading is whole,
    `within` is empty and `at` counts from the start of its `reply_text`.
    """

    text: str
    reason: PassedReason
    within: str = ""
    at: int = 0


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was passed over, in order; the rule of the outcome (None: not kept); and the question that is unclear.

    `unclear` is the key of that question in the vocabulary, empty where none is asked.
    """

    passed_over: tuple[PassedOver, ...] = ()
    rule: Rule | None = None
    unclear: str = ""

    def to_json(self) -> dict[str, object]:
        """The object that is stored, and that `mentorpost parse --stream --explain` prints."""
        return {
            "passed_over": [
                {"text": each.text, "at": each.at, "reason": each.reason.value} for each in self.passed_over
            ],
            "rule": self.rule.value if self.rule else None,
            "unclear": self.unclear,
        }


UNEXPLAINED = Explanation()


def explanation_from_json(data: Mapping[str, Any] | None) -> Explanation:
    """The explanation whose `to_json()` gave `data`; an empty one where none was stored."""
    if data is None:
        return UNEXPLAINED
    passed = tuple(
        PassedOver(each["text"], PassedReason(each["reason"]), at=each["at"]) for each in data["passed_over"]
    )
    return Explanation(passed, Rule(data["rule"]) if data["rule"] else None, data["unclear"])
