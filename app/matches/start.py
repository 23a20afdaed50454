"""Beginning a match."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from app.db import TenantScope
from app.matches.models import Match, MatchParticipant


def start_match(
    scope: TenantScope,
    *,
    programme_id: UUID,
    rules_id: UUID,
    people: Mapping[UUID, str],
    started_on: date,
    cohort_id: UUID | None = None,
    ends_on: date | None = None,
    state: str = "active",
) -> UUID:
    """A match of `people` (person to role), running unless said otherwise, under the rules it begins with (T3)."""
    match = Match(
        tenant_id=scope.tenant_id,
        programme_id=programme_id,
        cohort_id=cohort_id,
        rules_id=rules_id,
        state=state,
        started_on=started_on,
        ends_on=ends_on,
    )
    scope.session.add(match)
    scope.session.flush()
    scope.session.add_all(
        MatchParticipant(tenant_id=scope.tenant_id, match_id=match.id, person_id=person_id, role=role)
        for person_id, role in people.items()
    )
    scope.session.flush()
    return match.id
