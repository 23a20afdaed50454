"""The keys that a reading has beside the scored ones: goals, tasks, who was there, what is missing, and answers."""

from dataclasses import replace

from app.reading.asked.actions import actions_of
from app.reading.asked.answers_heard import Heard, with_answers
from app.reading.asked.attended import attended_of
from app.reading.asked.fields_missing import fields_missing
from app.reading.asked.goals import goals_of
from app.reading.asked.partners_answered import with_partners_answers
from app.reading.asked.topics import topics_told
from app.reading.contract import Kind, Outcome, Reading
from app.reading.explained import Rule
from app.reading.words.names import Names

_ON_THEIR_OWN = frozenset({"none", "survey", "report", "closing"})


def with_more(reading: Reading, heard: Heard) -> Reading:
    """The reading with `answers`, `goals`, `actions`, `attended`, `fields_missing` and each partner's answer."""
    if reading.kind != Kind.REPLY:
        return reading
    reading = with_answers(_with_told(reading, heard), heard)
    if "topics" in heard.context.programme.requires and not reading.topics:
        reading = replace(reading, topics=topics_told(heard.sentences))
    reading = with_partners_answers(reading, heard)
    return replace(reading, fields_missing=fields_missing(reading, heard.context, heard.sentences))


def _with_told(reading: Reading, heard: Heard) -> Reading:
    """Goals alone are a clear fact where no hours were asked for."""
    context, calendar = heard.context, heard.calendar
    goals, goal_words = goals_of(heard.sentences, context.goals, calendar)
    actions, action_words = actions_of(heard.sentences, heard.homework, Names.of(context), calendar)
    attended, attended_words = attended_of(heard.sentences, [partner.name for partner in context.partners])
    evidence = (*reading.evidence, *goal_words, *action_words, *attended_words)
    told = replace(reading, goals=goals, actions=actions, attended=attended, evidence=evidence)
    if goals and context.checkin.kind in _ON_THEIR_OWN and heard.is_silent:
        return replace(told, outcome=Outcome.RECORDED, questions=()).because(Rule.GOALS)
    return told
