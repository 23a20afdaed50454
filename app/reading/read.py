"""Reading a reply, in order: gather what is told, apply corrections, add up, decide."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from app.reading.asked.answers_heard import Heard
from app.reading.asked.beyond import with_more
from app.reading.asked.goals import of_match, of_time
from app.reading.claims.capped import capped
from app.reading.claims.claim import Claim
from app.reading.claims.forms.form_corrections import put_right
from app.reading.claims.gather import gather
from app.reading.claims.meetings import meetings, tells_session
from app.reading.claims.passed import left_out, passed_claims, with_passed
from app.reading.claims.periods import Period, period_of
from app.reading.claims.put_right.corrections import corrected
from app.reading.claims.spread.combine import combined
from app.reading.claims.told import Told
from app.reading.claims.upcoming import beside_next, next_meeting
from app.reading.contract import (
    Context,
    Evidence,
    Hours,
    Kind,
    NextMeeting,
    Outcome,
    PartnerSaid,
    Reading,
    Reply,
    ReplyLine,
    SaidMeeting,
    Status,
)
from app.reading.decide import Decision, Facts, decide
from app.reading.explained import Explanation, PassedOver, PassedReason, Rule
from app.reading.hours.settle import Answered, Settled, settled
from app.reading.hours.sums import Problem
from app.reading.hours.tally import tally
from app.reading.hours.zero import nothing_words
from app.reading.questions import question_for
from app.reading.standing.answers import ABOUT_HOURS, ANSWERED_KINDS, Answer, Said, answer_of, is_stranger
from app.reading.standing.care import help_words, safeguarding_words
from app.reading.standing.commands import STOP, command_of, is_farewell, says_stop
from app.reading.standing.partners import Statuses, partners_said, shared_status, statuses_of
from app.reading.standing.status import SaidStatus, is_yes_to_continuing, status_of
from app.reading.times.calendar import Calendar, calendar_for
from app.reading.words.names import Names
from app.reading.words.sentences import first_words, sentences

_AWAY = frozenset({Status.ENDED, Status.ENDING, Status.PAUSED})


@dataclass(frozen=True, slots=True)
class _Found:
    """All that was found, with the words each fact stands on."""

    told: Told
    period: Period
    settled: Settled
    meetings: tuple[SaidMeeting, ...]
    status: Status
    statuses: Statuses
    partners: tuple[str, ...]
    help: str
    safeguarding: str
    nothing: str
    next_meeting: NextMeeting | None
    standing: tuple[Claim, ...]
    evidence: tuple[Evidence, ...]
    command: str | None
    passed: tuple[PassedOver, ...]

    @property
    def hours(self) -> Hours | None:
        counted = self.settled.tally.hours
        if counted is None and self.nothing and not self.settled.tally.problem and self.settled.said.answer is None:
            return Hours(Decimal(0))
        return counted

    @property
    def of_partners(self) -> tuple[PartnerSaid, ...]:
        """One for each of several partners; zero hours without a name are said of all."""
        if len(self.partners) <= 1:
            return ()
        apart = self.settled.tally.of_partners
        of_all = self.partners if self.hours is not None and not apart else ()
        met = {*apart, *of_all, *(meeting.partner for meeting in self.meetings)}
        return partners_said(self.partners, self.statuses, apart, met)


def read_reply(reply: Reply, context: Context, mail_date: datetime | None) -> Reading:
    """What the reply means. `mail_date` is the mail's own Date, aware; None where it has none.

    A reply of more than 10,000 characters or 600 figures is read up to there and goes to review.
    """
    calendar = calendar_for(context, mail_date)
    first = capped(reply)
    found = _found(first, context, calendar)
    if _is_farewell(found, context):
        return Reading(Kind.UNSUBSCRIBE, Outcome.REVIEW, reply.text, found.period.text).because(Rule.STOP)
    facts = _facts(found, context, too_long=first != reply)
    decision = decide(facts)
    final = facts.safeguarding or facts.too_long or facts.is_command
    heard = Heard(first, context, calendar, found.told.sentences, found.told.homework, decision.problem, final)
    return with_passed(with_more(_reading(reply, context, found, decision), heard))


def _found(reply: Reply, context: Context, calendar: Calendar) -> _Found:
    told = gather(reply, context, calendar)
    claims = of_time(told.claims)
    partners = tuple(partner.name for partner in context.partners)
    coming = [claim for claim in claims if claim.future]
    current = combined([claim for claim in claims if not claim.future])
    correction = corrected(current, told.sentences, earlier_mail=context.checkin.kind in ABOUT_HOURS)
    form = put_right(told.entries, correction.claims, told.sentences)
    standing = form.claims
    counted = tally(replace(told, entries=form.entries), standing, partners)
    days = frozenset(day for claim in standing for day in claim.days)
    made = correction.made or bool(form.passed)
    outcome = settled(Answered(_said(told, context), counted, told.sentences, days), context, correction=made)
    listed, listed_words = meetings(standing, partners) if _has_meetings(outcome, context) else ((), ())
    status = _status_said(told, context, calendar)
    statuses = _statuses(told, len(partners), status.status)
    ahead, ahead_words = next_meeting(coming, calendar)
    care = help_words(told.sentences), safeguarding_words(told.sentences), nothing_words(told.sentences)
    words = {"status": status.words, "next_meeting": ahead_words, "answer": outcome.said.words}
    words |= {"wants_help": care[0], "safeguarding": care[1]}
    evidence = (*outcome.tally.evidence, *listed_words, *_evidence(words))
    about_time = context.checkin.kind not in ANSWERED_KINDS - ABOUT_HOURS
    period = period_of(standing if about_time else (), calendar)
    passed = (
        *told.passed,
        *passed_claims(left_out(told.claims, claims), PassedReason.GOAL),
        *passed_claims(beside_next(coming, ahead_words), PassedReason.COMING),
        *(*correction.passed, *form.passed),
        *outcome.tally.passed,
        *(status.passed if len(partners) <= 1 else ()),
    )
    found = (told, period, outcome, listed, status.status, statuses, partners, *care, ahead, standing)
    return _Found(*found, evidence, _command(told), passed)


def _command(told: Told) -> str | None:
    """The one word that the reply is, where no form was filled beside it."""
    filled = any(not entry.is_blank for entry in told.entries)
    return None if filled else command_of(told.sentences)


def _status_said(told: Told, context: Context, calendar: Calendar) -> SaidStatus:
    said = status_of(of_match(told.sentences), calendar.today.month if calendar.today else None)
    if said.status == Status.UNKNOWN and context.checkin.kind not in ANSWERED_KINDS and told.sentences:
        lines = tuple(ReplyLine(line) for line in context.checkin.text.splitlines())
        if is_yes_to_continuing(told.sentences, sentences(Reply(lines), Names.of(context))):
            return SaidStatus(Status.CONTINUING, told.sentences[0].text)
    return said


def _statuses(told: Told, partners: int, of_all: Status) -> Statuses:
    """What is said of each of several partners; a yes to whether it goes on holds for all."""
    if partners <= 1:
        return Statuses()
    said = statuses_of(of_match(told.sentences), partners)
    if not said.of and of_all == Status.CONTINUING:
        return replace(said, of=dict.fromkeys(range(partners), of_all))
    return said


def _said(told: Told, context: Context) -> Said:
    return answer_of(told.sentences) if context.checkin.kind in ANSWERED_KINDS else Said(None)


def _has_meetings(outcome: Settled, context: Context) -> bool:
    """A yes restates nothing; a signature's date is no session."""
    return context.checkin.kind not in ANSWERED_KINDS or outcome.tally.hours is not None


