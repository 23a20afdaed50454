"""From what was read to an outcome: record, ask, or hand over (rules 8, 11 and 15 of the contract)."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.reading.contract import Hours, Outcome, SaidMeeting
from app.reading.explained import Rule
from app.reading.hours.sums import Problem
from app.reading.standing.answers import ABOUT_HOURS, ANSWERED_KINDS, Answer, Said


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
    """The outcome, the rule that made it, and the problem to ask about where it is `clarify`."""

    outcome: Outcome
    rule: Rule
    problem: Problem | None = None


def _asking(problem: Problem) -> Decision:
    return Decision(Outcome.CLARIFY, Rule.UNCLEAR, problem)


def decide(facts: Facts) -> Decision:
    """The outcome of a reply that a person wrote."""
    rule = _for_a_person(facts)
    if rule:
        return Decision(Outcome.REVIEW, rule)
    if facts.problem:
        return _asking(facts.problem)
    if facts.said.answer is not None:
        return _answered(facts)
    if facts.tells_session and facts.hours is None:
        return _asking(Problem("no_hours"))
    return _by_facts(facts)


def _for_a_person(facts: Facts) -> Rule | None:
    """Why a person reads it whatever else it says."""
    if facts.safeguarding:
        return Rule.SAFEGUARDING
    if facts.too_long:
        return Rule.TOO_LONG
    return Rule.COMMAND if facts.is_command else None


def _by_facts(facts: Facts) -> Decision:
    if facts.same_as_before and facts.hours is None:
        return _asking(Problem("same_as_before", {"words": facts.same_as_before}))
    if facts.hours is not None or facts.meetings or facts.tells_status:
        return Decision(Outcome.RECORDED, Rule.FACTS)
    if facts.wants_help:
        return Decision(Outcome.REVIEW, Rule.HELP)
    return _asking(_nothing_read(facts))


def _answered(facts: Facts) -> Decision:
    answer = facts.said.answer
    if answer == Answer.MAYBE:
        return _asking(Problem("answer_yes_no"))
    if facts.kind not in ABOUT_HOURS:
        partly = answer == Answer.PARTLY
        return _asking(Problem("answer_yes_no")) if partly else Decision(Outcome.RECORDED, Rule.ANSWER)
    if answer == Answer.YES:
        return Decision(Outcome.RECORDED, Rule.ANSWER)
    if facts.stranger:
        return Decision(Outcome.REVIEW, Rule.STRANGER)
    if facts.hours is None and not facts.disputes:
        return _asking(Problem("answer_figures"))
    return Decision(Outcome.RECORDED, Rule.ANSWER)


def _nothing_read(facts: Facts) -> Problem:
    if facts.kind in ANSWERED_KINDS:
        return Problem("answer_yes_no")
    return Problem("blank" if facts.is_blank_form else "nothing_read")
