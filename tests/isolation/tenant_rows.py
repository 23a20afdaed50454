"""A row in every tenant table, made from the catalogue's columns: a new table is covered without a word here."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Column, Connection, Engine, MetaData, Table, insert, select, text

from app.db import Database, new_id
from app.tenants.registration import register_tenant, register_user
from tests.factories.tenants import BEGAN
from tests.isolation.catalogue import PLATFORM

Row = dict[str, Any]


@dataclass(frozen=True)
class FilledTenant:
    """A tenant with one row in each of its tables, by table name."""

    tenant_id: UUID
    slug: str
    rows: Mapping[str, Row]


def reflected(owner: Engine) -> MetaData:
    """The tables as they are in the database."""
    tables = MetaData()
    tables.reflect(owner)
    return tables


def in_order(tables: MetaData) -> list[Table]:
    """The tenant tables, those first that others point to."""
    return [table for table in tables.sorted_tables if table.name not in PLATFORM]


def fill_tenant(database: Database, tables: MetaData) -> FilledTenant:
    """A new tenant with a row in every tenant table, written as the serving role."""
    slug = f"f{new_id().hex[-12:]}"
    with database.platform() as session:
        tenant_id = register_tenant(session, slug, BEGAN)
        user_id = register_user(session, f"{slug}@{slug}.example")
    made: dict[str, Row] = {"tenant": {"id": tenant_id}, "user_account": {"id": user_id}}
    with database.tenant(tenant_id) as scope:
        for table in in_order(tables):
            made[table.name] = row_for(table, made, slug)
            scope.session.execute(insert(table).values(made[table.name]))
    return FilledTenant(tenant_id, slug, {name: row for name, row in made.items() if name not in PLATFORM})


def row_for(table: Table, made: Mapping[str, Row], words: str) -> Row:
    """A row that points to the rows made before, to nothing where there is none; its text says whose it is."""
    row: Row = {"tenant_id": made["tenant"]["id"]}
    for key in table.foreign_key_constraints:
        target = made.get(key.referred_table.name, {})
        pairs = {part.parent.name: target.get(part.column.name) for part in key.elements}
        row = pairs | row
    return {column.name: row[column.name] if column.name in row else _value(column, words) for column in table.columns}


def rows_of(connection: Connection, table: Table, tenant_id: UUID) -> Sequence[sa.Row[Any]]:
    """All rows of a tenant that the connection sees, in the order of their ids."""
    return connection.execute(select(table).where(table.c.tenant_id == tenant_id).order_by(table.c.id)).all()


def enter(connection: Connection, setting: str | None) -> None:
    """Set `app.tenant_id` for this transaction; `None` leaves it as a new connection has it."""
    if setting is not None:
        connection.execute(text(f"SET LOCAL app.tenant_id = '{setting}'"))


# By the Python type that SQLAlchemy names; `object` is its name for JSON.
_VALUES: dict[type, Callable[[str], Any]] = {
    UUID: lambda _words: new_id(),
    str: lambda words: words,
    bytes: lambda _words: os.urandom(32),
    int: lambda _words: 1,
    bool: lambda _words: False,
    date: lambda _words: date(2026, 5, 12),
    datetime: lambda _words: datetime(2026, 5, 12, 18, 30, tzinfo=UTC),
    time: lambda _words: time(18, 30),
    object: lambda words: {"words": words},
    list: lambda _words: [],
}


def _value(column: Column[Any], words: str) -> Any:
    return _VALUES[column.type.python_type](f"{words} {column.table.name} {column.name}")
