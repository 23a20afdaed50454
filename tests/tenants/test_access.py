"""What a user is in a tenant (U1): their roles there, and nothing in any other tenant."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from app.db import Database, TenantScope, new_id
from app.tenants.access import access_to, user_exists
from app.tenants.models import Membership
from app.tenants.registration import appoint, register_user
from tests.factories.tenants import MadeTenant, make_tenant

NOW = datetime(2026, 6, 9, 18, 30, tzinfo=UTC)


@pytest.fixture
def tenant(database: Database) -> MadeTenant:
    return make_tenant(database)


@pytest.fixture
def user_id(database: Database) -> UUID:
    with database.platform() as session:
        return register_user(session, f"{new_id().hex}@home.example")


def _appoint(scope: TenantScope, user_id: UUID, role: str, locale: str = "en-CA") -> UUID:
    return appoint(scope, user_id, role=role, name="Ann", email="ann@home.example", locale=locale)


def test_a_member_has_a_membership_for_each_role(database: Database, tenant: MadeTenant, user_id: UUID) -> None:
    with database.tenant(tenant.tenant_id) as scope:
        made = {role: _appoint(scope, user_id, role, "fr-CA") for role in ("owner", "coordinator")}
    access = access_to(database, tenant.slug, user_id, NOW)
    assert access is not None
    assert access.memberships == made
    assert (access.tenant_id, access.slug, access.user_id) == (tenant.tenant_id, tenant.slug, user_id)
    assert access.locale == "fr-CA"


def test_a_member_of_one_tenant_is_nothing_in_another(database: Database, tenant: MadeTenant, user_id: UUID) -> None:
    with database.tenant(tenant.tenant_id) as scope:
        _appoint(scope, user_id, "coordinator")
    assert access_to(database, make_tenant(database).slug, user_id, NOW) is None
    assert access_to(database, tenant.slug, user_id, NOW) is not None


def test_a_membership_that_has_ended_is_nothing(database: Database, tenant: MadeTenant, user_id: UUID) -> None:
    with database.tenant(tenant.tenant_id) as scope:
        ended, going = _appoint(scope, user_id, "auditor"), _appoint(scope, user_id, "coordinator")
        scope.session.get_one(Membership, (scope.tenant_id, ended)).ends_at = NOW
    access = access_to(database, tenant.slug, user_id, NOW)
    assert access is not None
    assert access.memberships == {"coordinator": going}


def test_nobody_has_access_to_a_tenant_that_does_not_exist(database: Database, user_id: UUID) -> None:
    assert access_to(database, "nobody-here", user_id, NOW) is None


def test_a_login_identity_exists_or_does_not(database: Database, user_id: UUID) -> None:
    with database.platform() as session:
        assert user_exists(session, user_id)
        assert not user_exists(session, new_id())
