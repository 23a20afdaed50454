"""A migrated database for the tests: the schema as the owner made it, served by the role that row security binds."""

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from app.db import Database
from migrations.runner import migrate


@pytest.fixture(scope="session")
def migrated_urls(owner_url: str, database_url: str) -> tuple[str, str]:
    """The owner's and the app's address of a database whose schema is up to date."""
    migrate(owner_url, database_url)
    return owner_url, database_url


@pytest.fixture(scope="session")
def database(migrated_urls: tuple[str, str]) -> Iterator[Database]:
    """The database as the app's role sees it; tests keep apart by making tenants of their own."""
    opened = Database(migrated_urls[1])
    yield opened
    opened.close()


def url_text(url: str, **parts: Any) -> str:
    """A database URL with parts replaced, its password readable."""
    return make_url(url).set(**parts).render_as_string(hide_password=False)


@pytest.fixture
def empty_database_url(servers: object, owner_url: str) -> Iterator[str]:
    """The owner's address of a database with nothing in it, dropped afterwards."""
    superuser = getattr(servers, "superuser_url", None) or owner_url
    name = f"empty_{secrets.token_hex(6)}"
    admin = create_engine(superuser, isolation_level="AUTOCOMMIT")
    owner = make_url(owner_url).username
    try:
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} OWNER {owner}"))
        yield url_text(owner_url, database=name)
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    finally:
        admin.dispose()


@pytest.fixture
def own_database(empty_database_url: str, database_url: str) -> Iterator[Database]:
    """A database of the test's own: it may be broken, and holds no tenants but the test's."""
    serving = url_text(database_url, database=str(make_url(empty_database_url).database))
    migrate(empty_database_url, serving)
    opened = Database(serving)
    yield opened
    opened.close()
