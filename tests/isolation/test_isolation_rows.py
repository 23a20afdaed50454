"""Every tenant table x every verb x {no, wrong, empty} tenant: nothing is seen and nothing changes (T1)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import Connection, Engine, MetaData, Row, Table, delete, func, insert, select, update
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.sql import Executable

from app.db import Database, TenantScope
from app.programmes.models import Person
from tests.isolation.tenant_rows import FilledTenant, enter, in_order, row_for, rows_of


@pytest.fixture(params=["no", "wrong", "empty"])
def setting(request: pytest.FixtureRequest, mine: FilledTenant) -> str | None:
    """What `app.tenant_id` says while somebody reaches for the other tenant's rows."""
    return {"no": None, "wrong": str(mine.tenant_id), "empty": ""}[request.param]


def _attempt(serving: Engine, setting: str | None, statement: Executable) -> int:
    """How many rows the statement returned or changed; 0 when PostgreSQL refuses it."""
    with serving.connect() as connection:
        enter(connection, setting)
        try:
            done = connection.execute(statement)
        except ProgrammingError as error:
            if not isinstance(error.orig, InsufficientPrivilege):
                raise
            return 0
        count = len(done.all()) if done.returns_rows else done.rowcount
        connection.rollback()
        return count


def _all_rows(serving: Engine, tables: MetaData, tenant: FilledTenant) -> dict[str, Sequence[Row[Any]]]:
    with serving.connect() as connection:
        enter(connection, str(tenant.tenant_id))
        return {table.name: rows_of(connection, table, tenant.tenant_id) for table in in_order(tables)}


def test_each_tenant_sees_its_own_row_in_every_table(serving: Engine, tables: MetaData, theirs: FilledTenant) -> None:
    assert {name: len(rows) for name, rows in _all_rows(serving, tables, theirs).items() if len(rows) != 1} == {}


def test_select_sees_nothing(serving: Engine, tables: MetaData, theirs: FilledTenant, setting: str | None) -> None:
    seen = [
        table.name
        for table in in_order(tables)
        if _attempt(serving, setting, select(table.c.id).where(table.c.tenant_id == theirs.tenant_id))
    ]
    assert seen == []


@pytest.mark.parametrize("empty", [None, ""])
def test_without_a_tenant_the_tables_look_empty(
    serving: Engine, tables: MetaData, theirs: FilledTenant, empty: str | None
) -> None:
    assert theirs.rows
    with serving.connect() as connection:
        enter(connection, empty)
        counts = {table.name: connection.scalar(select(func.count()).select_from(table)) for table in in_order(tables)}
    assert {name: count for name, count in counts.items() if count} == {}


def test_update_changes_nothing(serving: Engine, tables: MetaData, theirs: FilledTenant, setting: str | None) -> None:
    before = _all_rows(serving, tables, theirs)
    changed = [table.name for table in in_order(tables) if _attempt(serving, setting, _touch(table, theirs.tenant_id))]
    assert changed == []
    assert _all_rows(serving, tables, theirs) == before


def test_delete_removes_nothing(serving: Engine, tables: MetaData, theirs: FilledTenant, setting: str | None) -> None:
    removed = [
        table.name
        for table in reversed(in_order(tables))
        if _attempt(serving, setting, delete(table).where(table.c.tenant_id == theirs.tenant_id))
    ]
    assert removed == []


def test_insert_is_refused(serving: Engine, tables: MetaData, theirs: FilledTenant, setting: str | None) -> None:
    taken = [
        table.name
        for table in in_order(tables)
        if "new row violates row-level security policy" not in _refusal(serving, setting, table, theirs)
    ]
    assert taken == []


def test_a_row_cannot_be_handed_to_another_tenant(
    serving: Engine, tables: MetaData, mine: FilledTenant, theirs: FilledTenant
) -> None:
    handed = [
        table.name
        for table in in_order(tables)
        if _attempt(serving, str(mine.tenant_id), update(table).values(tenant_id=theirs.tenant_id))
    ]
    assert handed == []


def test_a_row_cannot_point_to_another_tenants_row(
    database: Database, tables: MetaData, mine: FilledTenant, theirs: FilledTenant
) -> None:
    participant = tables.tables["match_participant"]
    foreign = {**mine.rows["match_participant"], "id": theirs.tenant_id, "person_id": theirs.rows["person"]["id"]}
    with pytest.raises(Exception, match="violates foreign key constraint"), database.tenant(mine.tenant_id) as scope:
        scope.session.execute(insert(participant).values(foreign))


def test_orm_queries_stay_in_their_tenant_even_when_a_condition_is_forgotten(
    migrated_urls: tuple[str, str], mine: FilledTenant, theirs: FilledTenant
) -> None:
    """The second net: as the owner, whom the policies let through, the session still sees one tenant."""
    opened = Database(migrated_urls[0], pool_size=1)
    with opened.tenant(mine.tenant_id) as scope:
        assert _people(scope) == {mine.rows["person"]["id"]}
        everybody = set(scope.session.connection().scalars(select(Person.id)))
    opened.close()
    assert theirs.rows["person"]["id"] in everybody


def _people(scope: TenantScope) -> set[UUID]:
    return set(scope.session.scalars(select(Person.id)))


def _touch(table: Table, tenant_id: UUID) -> Executable:
    return update(table).where(table.c.tenant_id == tenant_id).values(id=table.c.id)


def _refusal(serving: Engine, setting: str | None, table: Table, theirs: FilledTenant) -> str:
    """What PostgreSQL says to a new row of the other tenant; nothing when it takes it."""
    row = row_for(table, {**theirs.rows, "tenant": {"id": theirs.tenant_id}}, "intruder") | _users(table, theirs)
    with serving.connect() as connection:
        enter(connection, setting)
        return _error_of(connection, insert(table).values(row))


def _users(table: Table, theirs: FilledTenant) -> dict[str, object]:
    return {"user_id": theirs.rows["membership"]["user_id"]} if table.name == "membership" else {}


def _error_of(connection: Connection, statement: Executable) -> str:
    try:
        connection.execute(statement)
    except ProgrammingError as error:
        return str(error.orig)
    connection.rollback()
    return ""
