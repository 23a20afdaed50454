"""The application as the tests open it."""

from collections.abc import Iterator

import pytest
from flask import Flask

from app.db import Database
from tests.factories.post_room import PostRoom
from tests.factories.tenants import MadeTenant, make_tenant
from tests.portal.pages import make_app


@pytest.fixture(scope="module")
def app(database: Database, redis_url: str) -> Flask:
    return make_app(database, redis_url=redis_url)


@pytest.fixture
def without_database() -> Iterator[Database]:
    """A database that does not answer: nobody listens there."""
    gone = Database("postgresql+psycopg://app:hidden-word@127.0.0.1:1/gone", pool_size=1)
    yield gone
    gone.close()


@pytest.fixture(scope="module")
def tenant(database: Database) -> MadeTenant:
    return make_tenant(database)


@pytest.fixture
def served(room: PostRoom) -> Flask:
    """The application over a post room, at the room's own time."""
    return make_app(room.database, clock=room.watch)
