"""Reading a reply, in order: gather what is told, apply corrections, add up, decide."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from app.reading.asked.answers_heard import Heard
from app.reading.asked.beyond import with_more
from app.reading.claims.capped import capped
from app.reading.claims.meetings import tells_session
from app.reading.claims.passed import with_passed
from app.reading.contract import Context, Evidence, Kind, Outcome, Reading, Reply, Status
from app.reading.decide import Decision, Facts, decide
from app.reading.explained import Explanation, Rule
from app.reading.found import Found, found_in
from app.reading.questions import question_for
from app.reading.standing.answers import ANSWERED_KINDS, Answer, answer_of, is_stranger
from app.reading.standing.commands import STOP, is_farewell, says_stop
from app.reading.standing.status import status_of
from app.reading.times.calendar import calendar_for
from app.reading.unclear import unclear_in
from app.reading.words.sentences import first_words

_AWAY = frozenset({Status.ENDED, Status.ENDING, Status.PAUSED})


def read_reply(reply: Reply, context: Context, mail_date: datetime | None) -> Reading:
    """What the reply means. `mail_date` is the mail's own Date, aware; None where it has none.

    A reply of more than 10,000 characters or 600 figures is read up to there and goes to review.
    """
    calendar = calendar_for(context, mail_date)
    first = capped(reply)
    found = found_in(first, context, calendar)
    if _is_farewell(found, context):
        return Reading(Kind.UNSUBSCRIBE, Outcome.REVIEW, reply.text, found.period.text).because(Rule.STOP)
    facts = _facts(found, context, too_long=first != reply)
    decision = decide(facts)
    final = facts.safeguarding or facts.too_long or facts.is_command
    heard = Heard(first, context, calendar, found.told.sentences, found.told.homework, decision.problem, final)
    return with_passed(with_more(_reading(reply, context, found, decision), heard))


def _is_farewell(found: Found, context: Context) -> bool:
    """No more mail, and nothing else: beside hours, an answer or an end of the match the facts come first."""
    if found.command is not None:
        return found.command == STOP
    return says_stop(found.told.sentences) and not _tells_more(found, context)


def _tells_more(found: Found, context: Context) -> bool:
    others = [sentence for sentence in found.told.sentences if not is_farewell(sentence)]
    answered = context.checkin.kind in ANSWERED_KINDS and answer_of(others).answer is not None
    facts = found.hours is not None or found.meetings or found.safeguarding
    return bool(facts or answered or status_of(others).status in _AWAY)


def _facts(found: Found, context: Context, *, too_long: bool) -> Facts:
    return Facts(
        kind=context.checkin.kind,
        hours=found.hours,
        meetings=found.meetings,
        tells_status=found.tells_status,
        said=found.settled.said,
        wants_help=bool(found.help),
        safeguarding=bool(found.safeguarding),
        problem=unclear_in(found, context),
        stranger=is_stranger(found.told.sentences),
        disputes=bool(found.nothing),
        is_blank_form=bool(found.told.entries),
        tells_session=tells_session(found.standing) and context.checkin.kind not in ANSWERED_KINDS,
        same_as_before=first_words(found.told.sentences, "same_as_before"),
        too_long=too_long,
        is_command=found.command is not None,
    )


def _reading(reply: Reply, context: Context, found: Found, decision: Decision) -> Reading:
    clear = decision.outcome != Outcome.CLARIFY
    answer = found.settled.said.answer
    return Reading(
        kind=Kind.REPLY,
        outcome=decision.outcome,
        reply_text=reply.text,
        period=found.period.text,
        correction=found.settled.correction and found.hours is not None,
        answer=answer.value if answer in {Answer.YES, Answer.NO} else None,
        hours=found.hours if clear else None,
        meetings=found.meetings,
        status=found.match_status,
        wants_help=bool(found.help),
        safeguarding=bool(found.safeguarding),
        next_meeting=found.next_meeting,
        homework=found.told.homework,
        topics=found.told.topics,
        questions=(question_for(decision.problem, context, found.period.month),) if decision.problem else (),
        evidence=(*found.evidence, *_of_nothing(found)),
        command=found.command or (STOP if says_stop(found.told.sentences) else None),
        partners=found.of_partners if clear else tuple(replace(each, hours=None) for each in found.of_partners),
        explanation=Explanation(found.passed, decision.rule, decision.problem.question if decision.problem else ""),
    )


def _of_nothing(found: Found) -> Sequence[Evidence]:
    """The words that say that no time was spent."""
    said = found.nothing and found.hours is not None and found.settled.tally.hours is None
    return [Evidence("hours.total", found.nothing)] if said else []
