"""Drawing an audit's sample in three steps that leave their traces: the list, the seed, the draw (X5)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.audits.drawn import Draw
from app.audits.models import Audit, AuditMember, AuditPopulation, AuditSeed
from app.audits.sampling import draw, population_digest
from app.audits.scope import population
from app.db import TenantScope
from app.errors import AppError
from app.ledger.canonical import normal_text
from app.programmes.models import Person


class AlreadyFixed(AppError):
    """The seed of this sample was chosen before; it never changes."""


def freeze(scope: TenantScope, audit: Audit, wanted: int, now: datetime) -> bytes:
    """Write down from whom the sample will be drawn; the digest of the list."""
    people = scope.session.scalars(
        select(Person).where(
            Person.tenant_id == scope.tenant_id,
            Person.id.in_(population(scope, audit.programme_ids, audit.since, audit.until)),
        )
    ).all()
    members = keys_of(people)
    digest = population_digest(members)
    scope.session.add(
        AuditPopulation(
            tenant_id=scope.tenant_id,
            audit_id=audit.id,
            wanted=wanted,
            members={key: str(person_id) for key, person_id in members.items()},
            digest=digest,
            frozen_at=now,
        )
    )
    scope.session.flush()
    return digest


def keys_of(people: Sequence[Person]) -> Mapping[str, UUID]:
    """What each member is called in the list: the member number, for those without one the id of their record."""
    found: dict[str, UUID] = {}
    for person in sorted(people, key=lambda person: person.id):
        number = " ".join(normal_text(person.member_number or "").split())
        found[str(person.id) if not number or number in found else number] = person.id
    return found


def fix_seed(scope: TenantScope, audit: Audit, seed: str, membership_id: UUID, now: datetime) -> None:
    """Choose the words from which the sample follows, once the list is frozen.

    Raises:
        AlreadyFixed: when they were chosen before.

    """
    _lock(scope, audit)
    if _seed(scope, audit):
        raise AlreadyFixed("the seed of this sample was chosen before")
    scope.session.add(
        AuditSeed(tenant_id=scope.tenant_id, audit_id=audit.id, seed=seed, membership_id=membership_id, fixed_at=now)
    )
    scope.session.flush()


def draw_sample(scope: TenantScope, audit: Audit) -> Draw:
    """Draw; a second time changes nothing, because the same members follow."""
    _lock(scope, audit)
    found = draw_of(scope, audit)
    assert found is not None
    assert found.seed is not None
    if found.drawn:
        return found
    members = _population(scope, audit).members
    drawn = draw(found.seed, found.keys, found.wanted)
    scope.session.add_all(
        AuditMember(tenant_id=scope.tenant_id, audit_id=audit.id, person_id=UUID(members[key])) for key in drawn
    )
    scope.session.flush()
    return draw_of(scope, audit) or found


def draw_of(scope: TenantScope, audit: Audit) -> Draw | None:
    """How far the draw of an audit is; `None` where its members are not drawn."""
    row = scope.session.scalar(
        select(AuditPopulation).where(
            AuditPopulation.tenant_id == scope.tenant_id, AuditPopulation.audit_id == audit.id
        )
    )
    if row is None:
        return None
    seed, keys = _seed(scope, audit), tuple(sorted(row.members, key=str.encode))
    return Draw(
        keys=keys,
        digest=row.digest,
        wanted=row.wanted,
        frozen_at=row.frozen_at,
        seed=seed.seed if seed else None,
        fixed_at=seed.fixed_at if seed else None,
        drawn=_drawn(scope, audit, row, seed.seed) if seed else (),
    )


def _drawn(scope: TenantScope, audit: Audit, row: AuditPopulation, seed: str) -> tuple[str, ...]:
    """Those drawn, in the order of the draw; where somebody in the list was erased since, in that of the list."""
    members = set(
        scope.session.scalars(
            select(AuditMember.person_id).where(
                AuditMember.tenant_id == scope.tenant_id, AuditMember.audit_id == audit.id
            )
        )
    )
    if not members:
        return ()
    if population_digest(row.members) == row.digest:
        return tuple(draw(seed, list(row.members), row.wanted))
    return tuple(key for key in sorted(row.members, key=str.encode) if UUID(row.members[key]) in members)


def _lock(scope: TenantScope, audit: Audit) -> None:
    """From here to the commit nobody else chooses or draws."""
    scope.session.execute(
        select(Audit.id).where(Audit.tenant_id == scope.tenant_id, Audit.id == audit.id).with_for_update()
    )


def _population(scope: TenantScope, audit: Audit) -> AuditPopulation:
    return scope.session.scalars(
        select(AuditPopulation).where(
            AuditPopulation.tenant_id == scope.tenant_id, AuditPopulation.audit_id == audit.id
        )
    ).one()


def _seed(scope: TenantScope, audit: Audit) -> AuditSeed | None:
    return scope.session.scalar(
        select(AuditSeed).where(AuditSeed.tenant_id == scope.tenant_id, AuditSeed.audit_id == audit.id)
    )
