"""What a coordinator makes of a letter: hours entered on it, declined, or taken back (H7).

Each entry names the letter's digest as its evidence and whoever entered it. Such hours are confirmed by that: the
letter is the other side's word, and no partner is asked.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.errors import AppError
from app.events import OutsideLetterDeclined, OutsideLetterEntered
from app.ledger.append import append
from app.ledger.drafts import BY_LETTER, AttestationDraft, ClaimDraft, CorrectionDraft, Evidence, Means, Party
from app.ledger.states import COORDINATOR
from app.matches.people import MatchOfPerson, running_matches
from app.matches.start import start_match
from app.outside_letters.models import OutsideLetter
from app.outside_letters.standing import Standing
from app.programmes.models import Person
from app.programmes.rules import Confirmation
from app.programmes.versions import rules_of
from app.tenants.models import Membership

_VERDICT = "letter of another organisation, read by a coordinator"


class NotWaiting(AppError):
    """The letter was decided on meanwhile, or is not here."""


@dataclass(frozen=True, slots=True)
class LetterHours:
    """Whole minutes of a month (`YYYY-MM`) that a letter confirms, of one mode; with the day where it names one."""

    period: str
    minutes: int
    mode: str
    held_on: date | None = None


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What a coordinator read in a letter; without a `match_id` the member mentored with nobody of the programme.

    `role` is the member's, and that of the match where one is named. `note` is what else the letter says.
    """

    organisation: str
    role: str
    hours: tuple[LetterHours, ...]
    match_id: UUID | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Ground:
    """Under which match and rules the hours are entered."""

    match_id: UUID
    rules_id: UUID
    role: str
    partners: tuple[Party, ...] = ()


def enter_letter(
    scope: TenantScope, letter_id: UUID, facts: LetterFacts, membership_id: UUID, at: datetime
) -> OutsideLetterEntered:
    """Enter the hours, each with the letter as its evidence. Call it last in the transaction.

    Raises:
        NotWaiting: when somebody else has decided on the letter.

    """
    letter = locked_letter(scope, letter_id, Standing.WAITING)
    ground = _ground(scope, letter, facts)
    evidence = _evidence(letter, facts, membership_id)
    claims = append(scope, [_claim(scope, letter, ground, hours, evidence) for hours in facts.hours], at)
    staff = Party(membership_id, scope.session.get_one(Membership, (scope.tenant_id, membership_id)).name, None)
    bare = _evidence(letter, None, membership_id)
    confirmed = append(
        scope, [AttestationDraft(one.id, staff, COORDINATOR, Means.COORDINATOR, bare) for one in claims], at
    )
    letter.organisation, letter.entry_ids = facts.organisation, [one.id for one in claims]
    _decide(letter, Standing.ENTERED, membership_id, at)
    scope.session.flush()
    return OutsideLetterEntered(letter.id, f"{confirmed[-1].seq}:{confirmed[-1].hash.hex()}")


def decline_letter(
    scope: TenantScope, letter_id: UUID, reason: str, membership_id: UUID, at: datetime
) -> OutsideLetterDeclined:
    """Enter nothing; the member is told the reason.

    Raises:
        NotWaiting: when somebody else has decided on the letter.

    """
    letter = locked_letter(scope, letter_id, Standing.WAITING)
    letter.reason = reason
    _decide(letter, Standing.DECLINED, membership_id, at)
    scope.session.flush()
    return OutsideLetterDeclined(letter.id, at)


def take_back(scope: TenantScope, letter_id: UUID, membership_id: UUID, at: datetime) -> None:
    """Take the hours of a letter out again: each entry is corrected to nothing, and the letter waits anew.

    Raises:
        NotWaiting: when no hours stand on it.

    """
    letter = locked_letter(scope, letter_id, Standing.ENTERED)
    evidence = _evidence(letter, None, membership_id)
    append(scope, [CorrectionDraft(entry_id, 0, evidence) for entry_id in letter.entry_ids], at)
    letter.state, letter.entry_ids = Standing.WAITING.value, []
    letter.decided_at = letter.decided_by_id = None
    scope.session.flush()


def locked_letter(scope: TenantScope, letter_id: UUID, standing: Standing) -> OutsideLetter:
    """The letter, from here to the commit decided on by nobody else.

    Raises:
        NotWaiting: when it does not stand so.

    """
    letter = scope.session.scalar(
        select(OutsideLetter)
        .where(OutsideLetter.tenant_id == scope.tenant_id, OutsideLetter.id == letter_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if letter is None or letter.state != standing:
        raise NotWaiting
    return letter


def _decide(letter: OutsideLetter, standing: Standing, membership_id: UUID, at: datetime) -> None:
    letter.state, letter.decided_at, letter.decided_by_id = standing.value, at, membership_id


def _ground(scope: TenantScope, letter: OutsideLetter, facts: LetterFacts) -> _Ground:
    running = running_matches(scope, letter.person_id, letter.programme_id)
    chosen = next((match for match in running if match.match_id == facts.match_id), None)
    return _of_match(chosen) if chosen else _elsewhere(scope, letter, facts)


def _of_match(match: MatchOfPerson) -> _Ground:
    partners = tuple(Party(one.person_id, one.name, one.member_number) for one in match.partners)
    return _Ground(match.match_id, match.rules_id, match.role, partners)


def _elsewhere(scope: TenantScope, letter: OutsideLetter, facts: LetterFacts) -> _Ground:
    """A match of the member alone that has ended already: nobody is asked about it, and nothing reminds of it."""
    rules_id = rules_of(scope, None, programme_id=letter.programme_id).rules_id
    year, month = map(int, max(hours.period for hours in facts.hours).split("-"))
    match_id = start_match(
        scope,
        programme_id=letter.programme_id,
        rules_id=rules_id,
        people={letter.person_id: facts.role},
        started_on=date.fromisoformat(f"{min(hours.period for hours in facts.hours)}-01"),
        ends_on=date(year, month, monthrange(year, month)[1]),
        state="ended",
    )
    return _Ground(match_id, rules_id, facts.role)


def _evidence(letter: OutsideLetter, facts: LetterFacts | None, membership_id: UUID) -> Evidence:
    """The letter as evidence; the claim commits to whose letter it is and what it says."""
    said: Sequence[str] = [part for part in (facts.organisation, facts.note) if part] if facts else ()
    return Evidence(
        BY_LETTER, _VERDICT, mail_digest=letter.digest.hex(), words=": ".join(said) or None, entered_by=membership_id
    )


def _claim(
    scope: TenantScope, letter: OutsideLetter, ground: _Ground, hours: LetterHours, evidence: Evidence
) -> ClaimDraft:
    person = scope.session.get_one(Person, (scope.tenant_id, letter.person_id))
    version = rules_of(scope, ground.rules_id)
    return ClaimDraft(
        programme_id=letter.programme_id,
        match_id=ground.match_id,
        claimant=Party(person.id, person.name, person.member_number),
        role=ground.role,
        period=hours.period,
        mode=hours.mode,
        minutes=hours.minutes,
        zone=version.rules.timezone,
        rules_id=version.rules_id,
        rules_number=version.number,
        confirmation=Confirmation.COORDINATOR,
        counterparts=ground.partners,
        evidence=evidence,
        local_date=hours.held_on,
    )