def _evidence(words: dict[str, str]) -> Sequence[Evidence]:
    return [Evidence(field, text) for field, text in words.items() if text]


def _is_farewell(found: _Found, context: Context) -> bool:
    """No more mail, and nothing else: beside hours, an answer or an end of the match the facts come first."""
    if found.command is not None:
        return found.command == STOP
    return says_stop(found.told.sentences) and not _tells_more(found, context)


def _tells_more(found: _Found, context: Context) -> bool:
    others = [sentence for sentence in found.told.sentences if not is_farewell(sentence)]
    answered = context.checkin.kind in ANSWERED_KINDS and answer_of(others).answer is not None
    facts = found.hours is not None or found.meetings or found.safeguarding
    return bool(facts or answered or status_of(others).status in _AWAY)


def _facts(found: _Found, context: Context, *, too_long: bool) -> Facts:
    return Facts(
        kind=context.checkin.kind,
        hours=found.hours,
        meetings=found.meetings,
        tells_status=_tells_status(found),
        said=found.settled.said,
        wants_help=bool(found.help),
        safeguarding=bool(found.safeguarding),
        problem=_problem(found, context),
        stranger=is_stranger(found.told.sentences),
        disputes=bool(found.nothing),
        is_blank_form=bool(found.told.entries),
        tells_session=tells_session(found.standing) and context.checkin.kind not in ANSWERED_KINDS,
        same_as_before=first_words(found.told.sentences, "same_as_before"),
        too_long=too_long,
        is_command=found.command is not None,
    )


