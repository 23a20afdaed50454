"""How to reach the parties of an hour log, as the organisation has it when the log is made.

The ledger holds no addresses and no names of staff, and the record inside a log none either: they belong to the page,
not to the proof.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.exports.log.hand_entered import entered_by
from app.exports.log.schema import HourLog
from app.programmes.models import Person, PersonAddress, Programme
from app.tenants.models import Membership


@dataclass(frozen=True, slots=True)
class Coordinator:
    """Who answers for a programme: its name, and the person's name, address and telephone number."""

    programme: str
    name: str
    email: str
    phone: str | None


@dataclass(frozen=True, slots=True)
class Contacts:
    """Addresses by the person's id, the programmes of the log with their coordinators, and the member's locale.

    `staff` names those who entered something for the member, by their membership (I11), and the assistants who
    answered for them, by the address that the member gave.
    """

    addresses: Mapping[str, str]
    staff: Mapping[str, str]
    coordinators: tuple[Coordinator, ...]
    locale: str


def contacts_for(scope: TenantScope, log: HourLog) -> Contacts:
    """The contact details of everybody whom the log names."""
    claims = [entry.body for entry in log.entries if entry.body.kind == "claim"]
    people = {UUID(log.member.id), *(UUID(person) for claim in claims for person in claim.counterparts)}
    found = scope.session.execute(
        select(Person.id, Person.email, Person.locale).where(Person.tenant_id == scope.tenant_id, Person.id.in_(people))
    ).all()
    locales = {str(person.id): person.locale for person in found}
    return Contacts(
        addresses={str(person.id): person.email for person in found},
        staff=_staff(scope, {UUID(by) for entry in log.entries if (by := entered_by(entry))}),
        coordinators=_coordinators(scope, {UUID(claim.programme) for claim in claims}),
        locale=locales.get(log.member.id, "en-CA"),
    )


def _staff(scope: TenantScope, ids: set[UUID]) -> dict[str, str]:
    rows = scope.session.execute(
        select(Membership.id, Membership.name).where(Membership.tenant_id == scope.tenant_id, Membership.id.in_(ids))
    )
    assistants = scope.session.execute(
        select(PersonAddress.id, PersonAddress.name).where(
            PersonAddress.tenant_id == scope.tenant_id, PersonAddress.id.in_(ids)
        )
    )
    return {str(row.id): row.name for row in (*rows, *assistants)}


def _coordinators(scope: TenantScope, programme_ids: set[UUID]) -> tuple[Coordinator, ...]:
    rows = scope.session.execute(
        select(Programme.name.label("programme"), Membership.name, Membership.email, Membership.phone)
        .join(
            Membership,
            (Membership.tenant_id == Programme.tenant_id) & (Membership.id == Programme.coordinator_id),
        )
        .where(Programme.tenant_id == scope.tenant_id, Programme.id.in_(programme_ids))
    ).all()
    return tuple(
        Coordinator(row.programme, row.name, row.email, row.phone)
        for row in sorted(rows, key=lambda row: row.programme.casefold())
    )
