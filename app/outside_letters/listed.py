"""The letters as their readers find them: those that wait, one person's, one alone, those behind entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from app.db import TenantScope
from app.outside_letters.models import OutsideLetter
from app.outside_letters.standing import Standing
from app.programmes.models import Person

MOST_DECIDED = 100


@dataclass(frozen=True, slots=True)
class ListedLetter:
    """One letter in a list; moments in UTC."""

    letter_id: UUID
    person_id: UUID
    name: str
    organisation: str
    received_at: datetime
    decided_at: datetime | None
    state: Standing


def waiting_letters(scope: TenantScope) -> list[ListedLetter]:
    """Those that wait for a coordinator, the oldest first."""
    query = _listed(scope).where(OutsideLetter.state == Standing.WAITING, Person.erased_at.is_(None))
    return _read(scope, query.order_by(OutsideLetter.received_at, OutsideLetter.id))


def decided_letters(scope: TenantScope) -> list[ListedLetter]:
    """The latest that were decided on, the last decision first."""
    query = _listed(scope).where(OutsideLetter.state != Standing.WAITING)
    return _read(scope, query.order_by(OutsideLetter.decided_at.desc(), OutsideLetter.id).limit(MOST_DECIDED))


def letters_of(scope: TenantScope, person_id: UUID) -> Sequence[OutsideLetter]:
    """A person's own letters, the latest first, without their bytes."""
    return scope.session.scalars(
        select(OutsideLetter)
        .where(OutsideLetter.tenant_id == scope.tenant_id, OutsideLetter.person_id == person_id)
        .order_by(OutsideLetter.received_at.desc(), OutsideLetter.id)
    ).all()


def letter_of(scope: TenantScope, letter_id: UUID) -> OutsideLetter | None:
    """One letter of this tenant."""
    return scope.session.get(OutsideLetter, (scope.tenant_id, letter_id))


def same_file(scope: TenantScope, letter: OutsideLetter) -> list[ListedLetter]:
    """Other letters with the very same bytes, whoever handed them in: it may have served before."""
    query = _listed(scope).where(OutsideLetter.digest == letter.digest, OutsideLetter.id != letter.id)
    return _read(scope, query.order_by(OutsideLetter.received_at))


def letter_behind(scope: TenantScope, entry_id: UUID) -> OutsideLetter | None:
    """The letter on which a claim stands, while it is kept."""
    return scope.session.scalar(
        select(OutsideLetter).where(
            OutsideLetter.tenant_id == scope.tenant_id, OutsideLetter.entry_ids.contains([entry_id])
        )
    )


def organisations_by_entry(scope: TenantScope, person_id: UUID) -> dict[UUID, str]:
    """Claim -> the organisation by whose letter it was entered, for one person."""
    rows = scope.session.execute(
        select(OutsideLetter.entry_ids, OutsideLetter.organisation).where(
            OutsideLetter.tenant_id == scope.tenant_id,
            OutsideLetter.person_id == person_id,
            OutsideLetter.state == Standing.ENTERED,
        )
    )
    return {entry_id: row.organisation for row in rows for entry_id in row.entry_ids}


def _listed(scope: TenantScope) -> Select[*tuple[Any, ...]]:
    return (
        select(
            OutsideLetter.id,
            OutsideLetter.person_id,
            Person.name,
            OutsideLetter.organisation,
            OutsideLetter.received_at,
            OutsideLetter.decided_at,
            OutsideLetter.state,
        )
        .join(Person, (Person.tenant_id == OutsideLetter.tenant_id) & (Person.id == OutsideLetter.person_id))
        .where(OutsideLetter.tenant_id == scope.tenant_id)
    )


def _read(scope: TenantScope, query: Select[*tuple[Any, ...]]) -> list[ListedLetter]:
    return [
        ListedLetter(
            row.id, row.person_id, row.name, row.organisation, row.received_at, row.decided_at, Standing(row.state)
        )
        for row in scope.session.execute(query)
    ]
