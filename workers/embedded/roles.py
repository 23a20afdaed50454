"""The roles of the embedded database: a superuser that only prepares, an owner that migrates, an app that serves."""

from typing import LiteralString

import psycopg
from psycopg import sql

from app.errors import AppError

SUPERUSER = "mentorpost_superuser"
OWNER = "mentorpost_owner"
APP = "mentorpost_app"
DATABASE = "mentorpost"

_Connection = psycopg.Connection[tuple[object, ...]]
_NO_RIGHTS = sql.SQL("LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS")


def create_roles_and_database(connection: _Connection, passwords: dict[str, str]) -> None:
    """Make the two roles and the database unless they are there; `connection` is the superuser's."""
    for role in (OWNER, APP):
        if not _exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", role):
            connection.execute(_create_role(role, passwords[role]))
    if not _exists(connection, "SELECT 1 FROM pg_database WHERE datname = %s", DATABASE):
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER))
        )
    _narrow_database_rights(connection)


def narrow_schema_rights(connection: _Connection) -> None:
    """Let the app use the schema and never create in it; `connection` is the superuser's, in our database."""
    connection.execute(sql.SQL("ALTER SCHEMA public OWNER TO {}").format(sql.Identifier(OWNER)))
    connection.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    connection.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(sql.Identifier(APP)))


def check_durability(connection: _Connection) -> None:
    """See that a commit is on the disk before it is reported.

    Raises:
        AppError: a setting that this rests on is off; the message names it.

    """
    for name in ("fsync", "synchronous_commit", "full_page_writes"):
        row = connection.execute("SELECT current_setting(%s)", (name,)).fetchone()
        assert row is not None
        if row[0] != "on":
            raise AppError(f"PostgreSQL runs with {name} = {row[0]}: an acknowledged mail could be lost")


def _create_role(role: str, password: str) -> sql.Composed:
    return sql.SQL("CREATE ROLE {} {} PASSWORD {}").format(sql.Identifier(role), _NO_RIGHTS, sql.Literal(password))


def _narrow_database_rights(connection: _Connection) -> None:
    for database in (DATABASE, "postgres", "template1"):
        connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(database)))
    connection.execute(
        sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(sql.Identifier(DATABASE), sql.Identifier(APP))
    )


def _exists(connection: _Connection, query: LiteralString, name: str) -> bool:
    return connection.execute(query, (name,)).fetchone() is not None
