"""The two demo tenants: an association on the preset `aset`, a professional body on `oacett-cpd`."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from app.db import Database, TenantScope
from app.matches.start import start_match
from app.programmes.enrolment import claim_address, enrol, open_cohort, open_programme, set_rules
from app.programmes.models import Programme
from app.programmes.rules import preset
from app.tenants.models import Tenant
from app.tenants.registration import appoint, name_organisation, register_tenant, register_user


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A participant; the address is the name at the tenant's example domain."""

    name: str
    number: str
    locale: str = "en-CA"

    def email(self, domain: str) -> str:
        """`dan.roy@northfield.example`, without accents."""
        plain = unicodedata.normalize("NFD", self.name.lower()).encode("ascii", "ignore").decode()
        return f"{plain.replace(' ', '.')}@{domain}"


@dataclass(frozen=True, slots=True)
class DemoTenant:
    """One organisation: its staff, and pairs of mentor and mentee (each person named once)."""

    slug: str
    name: str
    programme: str
    rules: str
    domain: str
    locale: str
    coordinator: str
    named_person: str
    phone: str
    people: tuple[DemoPerson, ...]
    pairs: tuple[tuple[str, str], ...]


DEMO_TENANTS = (
    DemoTenant(
        slug="northfield",
        name="Northfield Association of Engineering Technology Professionals",
        programme="Northfield Mentoring",
        rules="aset",
        domain="northfield.example",
        locale="en-CA",
        coordinator="Priya Nair",
        named_person="Ruth Okafor",
        phone="780-555-0142",
        people=(
            DemoPerson("Dan Roy", "NF-1041"),
            DemoPerson("Kate Li", "NF-2203"),
            DemoPerson("Helen Sawchuk", "NF-0877"),
            DemoPerson("Tomas Reyes", "NF-2310"),
            DemoPerson("Amara Diallo", "NF-2318"),
            DemoPerson("François Gagnon", "NF-0932", "fr-CA"),
            DemoPerson("Émilie Tremblay", "NF-2275", "fr-CA"),
        ),
        pairs=(
            ("Dan Roy", "Kate Li"),
            ("Helen Sawchuk", "Tomas Reyes"),
            ("Helen Sawchuk", "Amara Diallo"),
            ("François Gagnon", "Émilie Tremblay"),
        ),
    ),
    DemoTenant(
        slug="lakeshore",
        name="Lakeshore Institute of Certified Technicians and Technologists",
        programme="Lakeshore CPD Mentoring",
        rules="oacett-cpd",
        domain="lakeshore.example",
        locale="en-CA",
        coordinator="Marc Bélanger",
        named_person="Joan Whitfield",
        phone="416-555-0117",
        people=(
            DemoPerson("Nadia Haddad", "LS-30412"),
            DemoPerson("Owen Clarke", "LS-51877"),
            DemoPerson("Louise Fortin", "LS-28840", "fr-CA"),
            DemoPerson("Karim Bensaïd", "LS-52210", "fr-CA"),
        ),
        pairs=(("Nadia Haddad", "Owen Clarke"), ("Louise Fortin", "Karim Bensaïd")),
    ),
)


def load_demo_tenant(database: Database, demo: DemoTenant, now: datetime) -> bool:
    """Make one demo tenant with matches that began three months ago; false when it is there already.

    The platform's row and the tenant's own rows are two transactions: a load that was cut off is taken up again.
    """
    with database.platform() as session:
        tenant_id = session.scalar(select(Tenant.id).where(Tenant.slug == demo.slug))
        tenant_id = tenant_id or register_tenant(session, demo.slug, now)
        staff = {role: register_user(session, f"{role}@{demo.domain}") for role in ("coordinator", "named_person")}
    with database.tenant(tenant_id) as scope:
        if scope.session.scalar(select(Programme.id).where(Programme.tenant_id == tenant_id)):
            return False
        programme_id = _programme(scope, demo, staff)
        claim_address(scope.session, demo.slug, tenant_id, programme_id)
        _matches(scope, demo, programme_id, now)
    return True


def _programme(scope: TenantScope, demo: DemoTenant, staff: dict[str, UUID]) -> UUID:
    names = {"coordinator": demo.coordinator, "named_person": demo.named_person}
    appointed = {
        role: appoint(
            scope,
            user_id,
            role=role,
            name=names[role],
            email=f"{role}@{demo.domain}",
            locale=demo.locale,
            phone=demo.phone,
        )
        for role, user_id in staff.items()
    }
    name_organisation(scope, demo.name, safeguarding_id=appointed["named_person"])
    return open_programme(
        scope, slug="mentoring", name=demo.programme, locale=demo.locale, coordinator_id=appointed["coordinator"]
    )


def _matches(scope: TenantScope, demo: DemoTenant, programme_id: UUID, now: datetime) -> None:
    started_on = (now.date() - timedelta(days=90)).replace(day=1)
    cohort_id = open_cohort(scope, programme_id, f"Intake {started_on.year}", started_on, None)
    rules_id = set_rules(scope, programme_id, preset(demo.rules), now)
    people = {
        person.name: enrol(
            scope,
            name=person.name,
            email=person.email(demo.domain),
            locale=person.locale,
            member_number=person.number,
        )
        for person in demo.people
    }
    for mentor, mentee in demo.pairs:
        start_match(
            scope,
            programme_id=programme_id,
            rules_id=rules_id,
            people={people[mentor]: "mentor", people[mentee]: "mentee"},
            started_on=started_on,
            cohort_id=cohort_id,
        )
