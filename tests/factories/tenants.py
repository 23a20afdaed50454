"""One call makes a tenant with a programme, a mentor, a mentee and their match."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from app.db import Database, TenantScope, new_id
from app.matches.start import start_match
from app.programmes.enrolment import claim_address, enrol, open_programme, set_rules
from app.programmes.rules import Rules, preset
from app.tenants.registration import appoint, name_organisation, register_tenant, register_user

BEGAN = datetime(2026, 1, 5, 15, 0, tzinfo=UTC)


@dataclass(frozen=True)
class MadeTenant:
    """The ids of what `make_tenant` made."""

    tenant_id: UUID
    slug: str
    programme_id: UUID
    programme_address: str
    rules_id: UUID
    match_id: UUID
    mentor_id: UUID
    mentor_email: str
    mentee_id: UUID
    mentee_email: str
    coordinator_id: UUID
    named_person_id: UUID


def make_tenant(
    database: Database,
    *,
    rules: str | Rules = "aset",
    locale: str = "en-CA",
    slug: str | None = None,
    name: str | None = None,
) -> MadeTenant:
    """A tenant of its own name, or of the one given, with one running match since January 2026."""
    slug = slug or f"t{new_id().hex[-12:]}"
    staff = {"coordinator": f"priya@{slug}.example", "named_person": f"ruth@{slug}.example"}
    with database.platform() as session:
        tenant_id = register_tenant(session, slug, BEGAN)
        users = {role: register_user(session, email) for role, email in staff.items()}
    with database.tenant(tenant_id) as scope:
        coordinator_id, named_id = (
            appoint(scope, users[role], role=role, name=name, email=staff[role], locale=locale, phone="780-555-0142")
            for role, name in (("coordinator", "Priya Nair"), ("named_person", "Ruth Okafor"))
        )
        name_organisation(scope, name or f"Association {slug}", safeguarding_id=named_id)
        programme_id = open_programme(
            scope, slug="mentoring", name=f"Mentoring {name or slug}", locale=locale, coordinator_id=coordinator_id
        )
        rules_id = set_rules(scope, programme_id, preset(rules) if isinstance(rules, str) else rules, BEGAN)
        mentor_id = add_person(scope, "Dan Roy", f"dan@{slug}.example", locale, "M-1")
        mentee_id = add_person(scope, "Kate Li", f"kate@{slug}.example", locale, "M-2")
        match_id = add_match(scope, programme_id, rules_id, {mentor_id: "mentor", mentee_id: "mentee"})
    with database.platform() as session:
        claim_address(session, slug, tenant_id, programme_id)
    return MadeTenant(
        tenant_id=tenant_id,
        slug=slug,
        programme_id=programme_id,
        programme_address=f"{slug}@reply.localhost",
        rules_id=rules_id,
        match_id=match_id,
        mentor_id=mentor_id,
        mentor_email=f"dan@{slug}.example",
        mentee_id=mentee_id,
        mentee_email=f"kate@{slug}.example",
        coordinator_id=coordinator_id,
        named_person_id=named_id,
    )


def add_person(scope: TenantScope, name: str, email: str, locale: str = "en-CA", number: str | None = None) -> UUID:
    """One more person in the tenant."""
    return enrol(scope, name=name, email=email, locale=locale, member_number=number)


def add_match(scope: TenantScope, programme_id: UUID, rules_id: UUID, people: dict[UUID, str]) -> UUID:
    """A match of people with their roles, running since January 2026."""
    return start_match(scope, programme_id=programme_id, rules_id=rules_id, people=people, started_on=date(2026, 1, 5))
