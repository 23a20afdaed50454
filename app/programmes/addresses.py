"""The further addresses of a person: those they write from themselves, and those of assistants who may answer for them.

An address counts only when its owner has answered from it. None counts that is somebody else's in the tenant.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import func, or_, select

from app.address_spelling import comparable, plain_address, skeleton
from app.db import TenantScope, new_id
from app.domain_names import spellings
from app.errors import AppError
from app.programmes.models import Person, PersonAddress

MOST_LIVE = 5
"""So many further addresses a person may have, those not confirmed yet included."""
ASKED_AGAIN_AFTER = timedelta(days=7)
"""An address that was written to is not written to again before; nobody floods a stranger through us."""


class Way(StrEnum):
    """Whose address it is."""

    OWN = "own"
    ASSISTANT = "assistant"


class AddressFault(StrEnum):
    """Why an address cannot be taken; the page has a sentence for each."""

    BAD = "bad"
    ENROLLED = "enrolled"
    TAKEN = "taken"
    LOOKALIKE = "lookalike"
    LISTED = "listed"
    ASKED_LATELY = "asked_lately"
    TOO_MANY = "too_many"


class AddressRefused(AppError):
    """The address cannot be taken as this person's."""

    def __init__(self, fault: AddressFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def name_address(scope: TenantScope, person_id: UUID, way: Way, email: str, now: datetime, *, name: str = "") -> UUID:
    """Note an address that a person names; it counts when its owner has confirmed it. Its id.

    Raises:
        AddressRefused: when it is no address, somebody else's, too much like one, listed, or asked lately.

    """
    address = plain_address(email)
    if address is None:
        raise AddressRefused(AddressFault.BAD)
    _lock(scope, address)
    _refuse_others(scope, person_id, address, way)
    _refuse_excess(scope, person_id, address, now)
    row = PersonAddress(
        tenant_id=scope.tenant_id,
        id=new_id(),
        person_id=person_id,
        kind=way.value,
        email=address,
        name=name,
        asked_at=now,
    )
    scope.session.add(row)
    scope.session.flush()
    return row.id


def could_name(scope: TenantScope, person_id: UUID, email: str, now: datetime) -> bool:
    """Whether the person could name it as an address of their own."""
    address = plain_address(email)
    try:
        if address is not None:
            _refuse_others(scope, person_id, address, Way.OWN)
            _refuse_excess(scope, person_id, address, now)
    except AddressRefused:
        return False
    return address is not None


def confirm_address(scope: TenantScope, address_id: UUID, now: datetime) -> bool:
    """Its owner answered from it: it counts from now on. False when it has ended, or is somebody else's by now."""
    row = scope.session.get_one(PersonAddress, (scope.tenant_id, address_id))
    _lock(scope, row.email)
    scope.session.refresh(row)
    if row.ended_at is not None:
        return False
    try:
        _refuse_others(scope, row.person_id, row.email, Way(row.kind))
    except AddressRefused:
        return False
    row.confirmed_at = row.confirmed_at or now
    scope.session.flush()
    return True


def end_address(scope: TenantScope, person_id: UUID, address_id: UUID, now: datetime) -> bool:
    """It counts no more; false when it is not this person's, or has ended before."""
    row = scope.session.get(PersonAddress, (scope.tenant_id, address_id), with_for_update=True)
    if row is None or row.person_id != person_id or row.ended_at is not None:
        return False
    row.ended_at = now
    scope.session.flush()
    return True


def addresses_of(scope: TenantScope, person_id: UUID) -> list[PersonAddress]:
    """The person's further addresses that have not ended, confirmed or not, the oldest first."""
    return list(
        scope.session.scalars(
            select(PersonAddress)
            .where(
                PersonAddress.tenant_id == scope.tenant_id,
                PersonAddress.person_id == person_id,
                PersonAddress.ended_at.is_(None),
            )
            .order_by(PersonAddress.id)
        )
    )


def addresses_by_person(scope: TenantScope) -> dict[UUID, list[PersonAddress]]:
    """Every further address that has not ended, by its person."""
    rows = scope.session.scalars(
        select(PersonAddress)
        .where(PersonAddress.tenant_id == scope.tenant_id, PersonAddress.ended_at.is_(None))
        .order_by(PersonAddress.id)
    )
    found: dict[UUID, list[PersonAddress]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).append(row)
    return found


def people_at(scope: TenantScope, email: str) -> list[UUID]:
    """Whose mail it may be that comes from an address: the person enrolled with it, else those it counts for."""
    address = comparable(email)
    enrolled = _enrolled_at(scope, {address, email.strip().lower()}) or _enrolled_at(scope, set(spellings(address)))
    if enrolled:
        return [enrolled]
    rows = scope.session.scalars(
        select(PersonAddress.person_id)
        .where(
            PersonAddress.tenant_id == scope.tenant_id,
            PersonAddress.email.in_(spellings(address)),
            PersonAddress.confirmed_at.is_not(None),
            PersonAddress.ended_at.is_(None),
        )
        .distinct()
    )
    return sorted(rows)


def owner_of(scope: TenantScope, email: str) -> UUID | None:
    """Who is enrolled with an address, or has it as a further one of their own; an assistant's is nobody's."""
    found = people_at(scope, email)
    assistants = set(
        scope.session.scalars(
            select(PersonAddress.person_id).where(
                PersonAddress.tenant_id == scope.tenant_id,
                PersonAddress.email.in_(spellings(comparable(email))),
                PersonAddress.kind == Way.ASSISTANT.value,
                PersonAddress.ended_at.is_(None),
            )
        )
    )
    return next((one for one in found if one not in assistants), None)


def _enrolled_at(scope: TenantScope, emails: set[str]) -> UUID | None:
    return scope.session.scalar(
        select(Person.id).where(Person.tenant_id == scope.tenant_id, Person.email.in_(emails)).limit(1)
    )


def counting_addresses(scope: TenantScope, person_id: UUID) -> list[PersonAddress]:
    """The person's further addresses that count: confirmed, not ended, and nobody's enrolled address since."""
    live = [row for row in addresses_of(scope, person_id) if row.confirmed_at]
    if not live:
        return []
    enrolled = set(
        scope.session.scalars(
            select(Person.email).where(
                Person.tenant_id == scope.tenant_id, Person.email.in_([row.email for row in live])
            )
        )
    )
    return [row for row in live if row.email not in enrolled]


def _lock(scope: TenantScope, address: str) -> None:
    """Two people who name one address at the same moment: the second waits, and sees what the first did."""
    named = f"{scope.tenant_id}:{address}"
    scope.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(named, 0))))


