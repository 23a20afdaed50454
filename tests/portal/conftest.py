"""The application as the tests open it."""

from collections.abc import Iterator

import pytest
from flask import Flask

from app.db import Database
from app.inbound.bounded import Bounded
from tests.factories.post_room import PostRoom, post_room
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


@pytest.fixture
def cpd_room(database: Database, bounded: Bounded) -> PostRoom:
    """On `oacett-cpd`, which wants of each hour that it be complete and confirmed."""
    return post_room(database, bounded, rules="oacett-cpd")


@pytest.fixture
def cpd_served(cpd_room: PostRoom) -> Flask:
    """The application over that room."""
    return make_app(cpd_room.database, clock=cpd_room.watch)
