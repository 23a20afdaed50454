"""A member's statements, looked up: one for each programme whose rules count hours (H4)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from app.cpd.members import member_of
from app.cpd.statement import Basis, Statement, counting_rules, statement
from app.db import TenantScope
from app.ledger.incomplete import incomplete_claims
from app.ledger.states import LiveClaim
from app.ledger.totals import live_claims
from app.matches.people import programmes_of
from app.programmes.models import Person
from app.programmes.versions import rules_of


def statements_of(scope: TenantScope, person: Person, now: datetime) -> tuple[Statement, ...]:
    """What a member's hours come to at a moment, by programme, the one they are in now first."""
    claims = live_claims(scope, person_id=person.id)
    programmes = dict.fromkeys([*programmes_of(scope, person.id), *(live.claim.programme_id for live in claims)])
    bases = (basis_of(scope, person, programme_id, claims, now) for programme_id in programmes)
    return tuple(statement(basis, claims) for basis in bases if basis)


def basis_of(
    scope: TenantScope, person: Person, programme_id: UUID, claims: Sequence[LiveClaim], now: datetime
) -> Basis | None:
    """What a member's hours in a programme are counted by, under its latest rules; `None` where these count none."""
    version = rules_of(scope, None, programme_id=programme_id)
    rules = counting_rules(version.rules)
    if rules is None:
        return None
    zone = ZoneInfo(person.timezone) if person.timezone else version.rules.zone
    return Basis(
        programme_id=programme_id,
        rules_id=version.rules_id,
        rules_number=version.number,
        rules=rules,
        member=member_of(scope, person.id),
        today=now.astimezone(zone).date(),
        missing=incomplete_claims(scope, [live for live in claims if live.claim.programme_id == programme_id]),
    )
