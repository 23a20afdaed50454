"""What an audit is, as its lines tell it."""

from sqlalchemy import func, select

from app.audits.drawing import draw_of
from app.audits.models import Audit, AuditMember
from app.audits.scope import Members
from app.audits.scope_words import ScopeTold
from app.db import TenantScope
from app.programmes.models import Programme


def scope_told(scope: TenantScope, audit: Audit) -> ScopeTold:
    """Its scope; of a sample, how many are wanted, also before it is drawn."""
    draw = draw_of(scope, audit)
    return ScopeTold(
        programmes=_programmes(scope, audit),
        since=audit.since,
        until=audit.until,
        members=Members(audit.members),
        ends_on=audit.ends_on,
        number=min(draw.wanted, len(draw.keys)) if draw else _named(scope, audit),
        population=len(draw.keys) if draw else 0,
    )


def _programmes(scope: TenantScope, audit: Audit) -> tuple[str, ...]:
    names = scope.session.scalars(
        select(Programme.name).where(Programme.tenant_id == scope.tenant_id, Programme.id.in_(audit.programme_ids))
    )
    return tuple(sorted(names, key=str.casefold))


def _named(scope: TenantScope, audit: Audit) -> int:
    query = select(func.count()).where(AuditMember.tenant_id == scope.tenant_id, AuditMember.audit_id == audit.id)
    return scope.session.execute(query).scalar_one()
