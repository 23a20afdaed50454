"""Why somebody is not asked by mail to confirm hours, so that a coordinator asks them in another way (H3, I8)."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy import select

from app.attestations.models import AttestationItem
from app.db import TenantScope
from app.ledger.models import LedgerEntry
from app.matches.check_ins import said_last
from app.matches.models import Match
from app.outbound.reach.suppression import suppressed
from app.programmes.models import Person

PAUSED: Final = "paused"


class Barrier(StrEnum):
    """What stands between a person and our question."""

    STOPPED = "stopped"  # they want no more mail
    ADDRESS = "address"  # mail does not reach them, or they reported ours as unwanted
    PAUSED = "paused"  # their match is on hold, or they said so last


def barriers(scope: TenantScope, items: Iterable[AttestationItem]) -> dict[UUID, Barrier]:
    """Item -> what stands in the way; items of people who can be asked are not in it.

    A match that has ended is no reason: its last hours want their confirmation too.
    """
    waiting = [item for item in items if item.person_id]
    people = _people(scope, {item.person_id for item in waiting})
    silent = suppressed(scope, [person.email for person in people.values()])
    matches = _matches(scope, waiting)
    pausing = said_last(scope, (PAUSED,))
    found: dict[UUID, Barrier] = {}
    for item in waiting:
        assert item.person_id is not None
        person, match = people[item.person_id], matches[item.claim_id]
        if person.unsubscribed_at:
            found[item.id] = Barrier.STOPPED
        elif person.email in silent:
            found[item.id] = Barrier.ADDRESS
        elif match.state == PAUSED or (match.id, person.id) in pausing:
            found[item.id] = Barrier.PAUSED
    return found


def _people(scope: TenantScope, ids: Iterable[UUID | None]) -> dict[UUID, Person]:
    rows = scope.session.scalars(select(Person).where(Person.tenant_id == scope.tenant_id, Person.id.in_(list(ids))))
    return {row.id: row for row in rows}


def _matches(scope: TenantScope, items: Sequence[AttestationItem]) -> dict[UUID, Match]:
    """By the claim."""
    rows = scope.session.execute(
        select(LedgerEntry.id, Match)
        .join(Match, (Match.tenant_id == LedgerEntry.tenant_id) & (Match.id == LedgerEntry.match_id))
        .where(LedgerEntry.tenant_id == scope.tenant_id, LedgerEntry.id.in_({item.claim_id for item in items}))
    )
    return {row[0]: row[1] for row in rows}
