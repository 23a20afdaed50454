"""Opening programmes and cohorts, and taking people in."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.address_spelling import required_address
from app.db import TenantScope
from app.errors import AppError
from app.programmes.models import Cohort, Person, Programme, ProgrammeAddress, ProgrammeRules
from app.programmes.rules import Rules
from app.programmes.time_zones import optional_zone
from app.tenants.registration import note_place, register_user


class AddressTaken(AppError):
    """Another member of the tenant has the address."""


def open_programme(scope: TenantScope, *, slug: str, name: str, locale: str, coordinator_id: UUID) -> UUID:
    """A new programme, in whose coordinator's name its mails go out (I11)."""
    programme = Programme(tenant_id=scope.tenant_id, slug=slug, name=name, locale=locale, coordinator_id=coordinator_id)
    scope.session.add(programme)
    scope.session.flush()
    return programme.id


def set_rules(scope: TenantScope, programme_id: UUID, rules: Rules, at: datetime) -> UUID:
    """The next version of a programme's rules (T3); earlier versions and the matches under them stay."""
    latest = scope.session.scalar(
        select(func.max(ProgrammeRules.version)).where(
            ProgrammeRules.tenant_id == scope.tenant_id, ProgrammeRules.programme_id == programme_id
        )
    )
    version = ProgrammeRules(
        tenant_id=scope.tenant_id,
        programme_id=programme_id,
        version=(latest or 0) + 1,
        body=rules.model_dump(mode="json"),
        created_at=at,
    )
    scope.session.add(version)
    scope.session.flush()
    return version.id


def claim_address(session: Session, local_part: str, tenant_id: UUID, programme_id: UUID) -> None:
    """The programme's own mail address; local parts are unique on the whole platform."""
    session.add(ProgrammeAddress(local_part=local_part.lower(), tenant_id=tenant_id, programme_id=programme_id))
    session.flush()


def open_cohort(scope: TenantScope, programme_id: UUID, name: str, starts_on: date, ends_on: date | None) -> UUID:
    """A new intake (T2)."""
    cohort = Cohort(
        tenant_id=scope.tenant_id, programme_id=programme_id, name=name, starts_on=starts_on, ends_on=ends_on
    )
    scope.session.add(cohort)
    scope.session.flush()
    return cohort.id


def enrol(
    scope: TenantScope,
    *,
    name: str,
    email: str,
    locale: str,
    member_number: str | None = None,
    timezone: str | None = None,
) -> UUID:
    """Take a person in; their address is compared in small letters, and is their login (U2).

    `timezone` is the IANA name of the zone in which they live, where that is not the programme's.

    Raises:
        BadAddress: when no mail could be sent there.
        UnknownZone: when no zone is called that.

    """
    address = required_address(email)
    user_id = register_user(scope.session, address)
    person = Person(
        user_id=user_id,
        tenant_id=scope.tenant_id,
        name=name,
        given_name=name.split(maxsplit=1)[0],
        email=address,
        locale=locale,
        member_number=member_number,
        timezone=optional_zone(timezone),
    )
    scope.session.add(person)
    scope.session.flush()
    note_place(scope.session, user_id, scope.tenant_id)
    return person.id


def change_address(scope: TenantScope, person_id: UUID, email: str) -> None:
    """Give a member another address; from then on it is their login, too (U2).

    Raises:
        BadAddress: when no mail could be sent there.
        AddressTaken: when another member of the tenant has it.

    """
    new = required_address(email)
    taken = select(Person.id).where(Person.tenant_id == scope.tenant_id, Person.email == new, Person.id != person_id)
    if scope.session.scalar(taken) is not None:
        raise AddressTaken(f"{new!r} is another member's address")
    person = scope.session.get_one(Person, (scope.tenant_id, person_id))
    person.email, person.user_id = new, register_user(scope.session, new)
    scope.session.flush()
    note_place(scope.session, person.user_id, scope.tenant_id)


def change_zone(scope: TenantScope, person_id: UUID, timezone: str | None) -> bool:
    """Where a member lives, for the hours at which mail may come; empty: in the programme's zone. Whether it is new.

    Raises:
        UnknownZone: when no zone is called that.

    """
    zone = optional_zone(timezone)
    person = scope.session.get_one(Person, (scope.tenant_id, person_id), with_for_update=True)
    is_new = person.timezone != zone
    person.timezone = zone
    scope.session.flush()
    return is_new