def _status(found: _Found) -> Status:
    """Logged hours or a meeting to come with no word of an end: it goes on."""
    said = shared_status(found.of_partners) if found.of_partners else found.status
    if said != Status.UNKNOWN:
        return said
    goes_on = found.hours is not None or found.meetings or found.next_meeting
    return Status.CONTINUING if goes_on else Status.UNKNOWN


def _tells_status(found: _Found) -> bool:
    of_one = any(partner.status != Status.UNKNOWN for partner in found.of_partners)
    return of_one or _status(found) != Status.UNKNOWN


def _problem(found: _Found, context: Context) -> Problem | None:
    if context.checkin.kind in ANSWERED_KINDS - ABOUT_HOURS:
        return None
    unclear = next((each.unclear_day for each in found.standing if each.unclear_day and _tells(each)), None)
    if unclear:
        return _day_problem(*unclear)
    if found.settled.tally.problem:
        return found.settled.tally.problem
    return _month_problem(found) or _status_problem(found)


def _day_problem(words: str, readings: tuple[date, ...]) -> Problem:
    if not readings:
        return Problem("no_such_day", {"words": words})
    first, second = (day.isoformat() for day in readings[:2])
    return Problem("date_unclear", {"words": words, "first": first, "second": second})


def _tells(claim: Claim) -> bool:
    """A day in a question of theirs, or without a session (`away until June 15`), is not asked about."""
    if claim.sentence.closing == "?":
        return claim.has_amount
    return claim.has_amount or bool(claim.modes) or claim.sessions != 0


def _month_problem(found: _Found) -> Problem | None:
    edge = next((each.month_edge for each in found.standing if each.month_edge and each.has_amount), "")
    if edge:
        return Problem("month_unclear", {"words": edge})
    if found.period.several and (found.hours is not None or found.meetings):
        return Problem("two_periods")
    return None


def _status_problem(found: _Found) -> Problem | None:
    if found.statuses.unclear:
        named = {"words": found.statuses.unclear, "partners": ", ".join(found.partners)}
        return Problem("whose_status", named)
    return None


def _reading(reply: Reply, context: Context, found: _Found, decision: Decision) -> Reading:
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
        status=_status(found),
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


def _of_nothing(found: _Found) -> Sequence[Evidence]:
    """The words that say that no time was spent."""
    said = found.nothing and found.hours is not None and found.settled.tally.hours is None
    return [Evidence("hours.total", found.nothing)] if said else []