def _refuse_others(scope: TenantScope, person_id: UUID, address: str, way: Way) -> None:
    """An address that is enrolled, or counts as somebody's own, is nobody else's; nor is one that looks like it."""
    seen, same = skeleton(address), spellings(address)
    for enrolled_id, email in scope.session.execute(
        select(Person.id, Person.email).where(Person.tenant_id == scope.tenant_id)
    ):
        if comparable(email) in same:
            raise AddressRefused(AddressFault.ENROLLED if enrolled_id == person_id else AddressFault.TAKEN)
        if skeleton(email) == seen:
            raise AddressRefused(AddressFault.LOOKALIKE)
    own = PersonAddress.kind == Way.OWN.value
    clashing = own if way is Way.ASSISTANT else or_(own, PersonAddress.kind == Way.ASSISTANT.value)
    taken = scope.session.scalar(
        select(PersonAddress.id)
        .where(
            PersonAddress.tenant_id == scope.tenant_id,
            PersonAddress.email.in_(spellings(address)),
            PersonAddress.person_id != person_id,
            PersonAddress.confirmed_at.is_not(None),
            PersonAddress.ended_at.is_(None),
            clashing,
        )
        .limit(1)
    )
    if taken:
        raise AddressRefused(AddressFault.TAKEN)


def _refuse_excess(scope: TenantScope, person_id: UUID, address: str, now: datetime) -> None:
    live = addresses_of(scope, person_id)
    if address in {row.email for row in live}:
        raise AddressRefused(AddressFault.LISTED)
    lately = scope.session.scalars(
        select(PersonAddress).where(
            PersonAddress.tenant_id == scope.tenant_id,
            PersonAddress.asked_at > now - ASKED_AGAIN_AFTER,
            or_(PersonAddress.email == address, PersonAddress.person_id == person_id),
        )
    ).all()
    if any(row.email == address and row.confirmed_at is None for row in lately):
        raise AddressRefused(AddressFault.ASKED_LATELY)
    if len(live) >= MOST_LIVE or sum(row.person_id == person_id for row in lately) >= MOST_LIVE:
        raise AddressRefused(AddressFault.TOO_MANY)
