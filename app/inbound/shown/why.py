"""Why words of a mail did not count, and why its reading came to its outcome: one sentence for each rule."""

from app.language import gettext_for
from app.language import mark as _
from app.reading.explained import PassedReason, Rule

PASSED: dict[PassedReason, str] = {
    PassedReason.DENIED: _("It is said not to be so."),
    PassedReason.FORMER: _("It says what was written or believed before."),
    PassedReason.MISSED: _("It did not take place."),
    PassedReason.ATTEMPTED: _("It counts attempts, not meetings."),
    PassedReason.CONDITION: _("It is only a condition."),
    PassedReason.CORRECTED: _("Later words correct it."),
    PassedReason.CORRECTED_IN_PART: _("Later words correct a part of it."),
    PassedReason.PLANNED: _("It was planned or expected, and not said to have happened."),
    PassedReason.COMING: _("It is still to come."),
    PassedReason.SOMETHING_ELSE: _("It is time of something else, such as work or travel."),
    PassedReason.FIGURE: _("It is a figure that no hours are said with."),
    PassedReason.NO_SESSIONS: _("It counts something, and no meetings are told beside it."),
    PassedReason.TOPIC: _("It belongs to what was talked about."),
    PassedReason.QUESTION: _("It stands in a question."),
    PassedReason.GOAL: _("It is of a goal or a task."),
    PassedReason.OPEN: _("How much it comes to stays open."),
    PassedReason.RATE: _("A total says how much this comes to."),
    PassedReason.SHARE: _("It is a share of hours that are counted already."),
    PassedReason.TOTAL: _("It is the total of parts that are counted one by one."),
    PassedReason.TWICE: _("It tells again of hours that are counted already."),
    PassedReason.IN_FORM: _("The filled form has these hours."),
    PassedReason.ON_RECORD: _("It agrees with the hours that the mail of ours gave."),
    PassedReason.NOT_HOURS: _("Our mail did not ask for hours."),
    PassedReason.OUTWEIGHED: _("Other words say more clearly how things stand."),
    PassedReason.RESUMES: _("The pause is over."),
}

OUTCOMES: dict[Rule, str] = {
    Rule.FACTS: _("It tells facts, and nothing in them is unclear."),
    Rule.ANSWER: _("It answers the question."),
    Rule.ANSWERS: _("It answers what was asked, each for itself."),
    Rule.GOALS: _("It tells of goals, and no hours were asked for."),
    Rule.UNCLEAR: _("Something is unclear, so one question goes back."),
    Rule.SAFEGUARDING: _("It may tell of a concern for somebody’s safety."),
    Rule.TOO_LONG: _("It is too long to be read to its end."),
    Rule.COMMAND: _("It is a single word that asks us to do something."),
    Rule.STOP: _("The writer wants no more mail."),
    Rule.STRANGER: _("The writer does not know the person or the meeting it is about."),
    Rule.HELP: _("It asks for something and tells no facts."),
    Rule.UNKNOWN_QUESTIONS: _("It answers questions that only a person can read."),
    Rule.MACHINE: _("A mail program wrote it, not a person."),
}


def why_passed(reason: PassedReason, locale: str) -> str:
    """The sentence for the rule by which words did not count, in the reader's language."""
    return gettext_for(locale).gettext(PASSED[reason])


def why_outcome(rule: Rule, locale: str) -> str:
    """The sentence for the rule that made an outcome, in the reader's language."""
    return gettext_for(locale).gettext(OUTCOMES[rule])
