"""How many matters wait for a look, counted anew only when something has changed; in a large ledger less often."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Final
from uuid import UUID

from sqlalchemy import func, select

from app.db import TenantScope
from app.integrity.looks import worth_a_look
from app.integrity.models import IntegrityLook
from app.ledger.models import LedgerHead
from app.matches.models import CheckIn, StatusReport

_MOST_TENANTS: Final = 500
_LARGE: Final = 5_000
"""Entries: looking over more takes seconds, and in a week of check-ins each mail would ask for it anew."""
_PAUSE: Final = 300.0
"""Seconds for which the count of a large ledger holds."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """A count, what it stood on, and when it was made, in seconds of a monotonic clock."""

    looks: int
    mark: tuple[int, ...]
    matters: int
    at: float


_lock = Lock()
_counted: OrderedDict[UUID, _Counted] = OrderedDict()
"""By tenant. Numbers only, and lost with the process."""


def matters_to_look_at(scope: TenantScope) -> int:
    """The number of flags that nobody has looked at; of a large ledger it may be minutes old."""
    looks, mark, now = _looks(scope), _mark(scope), monotonic()
    with _lock:
        known = _counted.get(scope.tenant_id)
    if known and known.looks == looks and (known.mark == mark or holds(entries=mark[0], age=now - known.at)):
        return known.matters
    matters = len(worth_a_look(scope).waiting)
    with _lock:
        _counted[scope.tenant_id] = _Counted(looks, mark, matters, now)
        _counted.move_to_end(scope.tenant_id)
        if len(_counted) > _MOST_TENANTS:
            _counted.popitem(last=False)
    return matters


def holds(*, entries: int, age: float) -> bool:
    """Whether a count of that age, in seconds, stands although something was entered since."""
    return entries > _LARGE and age < _PAUSE


def _looks(scope: TenantScope) -> int:
    """How often somebody looked at a flag: a coordinator sees at once that one is done."""
    looks = select(func.count()).select_from(IntegrityLook).where(IntegrityLook.tenant_id == scope.tenant_id)
    return scope.session.scalars(looks).one()


def _mark(scope: TenantScope) -> tuple[int, ...]:
    """Figures that differ once anything was entered, answered or told; the first is the number of entries."""
    tenant = scope.tenant_id
    head = select(func.coalesce(func.max(LedgerHead.seq), 0)).where(LedgerHead.tenant_id == tenant)
    told = select(func.count()).select_from(StatusReport).where(StatusReport.tenant_id == tenant)
    over = [
        select(func.count()).where(CheckIn.tenant_id == tenant, CheckIn.state == state)
        for state in ("answered", "unanswered")
    ]
    row = scope.session.execute(select(*(query.scalar_subquery() for query in (head, told, *over)))).one()
    return tuple(row)
