"""Who is away, as their mail program told us, and how many days of waiting that leaves (I4). Local days throughout."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.programmes.models import Absence

LONGEST_WAIT: Final = timedelta(days=60)
"""A longer absence no longer keeps reminders and the flag to the coordinator waiting."""
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Away:
    """An absence: the day on which we learned of it, and the last day of it."""

    noted_on: date
    until: date

    @property
    def back_on(self) -> date:
        """The day on which they are back, or on which we wait no longer."""
        return min(self.until + _DAY, self.noted_on + LONGEST_WAIT)

    def keeps_waiting(self, day: date) -> bool:
        """Whether nobody is reminded on that day: they are away, or it is the day on which they are back."""
        return self.noted_on <= day <= self.back_on


def days_waited(opened_on: date, today: date, absences: Sequence[Away]) -> int:
    """How many days somebody has had to answer, those of their absences left out."""
    days = (opened_on + n * _DAY for n in range(1, (today - opened_on).days + 1))
    return sum(1 for day in days if not is_kept_waiting(day, absences))


def back_since(today: date, absences: Sequence[Away]) -> date | None:
    """The day of the latest return before today; `None` where there was none."""
    return max((away.back_on for away in absences if away.back_on < today), default=None)


def is_kept_waiting(day: date, absences: Sequence[Away]) -> bool:
    """Whether reminders wait on that day."""
    return any(away.keeps_waiting(day) for away in absences)


def absences_of(scope: TenantScope, person_ids: Iterable[UUID]) -> dict[UUID, tuple[Away, ...]]:
    """What is known of each of these people's absences."""
    found: dict[UUID, tuple[Away, ...]] = {}
    for row in scope.session.scalars(
        select(Absence)
        .where(Absence.tenant_id == scope.tenant_id, Absence.person_id.in_(set(person_ids)))
        .order_by(Absence.id)
    ):
        found[row.person_id] = (*found.get(row.person_id, ()), Away(row.noted_on, row.until))
    return found


def away_today(scope: TenantScope, today: date) -> dict[UUID, date]:
    """Until when each person is away who is away today, as their latest note says."""
    rows = scope.session.execute(
        select(Absence.person_id, Absence.until)
        .where(Absence.tenant_id == scope.tenant_id, Absence.until >= today, Absence.noted_on <= today)
        .order_by(Absence.noted_on, Absence.id)
    )
    return {row.person_id: row.until for row in rows}
