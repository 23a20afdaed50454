"""Opening a tenant (T1, U1): its name in addresses, its staff, its named person."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from app.db import Database, new_id
from app.outbound.parties import named_person
from app.tenants.models import Membership, Tenant
from app.tenants.registration import (
    BadName,
    UnknownTenant,
    all_tenants,
    appoint,
    email_hash,
    register_tenant,
    register_user,
    require_slug,
    tenant_named,
)
from tests.factories.tenants import BEGAN, make_tenant


@pytest.mark.parametrize("slug", ["ab", "northfield", "a-1", "x" * 40, "a-" * 19 + "ab", "4h-clubs"])
def test_a_name_of_small_letters_digits_and_single_dashes_is_taken(slug: str) -> None:
    assert require_slug(slug) == slug


@pytest.mark.parametrize(
    "slug",
    ["", "a", "North", "é-cole", "-ab", "ab-", "a--b", "a b", "a.b", "a@b", "a\n", "../etc", "x" * 41, "a-" * 20 + "b"],
)
def test_a_name_that_could_not_stand_in_an_address_is_refused(slug: str) -> None:
    with pytest.raises(BadName, match="cannot be used in addresses"):
        require_slug(slug)


def test_a_tenant_is_found_by_its_name_and_among_all(database: Database) -> None:
    made = make_tenant(database)
    with database.platform() as session:
        assert tenant_named(session, made.slug) == made.tenant_id
        assert made.tenant_id in all_tenants(session)


def test_a_name_that_nobody_has_is_told(database: Database) -> None:
    with database.platform() as session, pytest.raises(UnknownTenant, match="no tenant is called 'nobody-here'"):
        tenant_named(session, "nobody-here")


def test_a_name_is_given_once(database: Database) -> None:
    made = make_tenant(database)
    with pytest.raises(IntegrityError), database.platform() as session:
        register_tenant(session, made.slug, BEGAN)


def test_the_login_directory_keeps_a_hash_and_no_address(database: Database) -> None:
    """Platform tables hold hashes and ids only."""
    address = f"Priya.{new_id().hex}@Example.org"
    with database.platform() as session:
        user_id = register_user(session, address)
        assert register_user(session, f"  {address.lower()} ") == user_id
        row = session.execute(text("SELECT * FROM user_account WHERE id = :id"), {"id": user_id}).one()
    assert set(row) == {user_id, email_hash(address)}


def test_one_identity_can_have_a_role_in_several_tenants(database: Database) -> None:
    """U1: one login, a name and phone per tenant."""
    made, other = make_tenant(database), make_tenant(database)
    with database.platform() as session:
        user_id = register_user(session, f"eval-{made.slug}@example.org")
    for tenant in (made, other):
        with database.tenant(tenant.tenant_id) as scope:
            appoint(scope, user_id, role="evaluator", name="Eva", email="eva@example.org", locale="en-CA")
    with database.tenant(made.tenant_id) as scope:
        names = scope.session.scalars(select(Membership.name).where(Membership.user_id == user_id)).all()
        assert names == ["Eva"]


def test_the_same_role_is_given_once(database: Database) -> None:
    made = make_tenant(database)
    with database.tenant(made.tenant_id) as scope:
        user_id = scope.session.scalars(select(Membership.user_id).where(Membership.role == "coordinator")).one()
    with pytest.raises(IntegrityError), database.tenant(made.tenant_id) as scope:
        appoint(scope, user_id, role="coordinator", name="Priya", email="p@example.org", locale="en-CA")


def test_the_named_person_is_the_one_of_the_organisation(database: Database) -> None:
    """C2: a concern reaches the named person."""
    made = make_tenant(database)
    with database.tenant(made.tenant_id) as scope:
        assert named_person(scope).id == made.named_person_id


def test_a_tenant_is_an_id_and_a_name_on_the_platform() -> None:
    """T1: nothing of an organisation stands where other tenants could see it."""
    assert set(Tenant.__table__.columns.keys()) == {"id", "slug", "created_at"}
