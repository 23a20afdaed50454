"""The owner's view of the migrated database, and two tenants whose every table is filled."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, MetaData, NullPool, create_engine

from app.db import Database
from tests.isolation.tenant_rows import FilledTenant, fill_tenant, reflected


@pytest.fixture(scope="session")
def owner(migrated_urls: tuple[str, str]) -> Iterator[Engine]:
    engine = create_engine(migrated_urls[0])
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def serving(migrated_urls: tuple[str, str]) -> Iterator[Engine]:
    """The serving role on connections that nobody has used before."""
    engine = create_engine(migrated_urls[1], poolclass=NullPool)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def tables(owner: Engine) -> MetaData:
    return reflected(owner)


@pytest.fixture(scope="session")
def mine(database: Database, tables: MetaData) -> FilledTenant:
    return fill_tenant(database, tables)


@pytest.fixture(scope="session")
def theirs(database: Database, tables: MetaData) -> FilledTenant:
    return fill_tenant(database, tables)
