"""How many matters wait for a look, counted anew only when something has changed."""

from collections import OrderedDict
from threading import Lock
from uuid import UUID

from sqlalchemy import func, select

from app.db import TenantScope
from app.integrity.looks import worth_a_look
from app.integrity.models import IntegrityLook
from app.ledger.models import LedgerHead
from app.matches.models import CheckIn, StatusReport

_MOST_TENANTS = 500
_lock = Lock()
_counted: OrderedDict[UUID, tuple[tuple[int, ...], int]] = OrderedDict()
"""By tenant: what the count stood on, and the count. Numbers only, and lost with the process."""


def matters_to_look_at(scope: TenantScope) -> int:
    """The number of flags that nobody has looked at."""
    stands_on = _mark(scope)
    with _lock:
        known = _counted.get(scope.tenant_id)
    if known and known[0] == stands_on:
        return known[1]
    count = len(worth_a_look(scope).waiting)
    with _lock:
        _counted[scope.tenant_id] = (stands_on, count)
        _counted.move_to_end(scope.tenant_id)
        if len(_counted) > _MOST_TENANTS:
            _counted.popitem(last=False)
    return count


def _mark(scope: TenantScope) -> tuple[int, ...]:
    """Figures that differ once anything was entered, answered, told or looked at."""
    tenant = scope.tenant_id
    head = select(func.coalesce(func.max(LedgerHead.seq), 0)).where(LedgerHead.tenant_id == tenant)
    looks = select(func.count()).select_from(IntegrityLook).where(IntegrityLook.tenant_id == tenant)
    told = select(func.count()).select_from(StatusReport).where(StatusReport.tenant_id == tenant)
    over = [
        select(func.count()).where(CheckIn.tenant_id == tenant, CheckIn.state == state)
        for state in ("answered", "unanswered")
    ]
    row = scope.session.execute(select(*(query.scalar_subquery() for query in (head, looks, told, *over)))).one()
    return tuple(row)
