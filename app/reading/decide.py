"""From what was read to an outcome: record, ask, or hand over (rules 8, 11 and 15 of the contract)."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.reading.answers import ABOUT_HOURS, ANSWERED_KINDS, Answer, Said
from app.reading.contract import Hours, Outcome, SaidMeeting
from app.reading.sums import Problem


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that was read of one reply."""

    kind: str
    hours: Hours | None
    meetings: Sequence[SaidMeeting]
    tells_status: bool
    said: Said
    wants_help: bool
    safeguarding: bool
    problem: Problem | None
    stranger: bool
    disputes: bool
    is_blank_form: bool
    tells_session: bool
    same_as_before: str
    too_long: bool
    is_command: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome, and the problem to ask about where it is `clarify`."""

    outcome: Outcome
    problem: Problem | None = None


def decide(facts: Facts) -> Decision:
    """The outcome of a reply that a person wrote."""
    if facts.safeguarding or facts.too_long or facts.is_command:
        return Decision(Outcome.REVIEW)
    if facts.problem:
        return Decision(Outcome.CLARIFY, facts.problem)
    if facts.said.answer is not None:
        return _answered(facts)
    if facts.tells_session and facts.hours is None:
        return Decision(Outcome.CLARIFY, Problem("no_hours"))
    return _by_facts(facts)


def _by_facts(facts: Facts) -> Decision:
    if facts.same_as_before and facts.hours is None:
        return Decision(Outcome.CLARIFY, Problem("same_as_before", {"words": facts.same_as_before}))
    if facts.hours is not None or facts.meetings or facts.tells_status:
        return Decision(Outcome.RECORDED)
    if facts.wants_help:
        return Decision(Outcome.REVIEW)
    return Decision(Outcome.CLARIFY, _nothing_read(facts))


def _answered(facts: Facts) -> Decision:
    answer = facts.said.answer
    if answer == Answer.MAYBE:
        return Decision(Outcome.CLARIFY, Problem("answer_yes_no"))
    if facts.kind not in ABOUT_HOURS:
        return (
            Decision(Outcome.CLARIFY, Problem("answer_yes_no"))
            if answer == Answer.PARTLY
            else Decision(Outcome.RECORDED)
        )
    if answer == Answer.YES:
        return Decision(Outcome.RECORDED)
    if facts.stranger:
        return Decision(Outcome.REVIEW)
    if facts.hours is None and not facts.disputes:
        return Decision(Outcome.CLARIFY, Problem("answer_figures"))
    return Decision(Outcome.RECORDED)


def _nothing_read(facts: Facts) -> Problem:
    if facts.kind in ANSWERED_KINDS:
        return Problem("answer_yes_no")
    return Problem("blank" if facts.is_blank_form else "nothing_read")
