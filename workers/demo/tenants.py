"""The two demo tenants: an association on the preset `aset`, a professional body on `oacett-cpd`."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from app.db import Database, TenantScope
from app.matches.start import start_match
from app.programmes.enrolment import claim_address, enrol, open_cohort, open_programme, set_rules
from app.programmes.models import Programme
from app.programmes.rules import Rules, preset
from app.tenants.models import Tenant
from app.tenants.registration import appoint, name_organisation, register_tenant, register_user
from workers.demo.organisations import DEMO_TENANTS, DemoTenant

__all__ = ["DEMO_TENANTS", "load_demo_tenant"]


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
    rules_id = set_rules(scope, programme_id, _awake(preset(demo.rules)), now)
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


def _awake(rules: Rules) -> Rules:
    """The rules without nights and holidays: whoever starts the demo sees its mails at once, at whatever hour."""
    return rules.model_copy(update={"quiet_hours": None, "holidays": ()})
