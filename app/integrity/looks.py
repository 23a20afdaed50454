"""What is worth a look in a tenant, with what coordinators made of it; and noting what they make of it (C4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.integrity.flag import Flag
from app.integrity.load import history_of
from app.integrity.look_over import look_over
from app.integrity.models import IntegrityLook
from app.tenants.audit import Action, note_action


class Made(StrEnum):
    """What a coordinator made of a flag."""

    ACCEPTED = "accepted"  # it is right as it stands
    ASKED = "asked"  # the person was asked


ACTIONS: Mapping[Made, Action] = {Made.ACCEPTED: Action.FLAG_ACCEPTED, Made.ASKED: Action.FLAG_ASKED}


@dataclass(frozen=True, slots=True)
class Look:
    """What was made of a flag, when (UTC), and the reason or the question."""

    made: Made
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Seen:
    """A flag and the latest look at it, if anybody looked."""

    flag: Flag
    look: Look | None


@dataclass(frozen=True, slots=True)
class WorthALook:
    """All flags of a tenant: those nobody has looked at, those about which somebody was asked, those accepted."""

    waiting: tuple[Seen, ...]
    asked: tuple[Seen, ...]
    accepted: tuple[Seen, ...]

    def find(self, key: str) -> Seen | None:
        """The flag with that key."""
        every = (*self.waiting, *self.asked, *self.accepted)
        return next((seen for seen in every if seen.flag.key == key), None)


def worth_a_look(scope: TenantScope) -> WorthALook:
    """Look the whole ledger over, as it stands now."""
    looks = _latest(scope)
    found = [Seen(flag, looks.get(flag.key)) for flag in look_over(history_of(scope))]
    made = {seen.flag.key: seen.look.made if seen.look else None for seen in found}
    waiting, asked, accepted = (
        tuple(seen for seen in found if made[seen.flag.key] == decision)
        for decision in (None, Made.ASKED, Made.ACCEPTED)
    )
    return WorthALook(waiting, asked, accepted)


def note_look(
    scope: TenantScope,
    flag: Flag,
    made: Made,
    membership_id: UUID,
    at: datetime,
    *,
    note: str,
    person_id: UUID | None = None,
) -> UUID:
    """Keep what a coordinator made of a flag, in the audit log too; the look's id. `person_id` is who was asked."""
    look = IntegrityLook(
        tenant_id=scope.tenant_id,
        flag=flag.key,
        kind=flag.kind.value,
        person_id=person_id or flag.person_id,
        entry_ids=[live.claim.id for live in flag.claims],
        decision=made.value,
        note=note,
        membership_id=membership_id,
        at=at,
    )
    scope.session.add(look)
    scope.session.flush()
    note_action(scope, membership_id, ACTIONS[made], at, subject=look.id, note=note)
    return look.id


def _latest(scope: TenantScope) -> dict[str, Look]:
    rows = scope.session.scalars(
        select(IntegrityLook)
        .where(IntegrityLook.tenant_id == scope.tenant_id)
        .order_by(IntegrityLook.at, IntegrityLook.id)
    )
    return {row.flag: Look(Made(row.decision), row.note, row.at) for row in rows}
