"""A member's statements, looked up: one for each body whose rules count hours, over all its programmes (H4)."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.cpd.claims import Besides, last_day, local_day, recorded_on
from app.cpd.counting import Question
from app.cpd.members import member_of
from app.cpd.rulebook import Rulebook, SetRules, Version, by_body, eras
from app.cpd.statement import Basis, Statement, counting_rules, statement
from app.db import TenantScope
from app.ledger.incomplete import incomplete_claims
from app.ledger.states import LiveClaim
from app.ledger.told import told_at
from app.ledger.totals import live_claims
from app.matches.people import programmes_of
from app.programmes.models import Person, Programme
from app.programmes.versions import DatedRules, versions_of, zone_of


def statements_of(scope: TenantScope, person: Person, now: datetime) -> tuple[Statement, ...]:
    """What a member's hours come to at a moment, by body, that of the programme they are in now first."""
    claims = live_claims(scope, person_id=person.id)
    bases = bases_of(scope, person, claims, now, programmes_of(scope, person.id))
    return tuple(statement(basis, claims) for basis in bases)


def bases_of(
    scope: TenantScope, person: Person, claims: Sequence[LiveClaim], now: datetime, programmes: Iterable[UUID] = ()
) -> tuple[Basis, ...]:
    """By what a member's hours are counted: by the rules set until `now` of these programmes and of those with claims.

    Each basis takes all the claims under its body's rules; hours in a programme whose rules count none are in no basis.
    """
    wanted = list(dict.fromkeys([*programmes, *(live.claim.programme_id for live in claims)]))
    known = versions_of(scope, wanted, now)
    books = by_body(version for programme in wanted for version in _eras(programme, known[programme]))
    member = member_of(scope, person.id, now.astimezone(zone_of(scope)).date())
    names, besides = _names(scope, wanted), _besides(scope, claims)
    bases = []
    for book in books.values():
        latest = known[book.versions[0].programme][-1].version.rules
        zone = ZoneInfo(person.timezone) if person.timezone else latest.zone
        mine = {live.claim.id for live in _taken(book, claims)}
        asked = Question(book, member, now.astimezone(zone).date())
        if mine or any(version.holds(asked.today) for version in book.versions):
            named = {version.programme: names[version.programme] for version in book.versions}
            bases.append(Basis(asked, named, besides.of(mine)))
    return tuple(bases)


def _eras(programme: UUID, history: Sequence[DatedRules]) -> list[Version]:
    return eras(
        programme,
        [
            SetRules(one.version.rules_id, one.version.number, one.set_on, counting_rules(one.version.rules))
            for one in history
        ],
    )


def _taken(book: Rulebook, claims: Sequence[LiveClaim]) -> Iterator[LiveClaim]:
    return (live for live in claims if book.takes(live.claim.programme_id, last_day(live)))


def _besides(scope: TenantScope, claims: Sequence[LiveClaim]) -> Besides:
    recorded = {live.claim.id: recorded_on(live) for live in claims}
    zones = {live.claim.id: live.claim.zone or "UTC" for live in claims}
    told = {claim: local_day(moment, zones[claim]) for claim, moment in told_at(scope, claims).items()}
    earlier = {claim: day for claim, day in told.items() if day < recorded[claim]}
    return Besides(incomplete_claims(scope, claims), earlier)


def _names(scope: TenantScope, programmes: Collection[UUID]) -> dict[UUID, str]:
    rows = scope.session.execute(
        select(Programme.id, Programme.name).where(Programme.tenant_id == scope.tenant_id, Programme.id.in_(programmes))
    )
    return {row.id: row.name for row in rows}
