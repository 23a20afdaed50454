"""Whom a mentor from outside works for, and whether the letter there may tell their hours (H5)."""

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope, new_id
from app.papers.models import MentorEmployer

LONGEST_NAME: Final = 160


def employer_of(scope: TenantScope, person_id: UUID) -> MentorEmployer | None:
    """What is known of a mentor's employer."""
    return scope.session.scalar(
        select(MentorEmployer).where(MentorEmployer.tenant_id == scope.tenant_id, MentorEmployer.person_id == person_id)
    )


def employers_of(scope: TenantScope, person_ids: set[UUID]) -> dict[UUID, MentorEmployer]:
    """The same for several people; whoever has none is left out."""
    rows = scope.session.scalars(
        select(MentorEmployer).where(
            MentorEmployer.tenant_id == scope.tenant_id, MentorEmployer.person_id.in_(person_ids)
        )
    )
    return {row.person_id: row for row in rows}


def set_by_mentor(scope: TenantScope, person_id: UUID, name: str, at: datetime, *, tells_hours: bool) -> None:
    """Keep what a mentor says of their employer, and whether it may be told their hours; `at` is UTC."""
    row = _row(scope, person_id)
    row.name, row.tells_hours, row.said_at = name, tells_hours, at
    scope.session.flush()


def set_by_coordinator(scope: TenantScope, person_id: UUID, name: str) -> None:
    """Keep the employer's name. Another employer than the mentor spoke of is told no hours."""
    row = _row(scope, person_id)
    if row.name != name:
        row.name, row.tells_hours = name, False
    scope.session.flush()


def _row(scope: TenantScope, person_id: UUID) -> MentorEmployer:
    found = employer_of(scope, person_id)
    if found is None:
        found = MentorEmployer(
            tenant_id=scope.tenant_id, id=new_id(), person_id=person_id, name="", tells_hours=False, said_at=None
        )
        scope.session.add(found)
    return found
