"""What a reply tells: gathered, put right, added up, each fact with its words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from app.reading.asked.goals import of_match, of_time
from app.reading.claims.claim import Claim
from app.reading.claims.forms.form_corrections import put_right
from app.reading.claims.gather import gather
from app.reading.claims.meetings import meetings
from app.reading.claims.passed import left_out, passed_claims
from app.reading.claims.periods import Period, period_of
from app.reading.claims.put_right.corrections import corrected
from app.reading.claims.spread.combine import combined
from app.reading.claims.told import Told
from app.reading.claims.upcoming import beside_next, next_meeting
from app.reading.contract import (
    Context,
    Evidence,
    Hours,
    NextMeeting,
    PartnerSaid,
    Reply,
    ReplyLine,
    SaidMeeting,
    Status,
)
from app.reading.explained import PassedOver, PassedReason
from app.reading.hours.settle import Answered, Settled, settled
from app.reading.hours.tally import tally
from app.reading.hours.zero import nothing_words
from app.reading.standing.answers import ABOUT_HOURS, ANSWERED_KINDS, Said, answer_of
from app.reading.standing.care import help_words, safeguarding_words
from app.reading.standing.commands import command_of
from app.reading.standing.partners import Statuses, partners_said, shared_status, statuses_of
from app.reading.standing.status import SaidStatus, is_yes_to_continuing, status_of
from app.reading.times.calendar import Calendar
from app.reading.words.names import Names
from app.reading.words.sentences import sentences


@dataclass(frozen=True, slots=True)
class Found:
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
        """What counts; zero where the words say that no time was spent, and nothing else was told of it."""
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

    @property
    def match_status(self) -> Status:
        """Where the match stands. Logged hours or a meeting to come with no word of an end: it goes on."""
        said = shared_status(self.of_partners) if self.of_partners else self.status
        if said != Status.UNKNOWN:
            return said
        goes_on = self.hours is not None or self.meetings or self.next_meeting
        return Status.CONTINUING if goes_on else Status.UNKNOWN

    @property
    def tells_status(self) -> bool:
        """Whether anything is known of the match as a whole, or of one of several partners."""
        of_one = any(partner.status != Status.UNKNOWN for partner in self.of_partners)
        return of_one or self.match_status != Status.UNKNOWN


def found_in(reply: Reply, context: Context, calendar: Calendar) -> Found:
    """Gathers, puts right and adds up; nothing is decided yet."""
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
    return Found(*found, evidence, _command(told), passed)


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
