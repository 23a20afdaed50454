"""A mail in own words as a real person of the programme would get it. Nothing is sent, and nothing stays."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import and_, select

from app.db import TenantScope, new_id
from app.events import Answered
from app.ledger.chain import Head
from app.ledger.models import LedgerEntry, LedgerHead
from app.matches.models import CheckIn, Match, MatchParticipant
from app.outbound.due import latest_round
from app.outbound.outbox import Office, Post
from app.outbound.own_words.cases import CASES, Case, Situation, said_in
from app.outbound.own_words.stored import Place, add_version
from app.outbound.parties import programme_parties
from app.programmes.models import Person
from app.programmes.versions import rules_of

_LOCALES = {"en": "en-CA", "fr": "fr-CA"}
_ABOVE_ALL = 2**31 - 1
"""The number of a version that is never kept: it holds over those that are, and is in nobody's way who saves one."""


def people_of(scope: TenantScope, programme_id: UUID) -> list[Person]:
    """Everybody in a match of the programme that has not ended, in the order of their names."""
    rows = scope.session.scalars(
        select(Person)
        .join(
            MatchParticipant,
            and_(MatchParticipant.tenant_id == Person.tenant_id, MatchParticipant.person_id == Person.id),
        )
        .join(Match, and_(Match.tenant_id == MatchParticipant.tenant_id, Match.id == MatchParticipant.match_id))
        .where(Person.tenant_id == scope.tenant_id, Match.programme_id == programme_id, Match.state != "ended")
        .distinct()
    )
    return sorted(rows, key=lambda person: (person.name.casefold(), person.id))


def case_named(kind: str, name: str | None) -> Case:
    """The situation of that name, else the first of the kind."""
    return next((case for case in CASES[kind] if case.name == name), CASES[kind][0])


def preview(
    scope: TenantScope,
    place: Place,
    words: Mapping[str, str],
    office: Office,
    *,
    person_id: UUID,
    membership_id: UUID,
    case: str | None = None,
) -> Post:
    """The mail that would go out if `words` were in use, written by the very functions that write it then.

    The event is made up; names, matches, rules and hours are the person's own. All of it happens in a savepoint that
    is rolled back.
    """
    with _undone(scope):
        add_version(scope, place, words, membership_id, office.clock(), number=_ABOVE_ALL)
        at = _situation(scope, place, office, person_id)
        (written,) = case_named(place.kind, case).write(scope, at, office)
        return replace(written)


@contextmanager
def _undone(scope: TenantScope) -> Iterator[None]:
    """What is written within never was."""
    savepoint = scope.session.begin_nested()
    try:
        yield
    finally:
        savepoint.rollback()


def _situation(scope: TenantScope, place: Place, office: Office, person_id: UUID) -> Situation:
    person = scope.session.get_one(Person, (scope.tenant_id, person_id))
    ours = programme_parties(scope, place.programme_id, office)
    person.locale = ours.coordinator.locale = locale = _LOCALES[place.language]
    check_in = _latest_check_in(scope, place.programme_id, person_id) or _made_up(scope, place, office, person_id)
    mail = Answered(
        received_mail_id=None,
        outcome_id=new_id(),
        person_id=person_id,
        programme_id=place.programme_id,
        check_in_id=check_in.id,
        period=_latest_period(scope, place.programme_id, person_id) or check_in.period,
        message_id=None,
        received_at=office.clock(),
        words=said_in(locale),
    )
    scope.session.flush()
    return Situation(check_in, mail, locale, _head(scope))


def _latest_check_in(scope: TenantScope, programme_id: UUID, person_id: UUID) -> CheckIn | None:
    return scope.session.scalar(
        select(CheckIn)
        .where(
            CheckIn.tenant_id == scope.tenant_id, CheckIn.programme_id == programme_id, CheckIn.person_id == person_id
        )
        .order_by(CheckIn.period.desc())
        .limit(1)
    )


def _latest_period(scope: TenantScope, programme_id: UUID, person_id: UUID) -> str | None:
    """The last month that has hours of theirs, so that a receipt has something to show."""
    return scope.session.scalar(
        select(LedgerEntry.period)
        .where(
            LedgerEntry.tenant_id == scope.tenant_id,
            LedgerEntry.programme_id == programme_id,
            LedgerEntry.person_id == person_id,
        )
        .order_by(LedgerEntry.period.desc())
        .limit(1)
    )


def _head(scope: TenantScope) -> str:
    row = scope.session.scalar(select(LedgerHead).where(LedgerHead.tenant_id == scope.tenant_id))
    return str(Head(row.seq, row.hash)) if row and row.seq else ""


def _made_up(scope: TenantScope, place: Place, office: Office, person_id: UUID) -> CheckIn:
    """The check-in that the person would have got by now."""
    version, now = rules_of(scope, None, programme_id=place.programme_id), office.clock()
    check_in = CheckIn(
        tenant_id=scope.tenant_id,
        id=new_id(),
        programme_id=place.programme_id,
        person_id=person_id,
        rules_id=version.rules_id,
        role="",
        period=latest_round(version.rules, now).period,
        state="open",
        opened_at=now,
        answer_by=now.astimezone(version.rules.zone).date() + timedelta(days=version.rules.check_in.answer_within_days),
        reminders=0,
    )
    scope.session.add(check_in)
    scope.session.flush()
    return check_in
