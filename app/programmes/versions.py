"""Reading a version of a programme's rules back."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.db import TenantScope
from app.programmes.listed import open_programmes
from app.programmes.models import Programme, ProgrammeRules
from app.programmes.rules import Rules, validated


@dataclass(frozen=True, slots=True)
class RulesVersion:
    """Rules with their id and their number in the programme."""

    rules_id: UUID
    number: int
    rules: Rules


def zone_of(scope: TenantScope) -> ZoneInfo:
    """The zone in which an organisation's pages give days: that of its newest programme, UTC while it has none."""
    programme_id = scope.session.scalar(
        select(Programme.id).where(Programme.tenant_id == scope.tenant_id).order_by(Programme.id.desc()).limit(1)
    )
    return rules_of(scope, None, programme_id=programme_id).rules.zone if programme_id else ZoneInfo("UTC")


def zones_of_programmes(scope: TenantScope) -> tuple[str, ...]:
    """The zones (IANA names) of the programmes that are not closed, each once, in the order of the programmes."""
    zones = (rules_of(scope, None, programme_id=one.id).rules.timezone for one in open_programmes(scope))
    return tuple(dict.fromkeys(zones))


def rules_of(scope: TenantScope, rules_id: UUID | None, *, programme_id: UUID | None = None) -> RulesVersion:
    """That version, or without an id the latest of the programme.

    Raises:
        InvalidRules: when what is stored does not hold any more.
        NoResultFound: when there is no such version in this tenant.

    """
    query = select(ProgrammeRules).where(ProgrammeRules.tenant_id == scope.tenant_id)
    if rules_id:
        query = query.where(ProgrammeRules.id == rules_id)
    else:
        query = (
            query.where(ProgrammeRules.programme_id == programme_id).order_by(ProgrammeRules.version.desc()).limit(1)
        )
    row = scope.session.scalars(query).one()
    return RulesVersion(row.id, row.version, validated(row.body))


def rules_by_id(scope: TenantScope, ids: Iterable[UUID]) -> dict[UUID, Rules]:
    """Several versions at once, each read once; an id of no version of this tenant is left out."""
    query = select(ProgrammeRules).where(ProgrammeRules.tenant_id == scope.tenant_id, ProgrammeRules.id.in_(set(ids)))
    return {row.id: validated(row.body) for row in scope.session.scalars(query)}
