"""The first page of each role, and which of them a login identity may enter."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.audits.inviting import AUDITOR
from app.db import Database
from app.programmes.participation import PARTICIPANT, access_with_participation
from app.tenants.access import organisation_name
from app.tenants.registration import places_of

FIRST_PAGES = {
    "coordinator": "coordinator.home",
    "named_person": "concerns.listed",
    AUDITOR: "auditor.home",
    PARTICIPANT: "participant.record",
}


@dataclass(frozen=True, slots=True)
class Entrance:
    """One role at one organisation, and the endpoint of its first page."""

    slug: str
    organisation: str
    role: str
    endpoint: str


def entrances_of(database: Database, user_id: UUID, now: datetime) -> list[Entrance]:
    """Where the user may go now (UTC), in every organisation that knows them."""
    with database.platform() as session:
        places = places_of(session, user_id)
    found = []
    for tenant_id, slug in places:
        access = access_with_participation(database, slug, user_id, now)
        with database.tenant(tenant_id) as scope:
            name = organisation_name(scope)
        roles = access.memberships if access else {}
        found += [Entrance(slug, name, role, page) for role, page in FIRST_PAGES.items() if role in roles]
    return found
