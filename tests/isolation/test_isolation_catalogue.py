"""Every table is on the platform's short list or under the tenant's policy (T1): proved from the catalogue."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine, text

from app.models import Base
from tests.isolation.catalogue import PLATFORM, loose_keys, open_tables, open_views, tenant_tables


@pytest.fixture
def draft(owner: Engine) -> Iterator[Connection]:
    """A connection of the owner whose changes nobody else ever sees."""
    with owner.connect() as connection:
        yield connection
        connection.rollback()


def test_every_table_is_under_the_tenants_policy_or_named_as_platform(draft: Connection) -> None:
    assert open_tables(draft) == []


def test_there_are_tables_to_guard(draft: Connection) -> None:
    assert {"person", "ledger_entry", "received_mail", "outbound_mail"} <= set(tenant_tables(draft))


def test_the_platform_list_names_no_table_that_is_gone(draft: Connection) -> None:
    there = set(draft.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")))
    assert set(PLATFORM) <= there


def test_the_models_call_the_same_tables_platform() -> None:
    without_tenant = {table.name for table in Base.metadata.sorted_tables if "tenant_id" not in table.primary_key}
    assert without_tenant | {"alembic_version"} == set(PLATFORM)


def test_no_view_shows_more_than_its_reader_may_see(draft: Connection) -> None:
    assert open_views(draft) == []


def test_no_unique_or_foreign_key_reaches_across_tenants(draft: Connection) -> None:
    assert loose_keys(draft) == []


def test_a_table_without_a_policy_would_be_named(draft: Connection) -> None:
    draft.execute(text("CREATE TABLE forgotten (tenant_id uuid, id uuid, PRIMARY KEY (tenant_id, id))"))
    assert open_tables(draft) == [
        "forgotten: row-level security is not enabled",
        "forgotten: row-level security is not forced",
        "forgotten: the policy tenant_isolation is missing or another",
    ]


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ("ALTER TABLE person NO FORCE ROW LEVEL SECURITY", "person: row-level security is not forced"),
        ("CREATE POLICY wide ON person USING (true)", "person: the policy wide opens it"),
        ("ALTER POLICY tenant_isolation ON person USING (true)", "person: the policy tenant_isolation opens it"),
        ("ALTER POLICY owner_maintains ON person TO public", "person: the policy owner_maintains opens it"),
    ],
)
def test_a_weakened_table_would_be_named(draft: Connection, change: str, finding: str) -> None:
    draft.execute(text(change))
    assert finding in open_tables(draft)


@pytest.mark.parametrize("columns", ["email", "lower(name)", "id"])
def test_a_unique_key_across_tenants_would_be_named(draft: Connection, columns: str) -> None:
    draft.execute(text(f"CREATE UNIQUE INDEX only_one ON person ({columns}) WHERE false"))
    assert loose_keys(draft) == ["person: only_one is unique across tenants"]


def test_a_foreign_key_across_tenants_would_be_named(draft: Connection) -> None:
    draft.execute(text("CREATE TABLE stray (tenant_id uuid, person_tenant uuid, person_id uuid)"))
    draft.execute(
        text("ALTER TABLE stray ADD CONSTRAINT loose FOREIGN KEY (person_tenant, person_id) REFERENCES person")
    )
    assert loose_keys(draft) == ["stray: loose accepts another tenant's person"]


def test_a_view_of_its_owner_would_be_named(draft: Connection) -> None:
    draft.execute(text("CREATE VIEW everybody AS SELECT name FROM person"))
    assert open_views(draft) == ["everybody"]
