"""Reading a version of a programme's rules back."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
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

    A version never changes, and a reply asks for the same one many times: each is looked up once a transaction.

    Raises:
        InvalidRules: when what is stored does not hold any more.
        NoResultFound: when there is no such version in this tenant.

    """
    known: dict[UUID, RulesVersion] = scope.session.info.setdefault("rules_versions", {})
    if rules_id and rules_id in known:
        return known[rules_id]
    query = select(ProgrammeRules).where(ProgrammeRules.tenant_id == scope.tenant_id)
    if rules_id:
        query = query.where(ProgrammeRules.id == rules_id)
    else:
        query = (
            query.where(ProgrammeRules.programme_id == programme_id).order_by(ProgrammeRules.version.desc()).limit(1)
        )
    row = scope.session.scalars(query).one()
    return known.setdefault(row.id, RulesVersion(row.id, row.version, validated(row.body)))


@dataclass(frozen=True, slots=True)
class DatedRules:
    """A version with the local day, in its own zone, on which it was set."""

    programme_id: UUID
    version: RulesVersion
    set_on: date


def versions_of(scope: TenantScope, programme_ids: Collection[UUID], until: datetime) -> dict[UUID, list[DatedRules]]:
    """Programme -> all versions that were set until a moment (with a zone), the oldest first.

    Where none was set yet, the first one: rules may be written down after a programme began.
    """
    rows = scope.session.scalars(
        select(ProgrammeRules)
        .where(ProgrammeRules.tenant_id == scope.tenant_id, ProgrammeRules.programme_id.in_(programme_ids))
        .order_by(ProgrammeRules.version)
    )
    found: dict[UUID, list[DatedRules]] = {}
    for row in rows:
        known = found.setdefault(row.programme_id, [])
        if row.created_at <= until or not known:
            known.append(_dated(row))
    return found


def _dated(row: ProgrammeRules) -> DatedRules:
    rules = validated(row.body)
    return DatedRules(
        row.programme_id, RulesVersion(row.id, row.version, rules), row.created_at.astimezone(rules.zone).date()
    )


def rules_by_id(scope: TenantScope, ids: Iterable[UUID]) -> dict[UUID, Rules]:
    """Several versions at once, each read once; an id of no version of this tenant is left out."""
    query = select(ProgrammeRules).where(ProgrammeRules.tenant_id == scope.tenant_id, ProgrammeRules.id.in_(set(ids)))
    return {row.id: validated(row.body) for row in scope.session.scalars(query)}
