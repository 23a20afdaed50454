"""The serving role is bound by the policies and cannot loosen them; a role that is not is refused at the start."""

import pytest
from sqlalchemy import Engine, MetaData, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, ProgrammingError

from app.db import Database, DatabaseUnreachable, UnsafeRole, check_serving_role
from app.models import Base
from tests.database import url_text
from tests.servers import TestServers

_APPEND_ONLY = {mapper.local_table.name for mapper in Base.registry.mappers if mapper.class_.append_only}  # type: ignore[attr-defined]


def _check(url: str) -> None:
    database = Database(url, pool_size=1)
    try:
        check_serving_role(database, url)
    finally:
        database.close()


def test_the_serving_role_is_accepted(database_url: str, migrated_urls: tuple[str, str]) -> None:
    assert migrated_urls[1] == database_url
    _check(database_url)


def test_the_owner_is_refused_with_each_fault(migrated_urls: tuple[str, str]) -> None:
    owner_url = migrated_urls[0]
    with pytest.raises(UnsafeRole) as refused:
        _check(owner_url)
    name = make_url(owner_url).username
    assert str(refused.value).startswith(
        f"DATABASE_URL: the role '{name}' owns tables, or belongs to the role that does and may TRUNCATE tables; "
        "row-level security would not bind it."
    )


def test_a_superuser_is_refused(servers: TestServers, migrated_urls: tuple[str, str]) -> None:
    """Where somebody else's server is used its superuser is unknown, and the owner stands in for it."""
    url = servers.superuser_url or migrated_urls[0]
    with pytest.raises(UnsafeRole, match="is a superuser" if servers.superuser_url else "owns tables"):
        _check(url_text(url, database=str(make_url(migrated_urls[0]).database)))


@pytest.mark.parametrize("wrong", [{"database": "not_there"}, {"password": "not-the-password"}])
def test_a_wrong_database_url_is_named_without_its_password(database_url: str, wrong: dict[str, str]) -> None:
    url = url_text(database_url, **wrong)
    with pytest.raises(DatabaseUnreachable, match="DATABASE_URL: cannot use the database at ") as refused:
        _check(url)
    parsed = make_url(url)
    assert parsed.password
    assert parsed.password not in str(refused.value)
    assert f"/{parsed.database}: " in str(refused.value)


def test_a_database_url_where_nobody_listens_is_named_with_host_and_port() -> None:
    with pytest.raises(
        DatabaseUnreachable, match=r"^DATABASE_URL: cannot use the database at 127.0.0.1:1/mine: "
    ) as seen:
        _check("postgresql+psycopg://app:hidden-word@127.0.0.1:1/mine")
    assert "hidden-word" not in str(seen.value)


def test_the_serving_role_owns_nothing(serving: Engine) -> None:
    owned = text(
        "SELECT classid::regclass, objid FROM pg_shdepend "
        "WHERE deptype = 'o' AND refobjid = (SELECT oid FROM pg_roles WHERE rolname = current_user)"
    )
    with serving.connect() as connection:
        assert connection.execute(owned).all() == []


def test_the_serving_role_has_no_privilege_beyond_reading_and_writing(serving: Engine) -> None:
    too_much = text("""
        SELECT c.relname, p.privilege FROM pg_class c,
               unnest(ARRAY['TRUNCATE', 'REFERENCES', 'TRIGGER']) AS p (privilege)
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
          AND has_table_privilege(c.oid, p.privilege) ORDER BY 1, 2
    """)
    with serving.connect() as connection:
        assert connection.execute(too_much).all() == []
        assert not connection.scalar(text("SELECT has_schema_privilege('public', 'CREATE')"))


def test_truncate_is_refused_on_every_table(serving: Engine, tables: MetaData) -> None:
    with serving.connect() as connection:
        for table in tables.sorted_tables:
            with pytest.raises(ProgrammingError, match="permission denied"):
                connection.execute(text(f"TRUNCATE {table.name} CASCADE"))
            connection.rollback()


def test_there_are_append_only_tables() -> None:
    assert "ledger_entry" in _APPEND_ONLY


@pytest.mark.parametrize("table", sorted(_APPEND_ONLY))
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_serving_role_cannot_change_what_is_append_only(serving: Engine, table: str, change: str) -> None:
    with serving.connect() as connection, pytest.raises(ProgrammingError, match=f"permission denied for table {table}"):
        connection.execute(text(change.format(table)))


@pytest.mark.usefixtures("theirs")
@pytest.mark.parametrize("table", sorted(_APPEND_ONLY))
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_not_even_the_owner_changes_what_is_append_only(owner: Engine, table: str, change: str) -> None:
    with (
        owner.connect() as connection,
        pytest.raises(DBAPIError, match=r"is append-only: (UPDATE|DELETE|TRUNCATE) refused"),
    ):
        connection.execute(text(change.format(table)))
