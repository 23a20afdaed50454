"""A migration refuses a serving role that no policy binds, and leaves the owner's rights on its tables whole."""

import secrets
from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from app.db import Database, DatabaseUnreachable, UnsafeRole
from migrations.runner import migrate
from tests.database import url_text
from tests.factories.tenants import make_tenant
from tests.servers import running_servers, temporary_data_dir
from workers.embedded.roles import OWNER
from workers.embedded.servers import EmbeddedServers


@pytest.fixture(scope="module")
def own() -> Iterator[EmbeddedServers]:
    """Servers of which we know the superuser."""
    with temporary_data_dir() as data_dir, running_servers(data_dir) as started:
        yield started


@pytest.fixture
def role(own: EmbeddedServers) -> Iterator[str]:
    """A plain role like the one that serves, made for one test."""
    name = f"role_{secrets.token_hex(4)}"
    as_superuser(own, f"CREATE ROLE {name} LOGIN PASSWORD 'x'; GRANT CONNECT ON DATABASE mentorpost TO {name}")
    yield name
    as_superuser(own, f"DROP OWNED BY {name}; DROP ROLE {name}", database="mentorpost")


def as_superuser(own: EmbeddedServers, statements: str, database: str = "postgres") -> None:
    run(url_text(own.superuser_url, database=database), statements)


def run(url: str, statements: str) -> None:
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            for statement in statements.split(";"):
                connection.execute(text(statement))
    finally:
        engine.dispose()


def tables(own: EmbeddedServers) -> list[str]:
    engine = create_engine(own.owner_url)
    try:
        with engine.connect() as connection:
            return list(connection.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")))
    finally:
        engine.dispose()


def serving(own: EmbeddedServers, role: str) -> str:
    return url_text(own.database_url, username=role, password="x")


def test_nothing_is_migrated_for_the_owner_itself(own: EmbeddedServers) -> None:
    before = tables(own)
    with pytest.raises(UnsafeRole, match=f"the role '{OWNER}' is the role of DATABASE_OWNER_URL too; row-level"):
        migrate(own.owner_url, own.owner_url)
    assert tables(own) == before


def test_nothing_is_migrated_for_a_superuser(own: EmbeddedServers) -> None:
    before = tables(own)
    with pytest.raises(UnsafeRole, match="is a superuser and has BYPASSRLS; row-level"):
        migrate(own.owner_url, url_text(own.superuser_url, database="mentorpost"))
    assert tables(own) == before


def test_nothing_is_migrated_for_a_member_of_the_owner(own: EmbeddedServers, role: str) -> None:
    before = tables(own)
    as_superuser(own, f"GRANT {OWNER} TO {role}")
    with pytest.raises(UnsafeRole, match=f"'{role}' belongs to the role of DATABASE_OWNER_URL; row-level"):
        migrate(own.owner_url, serving(own, role))
    assert tables(own) == before


def test_nothing_is_migrated_for_a_role_with_bypassrls(own: EmbeddedServers, role: str) -> None:
    as_superuser(own, f"ALTER ROLE {role} BYPASSRLS")
    with pytest.raises(UnsafeRole, match=f"'{role}' has BYPASSRLS; row-level"):
        migrate(own.owner_url, serving(own, role))


def test_nothing_is_migrated_for_a_member_of_a_role_that_bypasses(own: EmbeddedServers, role: str) -> None:
    as_superuser(own, f"GRANT {make_url(own.superuser_url).username} TO {role}")
    with pytest.raises(UnsafeRole, match="belongs to a role that bypasses row security"):
        migrate(own.owner_url, serving(own, role))


def test_the_owner_of_tables_does_not_serve_when_a_superuser_migrates(own: EmbeddedServers) -> None:
    migrate(own.owner_url, own.database_url)
    with pytest.raises(UnsafeRole, match="owns tables"):
        migrate(url_text(own.superuser_url, database="mentorpost"), own.owner_url)


@pytest.mark.parametrize("right", ["ALL", "SELECT", "UPDATE"])
def test_an_owner_that_was_robbed_of_its_rights_has_them_again_after_a_migration(
    own: EmbeddedServers, right: str
) -> None:
    migrate(own.owner_url, own.database_url)
    for table in tables(own):
        run(own.owner_url, f"REVOKE {right} ON {table} FROM {OWNER}")
    migrate(own.owner_url, own.database_url)
    database = Database(own.database_url)
    assert make_tenant(database).slug  # whose foreign keys PostgreSQL checks with the rights of the tables' owner
    database.close()


@pytest.mark.parametrize(
    ("right", "said"), [("USAGE", "permission denied"), (None, "no schema has been selected to create in")]
)
def test_an_owner_that_may_not_create_is_told_so_in_one_sentence(
    own: EmbeddedServers, role: str, right: str | None, said: str
) -> None:
    if right:
        as_superuser(own, f"GRANT {right} ON SCHEMA public TO {role}", database="mentorpost")
    with pytest.raises(DatabaseUnreachable, match=f"^DATABASE_OWNER_URL: cannot use the database at [^\n]*{said}"):
        migrate(serving(own, role), own.database_url)
